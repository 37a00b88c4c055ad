"""Name the state of a folder of data files, so that a run can say what it stood on."""

from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable


def digest_of(package: str, folder: str) -> str:
    """Give 12 hexadecimal digits that change with the name or content of any file in a folder of a package."""
    state = sha256()
    for file in _files(files(package) / folder):
        state.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return state.hexdigest()[:12]


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        found += _files(entry) if entry.is_dir() else [entry]
    return found
