"""Keep the catalogue of the workbench's words: `python scripts/web/messages.py update|compile`.

`update` takes every translatable string of templates and code into the Russian catalogue, keeps what is translated,
drops what is used no more, and names what a person has to translate. `compile` writes the `.mo` files that Django
reads. Both are done in Python, so no gettext tools are needed.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[2] / "src/khronika/web"
LOCALE = WEB / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
KEPT = ('"Language: ', '"Plural-Forms: ', '"MIME-Version: ', '"Content-Type: ', '"Content-Transfer-Encoding: ')
Found = tuple[str | tuple[str, ...], str | None]


def main(action: str) -> None:
    """Update or compile the catalogues."""
    for place in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        if action == "update":
            update(place)
        elif action == "compile":
            compile_catalogue(place)
        else:
            sys.exit(f"messages: no action {action!r} (want update or compile)")


def find_messages() -> Iterator[Found]:
    """Give every translatable string of the workbench, with its context where it has one."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    for place in sorted(WEB.rglob("*.html")):
        code = templatize(place.read_text("utf-8"), origin=str(place))
        yield from _in_python("\n".join(line.strip() for line in code.splitlines()))
    for place in sorted(WEB.rglob("*.py")):
        yield from _in_python(place.read_text("utf-8"))


def _in_python(code: str) -> Iterator[Found]:
    for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        yield message, context


def read(place: Path) -> Catalog:
    """Read a catalogue."""
    with place.open("rb") as file:
        return read_po(file, locale=place.parts[-3], domain="django")


def update(place: Path) -> None:
    """Take new strings into a catalogue and drop the unused; name what is not translated."""
    old = read(place)
    new = Catalog(locale=old.locale, domain="django", project="Khronika", fuzzy=False)
    for message, context in find_messages():
        known = old.get(message if isinstance(message, str) else message[0], context)
        new.add(message, known.string if known else "", context=context)
    written = io.BytesIO()
    write_po(written, new, width=120, sort_output=True, no_location=True)
    place.write_text(_without_dates(written.getvalue().decode()), "utf-8")
    for message in untranslated(place):
        print(f"{place.name}: not translated: {message!r}")


def _without_dates(text: str) -> str:
    """Keep of the head what is needed to read the file: dates and names in it only make branches conflict."""
    head, body = text[text.index("msgid") :].split("\n\n", 1)
    kept = [line for line in head.splitlines() if not line.startswith('"') or line.startswith(KEPT)]
    return "\n".join(kept) + "\n\n" + body


def untranslated(place: Path) -> list[str]:
    """Give the strings of a catalogue that have no translation, or not in every plural form."""
    return [
        str(message.id)
        for message in read(place)
        if message.id
        and (message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string))
    ]


def compile_catalogue(place: Path) -> None:
    """Write the catalogue as Django reads it."""
    with place.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(place))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
