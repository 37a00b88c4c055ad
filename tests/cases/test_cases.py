"""Each file of cases: a text, then what must come out of it, field by field.

The first line says when the text appeared; `pytest --update-cases` rewrites what stands below the bar, and a person
reads the diff.
"""

from datetime import date
from pathlib import Path

import pytest

from khronika.model import Argument, EventMention, Place, Quantity, ToldDate, ToldPlace
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.txt"))
BAR = "\n----\n"


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_a_text_tells_what_its_case_says(path: Path, request: pytest.FixtureRequest) -> None:
    head, _, rest = path.read_text("utf-8").partition("\n")
    text, _, wanted = rest.partition(BAR)
    found = told(text, published=head.removeprefix("published: "), language=path.parent.name)
    if request.config.getoption("--update-cases"):
        path.write_text(f"{head}\n{text}{BAR}{found}", "utf-8")
    else:
        assert found == wanted


def told(text: str, *, published: str, language: str) -> str:
    """Put the event mentions of a text into lines: type, mode, realis and trigger, then one line a field."""
    read = read_text(text, id="case", published=date.fromisoformat(published), language=language)
    assert isinstance(read, Read)
    coded = code_document(read.document, read.view, Settings())
    return "\n".join("\n".join(lines(event)) for event in coded.event_mentions) + "\n"


def lines(event: EventMention) -> list[str]:
    """Put one event mention into lines."""
    by = f"{event.attribution.speaker or 'the reporter'} {event.attribution.relation}"
    return [
        f"{event.type} {event.mode or '-'} {event.realis}: {event.trigger.text}",
        *(f"  {argument.role}: {argument.text}{_value(argument)}" for argument in event.arguments),
        f"  when: {_when(event.date)}",
        f"  where: {_where(event.place)}",
        f"  told by: {by}",
    ]


def _value(argument: Argument) -> str:
    value = argument.value
    mark = " (inferred)" if argument.inferred else ""
    if isinstance(value, Quantity):
        return f" = {value.low}..{value.high} of {value.of}{mark}"
    if argument.role in ("place", "date") or isinstance(value, Place):
        return mark
    kind = getattr(value, "kind", None)
    return f" = {f'{kind} ' if kind else ''}{getattr(value, 'name', '')}{mark}"


def _when(told: ToldDate | None) -> str:
    if told is None:
        return "not told"
    return f"{told.start}..{told.end} {told.precision}{' (inferred)' if told.inferred else ''}"


def _where(told: ToldPlace | None) -> str:
    if told is None:
        return "not told"
    return f"{told.name}, {told.country}{' (inferred)' if told.inferred else ''}"
