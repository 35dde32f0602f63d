"""Serves the chat page: `python app.py`. The same as `handreiking serve`."""

from __future__ import annotations

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main(["serve"]))
