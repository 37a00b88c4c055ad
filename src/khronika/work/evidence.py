"""The original bytes of every report, in files named by their SHA-256."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

BLOCK = 2**20


def place_of(evidence: Path, digest: str) -> Path:
    """Give where the bytes of a digest lie."""
    return evidence / digest[:2] / digest


def keep(evidence: Path, data: bytes, digest: str) -> None:
    """Write bytes under their digest, whole or not at all; what is there already is left."""
    target = place_of(evidence, digest)
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, exist_ok=True)
    partial = target.with_name(f".{digest}.{os.getpid()}")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def digest_of_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    state = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            state.update(block)
    return state.hexdigest()


def kept(evidence: Path) -> Iterator[Path]:
    """Give every file that is kept, and what interrupted runs left of others."""
    for folder in sorted(evidence.iterdir()) if evidence.exists() else ():
        if folder.is_dir():
            yield from sorted(folder.iterdir())


def is_whole(evidence: Path, digest: str) -> bool:
    """Say whether the bytes of a digest are there and are what they were."""
    path = place_of(evidence, digest)
    return path.is_file() and digest_of_file(path) == digest
