"""Fetch what the browser gets that others wrote: `python scripts/web/assets.py`.

`assets.toml` names packages of npm with version, digest and files. Each is fetched once by `npm pack`, checked against
its digest, and its files are laid into `src/khronika/web/static/vendor`, which git ignores and the wheel carries. What
lies there already with the same table is left alone, so a second run needs neither npm nor a network.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

TABLE = Path(__file__).with_name("assets.toml")
VENDOR = Path(__file__).parents[2] / "src/khronika/web/static/vendor"
STAMP = "assets.sha256"


def main() -> None:
    """Lay every file of the table into the vendor folder, or do nothing if they lie there already."""
    wanted = hashlib.sha256(TABLE.read_bytes()).hexdigest()
    stamp = VENDOR / STAMP
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if shutil.which("npm") is None:
        sys.exit("assets: npm is needed once, to fetch fonts and scripts (Debian: apt-get install npm)")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, row in tomllib.loads(TABLE.read_text("utf-8")).items():
        with tempfile.TemporaryDirectory() as folder:
            unpack(fetch(name, row["version"], row["integrity"], Path(folder)), row["files"])
    stamp.write_text(wanted)


def fetch(name: str, version: str, integrity: str, folder: Path) -> Path:
    """Fetch a package by npm and check its digest; give the archive."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
    file = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    archive = folder / file
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != integrity:
        sys.exit(f"assets: {name}@{version} has digest {found}, assets.toml says {integrity}; nothing of it was laid")
    return archive


def unpack(archive: Path, files: Mapping[str, str]) -> None:
    """Lay the files named into the vendor folder."""
    with tarfile.open(archive) as package:
        for source, target in files.items():
            member = package.extractfile(f"package/{source}")
            if member is None:
                sys.exit(f"assets: {archive.name} has no file {source}")
            place = VENDOR / target
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(member.read())


if __name__ == "__main__":
    main()
