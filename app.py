"""Serves the chat page: `python app.py [--port N]`. The same as `handreiking serve`."""

from __future__ import annotations

import sys

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main(["serve", *sys.argv[1:]]))
