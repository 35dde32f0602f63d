"""What is installed holds every folder of the assistant and every file that was learned."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]


def test_every_folder_with_code_is_installed() -> None:
    folders = {file.parent for file in (ROOT / "assistant").rglob("__init__.py")}
    names = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert names == set(SETUPTOOLS["packages"])


def test_every_learned_file_is_installed() -> None:
    learned = [f for end in ("npz", "safetensors") for f in (ROOT / "assistant").rglob(f"*.{end}")]
    assert learned
    for file in learned:
        package = next(p for p in file.parents if (p / "__init__.py").exists())
        name = ".".join(package.relative_to(ROOT).parts)
        kept = SETUPTOOLS["package-data"].get(name, [])
        within = file.relative_to(package).as_posix()
        assert any(fnmatch(within, pattern) for pattern in kept), file
