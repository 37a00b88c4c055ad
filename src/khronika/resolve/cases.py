"""Put events that are stages of one person's prosecution together: the case, with custody over time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from msgspec import Struct

from khronika import ontology
from khronika.errors import DataError
from khronika.model import Case, Custody, CustodySpell, Event
from khronika.resolve.case_words import article, holding_places, is_minor, is_term

TABLE = "stages.tsv"
OPENS, SETTLES = 3, 6  # the last order that may open a case, the first that may end one
PAUSE = timedelta(180)  # after a release or a fine, what follows sooner belongs to the same case
LONGEST = timedelta(5 * 365)
DONE = "actual"


class Stage(Struct, frozen=True):
    """What a mode is in a prosecution."""

    order: int
    custody: str
    ends: bool


class Step(Struct, frozen=True):
    """One event of one person, as far as a case needs it."""

    event: Event
    stage: Stage
    day: date | None
    custody: Custody | None
    articles: tuple[str, ...]
    place: str | None
    holdings: tuple[str, ...]
    minor: bool | None


def find_cases(events: Iterable[Event], quotes: Mapping[str, Sequence[str]] | None = None) -> list[Case]:
    """Find the cases that events are stages of, one or more a person; a person with one event alone has none.

    `quotes` gives each event's quotes by its key: they name places of detention and tell who is a minor. A case's key
    is made of its first event and the person.
    """
    by_person: dict[str, list[Step]] = defaultdict(list)
    for event in events:
        stage = stages().get(f"{event.type}/{event.mode}")
        if stage is None or event.realis != DONE:
            continue
        for person, names in persons_of(event).items():
            by_person[person].append(_step(event, stage, names, (quotes or {}).get(event.key, ())))
    cases = [_case(person, part) for person, steps in by_person.items() for part in _parts(sorted(steps, key=_order))]
    return sorted((case for case in cases if len(case.events) > 1), key=lambda case: case.key)


def persons_of(event: Event) -> dict[str, list[str]]:
    """Give the persons to whom an event is done: key of the actor → the words that name them."""
    found: dict[str, list[str]] = defaultdict(list)
    for field in event.fields:
        if field.name == "recipient":
            for told in field.told:
                if told.value["kind"] == "person" and told.value["actor"] and told.text:
                    found[told.value["actor"]] += [told.text, told.value["name"]]
    return dict(found)


def _step(event: Event, stage: Stage, names: Sequence[str], quotes: Sequence[str]) -> Step:
    values = {field.name: field.chosen for field in event.fields}
    day = date.fromisoformat(values["date"]["start"]) if values.get("date") and values["date"]["start"] else None
    place = values["place"]["name"] if values.get("place") else None
    articles = tuple(basis["name"] for basis in values.get("legal_basis") or ())
    custody = _custody(stage, values.get("sentence") or ())
    holdings = tuple(dict.fromkeys(holding_places(quotes)))
    return Step(event, stage, day, custody, articles, place, holdings, is_minor(names, quotes))


def _custody(stage: Stage, sentences: Sequence[dict[str, Any]]) -> Custody | None:
    if stage.custody == "term":
        return "imprisoned" if any(is_term(sentence) for sentence in sentences) else None
    return cast(Custody, stage.custody) if stage.custody else None


def _order(step: Step) -> tuple[date, int, str]:
    return step.day or date.max, step.stage.order, step.event.key


def _parts(steps: Sequence[Step]) -> list[list[Step]]:
    """Part a person's events where one case has ended and another opens."""
    parts: list[list[Step]] = []
    for step in steps:
        if parts and not _opens(step, parts[-1]):
            parts[-1].append(step)
        else:
            parts.append([step])
    return parts


def _opens(step: Step, before: Sequence[Step]) -> bool:
    """Say whether an event opens another case than the one before it."""
    if step.stage.order > OPENS:
        return False
    last = before[-1]
    pause = step.day - last.day if step.day and last.day else None
    told = {article(text) for earlier in before for text in earlier.articles}
    if step.articles and told and told.isdisjoint(map(article, step.articles)):
        return True
    if any(earlier.stage.ends for earlier in before):
        return True
    settled = any(earlier.stage.order >= SETTLES for earlier in before)
    return pause is not None and (pause > LONGEST or (settled and pause > PAUSE))


def _case(person: str, steps: Sequence[Step]) -> Case:
    articles: dict[str, str] = {}
    for step in steps:
        for text in step.articles:
            articles.setdefault(article(text), text)
    told = [step.minor for step in steps if step.minor is not None]
    return Case(
        key=f"{steps[0].event.key}-{person}",
        person=person,
        events=tuple(step.event.key for step in steps),
        custody=tuple(_spells(steps)),
        articles=tuple(articles.values()),
        places_of_detention=tuple(dict.fromkeys(place for step in steps for place in step.holdings)),
        minor=any(told) if told else None,
    )


def _spells(steps: Sequence[Step]) -> list[CustodySpell]:
    """Give the spells of custody: each lasts until the next event that changes it."""
    changes = [step for step in steps if step.custody is not None and step.day is not None]
    changes += [step for step in steps if step.custody is not None and step.day is None]
    spells: list[CustodySpell] = []
    for at, step in enumerate(changes):
        if spells and step.custody == spells[-1].status and step.place in (None, spells[-1].place):
            continue
        following = (later.day for later in changes[at + 1 :] if later.custody != step.custody)
        place = step.holdings[0] if step.holdings else step.place
        status = cast(Custody, step.custody)
        until = next(following, None) if step.day else None
        spells.append(CustodySpell(status=status, since=step.day, until=until, event=step.event.key, place=place))
    return spells


def custody_now(case: Case) -> Custody:
    """Give the last status that a case tells."""
    return case.custody[-1].status if case.custody else "unknown"


@cache
def stages() -> Mapping[str, Stage]:
    """Read stages.tsv: stages by TYPE/mode.

    Raises:
        DataError: a row names a mode or a custody that does not exist.
    """
    found: dict[str, Stage] = {}
    lines = files("khronika.resolve").joinpath(TABLE).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith(("#", "mode\t")):
            continue
        mode, order, custody, ends = line.split("\t")
        try:
            ontology.load().check(*mode.split("/"))
        except DataError as error:
            raise DataError(f"{TABLE}:{number}: {error}") from error
        if custody not in ("", "term", *get_args(Custody)):
            raise DataError(f"{TABLE}:{number}: no such custody {custody!r} (want {', '.join(get_args(Custody))})")
        found[mode] = Stage(int(order), custody, ends == "yes")
    return found
