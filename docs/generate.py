"""Write into the repository what is made from the program itself; a test compares, so that the docs cannot lie."""

from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from khronika import ontology
from khronika.cli import commands
from khronika.work.rows import COLUMNS
from khronika.work.schema import SCHEMA_VERSION, schemas

ROOT = Path(__file__).parent.parent


def generated() -> Mapping[str, str]:
    """Give {path below the repository: content} of every generated file."""
    made = {
        f"schemas/{name}": msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
        for name, schema in schemas().items()
    }
    pages = {"docs/commands.md": commands_page(), "docs/ontology.md": ontology.page(), "docs/table.md": table_page()}
    return {**made, **pages}


def table_page() -> str:
    """Describe the columns of the flat table."""
    rows = "".join(f"| `{name}` | {kind} | {meaning} |\n" for name, (kind, meaning) in COLUMNS.items())
    return f"""# The flat table

`event_mentions.csv` (UTF-8 with a byte-order mark, CRLF) and `event_mentions.parquet` hold one row an event mention.
In the CSV file a cell that a spreadsheet would take for a formula begins with an apostrophe.
Schema version {SCHEMA_VERSION}.

| column | type | what it holds |
| --- | --- | --- |
{rows}"""


def commands_page() -> str:
    """Give the help of every command."""
    parts = ["# Commands\n\nMade from the program's own help.\n"]
    for name in sorted(commands.commands):
        command = commands.commands[name]
        with click.Context(command, info_name=f"khronika {name}", max_content_width=100, terminal_width=100) as context:
            parts.append(f"\n## khronika {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    for path, content in generated().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(content, encoding="utf8")
