"""The project's own gold for linking: bundles of reports, and which of their mentions tell of the same event.

Reports are coded each by itself and linked as one pile. A coded mention answers for the gold mention whose trigger it
overlaps, one to one. *End to end*, a link to a mention that the coder missed is lost and a link to one that the gold
lacks is wrong; *found mentions* leaves both out, and measures the linker alone.
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
from khronika.model import EventMention, Interval
from khronika.read import read_text
from khronika.read.result import Failure
from khronika.resolve.actors import resolve_actors
from khronika.resolve.events import LinkedMention, link_document, link_events, link_mention, marks_of
from khronika.resolve.names import Names
from khronika.work.coded import Coded
from khronika.work.run import code_read
from khronika.work.settings import Settings

Pair = frozenset[str]
SETS = ("english", "russian", "mixed")


class GoldMention(Struct, frozen=True):
    """A gold mention: where its trigger stands, and its event."""

    report: str
    start: int
    end: int
    trigger: str
    type: str
    mode: str | None
    event: str

    @property
    def key(self) -> str:
        """Give a key of the mention within its bundle."""
        return f"gold:{self.report}:{self.start}:{self.end}:{self.type}:{self.event}"


class Report(Struct, frozen=True):
    """A report of a bundle."""

    id: str
    text: str
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None


class Bundle(Struct, frozen=True):
    """Reports of one pile and the mentions in them."""

    id: str
    kind: str
    reports: tuple[Report, ...]
    mentions: tuple[GoldMention, ...]
    reprints: tuple[tuple[str, ...], ...] = ()


class Linked(Struct, frozen=True):
    """What was made of a bundle: its coded mentions, the gold mention each answers for, and the cluster of each."""

    bundle: Bundle
    mentions: tuple[EventMention, ...]
    gold: Mapping[str, GoldMention]
    cluster: Mapping[str, int]


def read_bundles(path: Path) -> dict[str, list[Bundle]]:
    """Read the bundles of a folder, by file: english, russian, mixed.

    Raises:
        ArgumentError: a file is missing or a line of it is no bundle.
    """
    try:
        decoder = msgspec.json.Decoder(Bundle)
        return {name: decoder.decode_lines((path / f"{name}.jsonl").read_bytes()) for name in SETS}
    except (OSError, msgspec.DecodeError) as error:
        raise ArgumentError(f"{path}: no bundles of reports ({error})") from error


def score(path: Path) -> list[Measure]:
    """Score the links between mentions of events, in each set of bundles."""
    return [measure for name, bundles in read_bundles(path).items() for measure in measures(name, map(link, bundles))]


def measures(name: str, bundles: Iterable[Linked]) -> list[Measure]:
    """Score one set of bundles: the linker on the mentions that were found, and end to end."""
    scores: dict[str, Score] = defaultdict(Score)
    touched = Score()
    for linked in bundles:
        touched.add(len(linked.gold), len(linked.mentions), len(linked.bundle.mentions))
        for measure, counts in _counts(linked).items():
            scores[measure].add(*counts)
    ordered = ["found mentions", "found mentions, across reports", "end to end", "end to end, across reports"]
    ordered += [measure for measure in scores if measure.endswith("languages")]
    return [*(f1(f"{name}: {measure}", scores[measure]) for measure in ordered), f1(f"{name}: mentions", touched)]


def _counts(linked: Linked) -> dict[str, tuple[int, int, int]]:
    """Count right, found and gold links of a bundle, under each measure."""
    answers = {gold.key: key for key, gold in linked.gold.items()}
    names = {key: gold.key for key, gold in linked.gold.items()}
    place = {gold.key: gold.report for gold in linked.bundle.mentions}
    place |= {mention.id: mention.document for mention in linked.mentions}
    language = {report.id: report.language for report in linked.bundle.reports}
    event = {gold.key: gold.event for gold in linked.bundle.mentions}
    gold = {frozenset(pair) for pair in combinations(sorted(event), 2) if event[pair[0]] == event[pair[1]]}
    found = {
        frozenset((names.get(a, a), names.get(b, b)))
        for a, b in combinations([mention.id for mention in linked.mentions], 2)
        if linked.cluster[a] == linked.cluster[b]
    }
    both = {pair for pair in gold | found if all(key in answers for key in pair)}
    across = {pair for pair in gold | found if len({place[key] for key in pair}) == 2}
    tongues = {pair for pair in across if len({language[place[key]] for key in pair}) == 2}
    counts = {}
    for measure, (wanted, linked_pairs) in {
        "found mentions": (gold & both, found & both),
        "found mentions, across reports": (gold & both & across, found & both & across),
        "end to end": (gold, found),
        "end to end, across reports": (gold & across, found & across),
        **({"found mentions, across languages": (gold & both & tongues, found & both & tongues)} if tongues else {}),
    }.items():
        counts[measure] = (len(wanted & linked_pairs), len(linked_pairs), len(wanted))
    return counts


def link(bundle: Bundle) -> Linked:
    """Code the reports of a bundle, each by itself, and link their mentions as one pile."""
    coded = [code_report(report) for report in bundle.reports]
    mentions = tuple(mention for one in coded for mention in one.event_mentions)
    clusters = link_events(linked_mentions(coded)).clusters
    cluster = {key: number for number, members in enumerate(clusters) for key in members}
    return Linked(bundle, mentions, align(bundle.mentions, mentions), cluster)


def code_report(report: Report) -> Coded:
    """Code a report by itself, as `khronika code` does."""
    day = Interval.parse(report.published).start if report.published else None
    read = read_text(report.text, id=report.id, published=day, language=report.language)
    if isinstance(read, Failure):
        raise ArgumentError(f"{report.id}: not read: {read.reason}")
    return code_read(read, Settings(report.language, day))[0]


def linked_mentions(coded: Sequence[Coded]) -> list[LinkedMention]:
    """Make the linker's mentions of coded reports, with the actors that are resolved over all of them."""
    names = Names()
    for one in coded:
        names.take(one.document, one.event_mentions, one.statements, one.relations, one.entities)
    actor_of = {key: actor.key for actor in resolve_actors(names.namings).actors for key in actor.namings}
    found = []
    for one in coded:
        document = one.document
        spans = {span: actor_of[naming] for span, naming in names.owners[document.id].items()}
        facts = link_document(
            document.id,
            document.text,
            language=document.language or "",
            day=document.first_published or document.published,
            marks=marks_of(msgspec.to_builtins(one.entities), spans),
        )
        for mention in one.event_mentions:
            told = ((mention.arguments[at], actor_of[naming]) for at, naming in names.of_mention(mention))
            found.append(link_mention(mention, facts, {(argument.start, argument.end): actor for argument, actor in told}))
    return found


def align(gold: Sequence[GoldMention], found: Sequence[EventMention]) -> dict[str, GoldMention]:
    """Give the gold mention that each found one answers for: the longest overlap first, the same type, the earlier."""
    overlaps = sorted(
        (-common, mention.type != wanted.type, mention.trigger.start, at, number)
        for at, wanted in enumerate(gold)
        for number, mention in enumerate(found)
        if mention.document == wanted.report
        and (common := shared((wanted.start, wanted.end), (mention.trigger.start, mention.trigger.end)))
    )
    taken: set[int] = set()
    answers: dict[str, GoldMention] = {}
    for _, _, _, at, number in overlaps:
        if at not in taken and found[number].id not in answers:
            taken.add(at)
            answers[found[number].id] = gold[at]
    return answers
