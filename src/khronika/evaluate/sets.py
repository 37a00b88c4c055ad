"""The gold sets that khronika is measured on, by name."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate import (
    calibration,
    case_scores,
    cases,
    ecb,
    glocon,
    india_police,
    links,
    links_actors,
    muc4,
    name_pairs,
    nerel,
    petrarch,
    places,
    plover,
    timex,
)
from khronika.evaluate.answers import Answer, answer, read_answers
from khronika.evaluate.faults import find_faults, make_page
from khronika.evaluate.gold import Article
from khronika.evaluate.report import Measure


class GoldSet(Struct, frozen=True):
    """How a set gives its articles and scores the answers; without articles it measures by itself, from its path."""

    about: str
    articles: Callable[[Path], list[Article]] | None
    score: Callable[[Path, Sequence[Answer]], list[Measure]]


def _links(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    return [*links.score(path), *links_actors.measure(path)]


SETS: Mapping[str, GoldSet] = {
    "calibration": GoldSet(
        "how far confidences are from the share of right mentions", calibration.articles, calibration.score
    ),
    "cases": GoldSet("the project's own cases: events and their fields", cases.articles, case_scores.score),
    "ecb": GoldSet("ECB+: mentions of one event across documents", None, lambda path, _: ecb.score(path)),
    "glocon": GoldSet("protest or not, by sentence and by document", glocon.articles, glocon.score),
    "india_police": GoldSet("what police did, by sentence", india_police.articles, india_police.score),
    "links": GoldSet("links between mentions of events, and between names, in bundles of reports", None, _links),
    "muc4": GoldSet("incident types and fillers of a document", muc4.articles, muc4.score),
    "names": GoldSet("pairs of persons' names, one person's or not", None, name_pairs.score),
    "nerel": GoldSet("Russian names; who, where, when", nerel.articles, nerel.score),
    "petrarch": GoldSet("CAMEO codes of a sentence, read as types", petrarch.articles, petrarch.score),
    "places": GoldSet("toponyms and coordinates", places.articles, places.score),
    "plover": GoldSet("event type, actor and recipient phrases", plover.articles, plover.score),
    "timex": GoldSet("time expressions and their days", timex.articles, timex.score),
}


def evaluate(
    name: str,
    path: Path,
    *,
    jobs: int = 1,
    keep: Path | None = None,
    coded: Path | None = None,
    errors: Path | None = None,
) -> list[Measure]:
    """Code a gold set and score it; with `coded`, score what `khronika code` wrote there before.

    With `errors`, every miss and false hit is written there, as a page grouped by cause.

    Raises:
        ArgumentError: no such set, or its file cannot be read.
    """
    if name not in SETS:
        raise ArgumentError(f"no gold set {name!r} (have: {', '.join(SETS)})")
    if not path.exists():
        raise ArgumentError(f"{path} does not exist: give the file of the gold set {name!r}")
    gold = SETS[name]
    if gold.articles is None:
        if coded or errors:
            raise ArgumentError(f"the set {name!r} is measured by itself: leave out --coded and --errors")
        return gold.score(path, ())
    articles = gold.articles(path)
    answers = read_answers(coded, articles) if coded else answer(articles, jobs=jobs, keep=keep)
    measures = gold.score(path, answers)
    if errors:
        errors.write_text(make_page(name, measures, find_faults(name, path, answers)), encoding="utf8")
    return measures


def below_floors(name: str, measures: Sequence[Measure], floors: Path) -> list[str]:
    """Say which measures lie below the floors that a file gives for this set: {set: {measure: floor}}.

    Raises:
        ArgumentError: the file gives a floor for a measure that the set does not have.
    """
    wanted = msgspec.json.decode(floors.read_bytes(), type=dict[str, dict[str, float]]).get(name, {})
    values = {measure.name: measure.value for measure in measures}
    if unknown := wanted.keys() - values.keys():
        raise ArgumentError(f"{floors}: {name} has no measure {', '.join(sorted(unknown))} (have: {', '.join(values)})")
    return [
        f"{measure}: {values[measure]:.3f} is below its floor {floor:.3f}"
        for measure, floor in sorted(wanted.items())
        if values[measure] < floor
    ]
