"""Tables of names: spellings and their sounds, given names and their forms, common surnames, small words."""

from functools import cache
from importlib.resources import files

from khronika.errors import DataError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a table: tab-separated, a header, `#` before remarks.

    Raises:
        DataError: a row has more or fewer fields than the header.
    """
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    header = lines[0][1].split("\t")
    found = []
    for at, line in lines[1:]:
        fields = line.split("\t")
        if len(fields) != len(header):
            raise DataError(f"{name}.tsv:{at}: {len(fields)} fields (want {len(header)}: {', '.join(header)})")
        found.append(dict(zip(header, fields, strict=True)))
    return tuple(found)
