"""Links between names of persons and organisations in bundles of reports: pairwise precision, recall and F1.

A name of the gold and one that was found are the same where their spans overlap (the longest overlap first, one to
one). A pair of gold names of two reports is right where both are in one actor; names of one report count too, in a
measure of their own. Names that were found and are in no gold actor do not count: the gold leaves out bodies of the
state.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.measure import Score, shared
from khronika.evaluate.report import Measure, f1
from khronika.model import Interval, Naming
from khronika.read import read_text
from khronika.read.result import Read
from khronika.resolve.actors import collect_namings, naming_key, resolve_actors
from khronika.resolve.actors.collect import name_accounts
from khronika.work.coded import Coded
from khronika.work.run import code_read
from khronika.work.settings import Settings

Spot = tuple[str, int, int]  # report, start, end


class GoldName(Struct, frozen=True):
    """A name in a report, half-open."""

    report: str
    start: int
    end: int
    text: str


class GoldActor(Struct, frozen=True):
    """One person or organisation with its names."""

    actor: str
    kind: str
    names: tuple[GoldName, ...]


class Report(Struct, frozen=True):
    """A report of a bundle."""

    id: str
    text: str
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None


class Bundle(Struct, frozen=True):
    """Reports of one pile, and whose names are in them."""

    id: str
    reports: tuple[Report, ...]
    actors: tuple[GoldActor, ...]


def read_bundles(path: Path) -> list[Bundle]:
    """Read the bundles of a file, or of every .jsonl of a folder in sorted order.

    Raises:
        ArgumentError: a line is no bundle.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    try:
        return [bundle for file in files for bundle in _decode(file)]
    except msgspec.DecodeError as error:
        raise ArgumentError(f"{path}: no bundles of reports ({error})") from error


def _decode(file: Path) -> list[Bundle]:
    return msgspec.json.Decoder(Bundle).decode_lines(file.read_bytes())


def measure(path: Path) -> list[Measure]:
    """Code the bundles of a file or folder and score the links between their names.

    Raises:
        ArgumentError: a line is no bundle.
    """
    bundles = read_bundles(path)
    return score(code_bundles(bundles), bundles)


def score(coded: Mapping[str, Sequence[Coded]], bundles: Iterable[Bundle]) -> list[Measure]:
    """Score the links between names; `coded` gives each bundle's reports as coded, with their ids as document ids."""
    across, all_pairs, found_names = Score(), Score(), Score()
    by_set: dict[str, Score] = defaultdict(Score)
    for bundle in bundles:
        actor_of = link_names(coded[bundle.id])
        aligned = align(bundle, actor_of)
        gold = sum(len(actor.names) for actor in bundle.actors)
        found_names.add(len(aligned), len(aligned), gold)
        for one in (across, by_set[bundle.id.split("-")[1]]):
            one.add(*pair_counts(bundle, aligned, across=True))
        all_pairs.add(*pair_counts(bundle, aligned, across=False))
    measures = [f1("actor links F1, across reports", across), f1("actor links F1, within and across", all_pairs)]
    measures += [f1(f"actor links F1, {name}", counts) for name, counts in sorted(by_set.items())]
    return [*measures, f1("names of actors found", found_names)]


def link_names(reports: Sequence[Coded]) -> dict[Spot, str]:
    """Give, for every name in the reports, the key of its actor."""
    namings: list[Naming] = []
    owner: dict[Spot, str] = {}
    for one in reports:
        parts = (one.event_mentions, one.statements, one.relations, one.entities)
        namings += collect_namings(one.document, *parts)
        for account in name_accounts(one.document, one.event_mentions, one.relations, one.entities):
            key = naming_key(one.document.id, account.kind, account.name)
            owner |= {(one.document.id, start, end): key for start, end in account.spans}
    home = {naming: actor.key for actor in resolve_actors(namings).actors for naming in actor.namings}
    return {spot: home[key] for spot, key in owner.items()}


def align(bundle: Bundle, actor_of: Mapping[Spot, str]) -> dict[tuple[str, int], str]:
    """Give the actor that was found for each gold name (its report and start), the longest overlap first."""
    overlaps = [
        (-common, spot, name)
        for actor in bundle.actors for name in actor.names for spot in actor_of
        if spot[0] == name.report and (common := shared((name.start, name.end), spot[1:]))
    ]  # fmt: skip
    taken: set[Spot] = set()
    found: dict[tuple[str, int], str] = {}
    for _, spot, name in sorted(overlaps, key=lambda one: (one[0], one[1], one[2].start)):
        if spot not in taken and (name.report, name.start) not in found:
            taken.add(spot)
            found[name.report, name.start] = actor_of[spot]
    return found


def pair_counts(bundle: Bundle, aligned: Mapping[tuple[str, int], str], *, across: bool) -> tuple[int, int, int]:
    """Give how many pairs of gold names are linked rightly, are linked, and should be."""
    names = [(name, actor.actor) for actor in bundle.actors for name in actor.names]
    right = found = gold = 0
    for (a, of_a), (b, of_b) in combinations(names, 2):
        if across and a.report == b.report:
            continue
        one, other = aligned.get((a.report, a.start)), aligned.get((b.report, b.start))
        linked = one is not None and one == other
        gold += of_a == of_b
        found += linked
        right += linked and of_a == of_b
    return right, found, gold


def code_bundles(bundles: Iterable[Bundle]) -> dict[str, list[Coded]]:
    """Code the reports of each bundle, each by itself."""
    found: dict[str, list[Coded]] = defaultdict(list)
    for bundle in bundles:
        for report in bundle.reports:
            day = Interval.parse(report.published).start if report.published else None
            read = read_text(report.text, id=report.id, published=day, language=report.language)
            if isinstance(read, Read):
                found[bundle.id].append(code_read(read, Settings(report.language, day))[0])
    return found
