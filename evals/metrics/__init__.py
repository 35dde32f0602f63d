"""One function a metric: formula and source in its docstring, deterministic and offline.

A metric gives one value per item (`Values`), so that every figure gets an interval and every
comparison is paired; an item that a metric says nothing about has the value None.
"""
