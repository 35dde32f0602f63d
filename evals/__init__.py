"""Measuring the assistant."""
