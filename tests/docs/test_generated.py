"""What is generated into the repository is what the program says now."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", sorted(_generator().generated()))
def test_generated_pages_are_up_to_date(path: str) -> None:
    written = (ROOT / path).read_text("utf8")
    assert written == _generator().generated()[path], f"{path} is out of date: run make docs"
