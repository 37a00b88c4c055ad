"""`khronika schema`: the JSON Schema of every output file."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def schema(folder: Path | None) -> None:
    """Write the JSON Schema of every output file into DIR, or print them."""
    import msgspec

    from khronika.work.schema import schemas

    for name, made in schemas().items():
        text = msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
        if folder is None:
            click.echo(text, nl=False)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf8")
