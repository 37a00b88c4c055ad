"""Which names of one document are one person's or organisation's: fuller names first, what is shorter joins the one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from khronika.resolve.actors.bodies import judge as judge_bodies
from khronika.resolve.actors.bodies import telling_words
from khronika.resolve.actors.evidence import weight
from khronika.resolve.actors.organisation import OrganisationName, parse_organisation
from khronika.resolve.actors.person import PersonName, parse_person, surname_sex
from khronika.resolve.actors.verdict import judge

SHORT = 3  # letters of a word that is too short to stand for a longer name
CLOSE = 6  # characters that may stand between a name and its letters in brackets


Told = Literal["person", "organisation", "unsure"]


class Occurrence(Struct, frozen=True, order=True):
    """A name where it stands in a document; `unsure` where it was taken for a place that nobody knows."""

    start: int
    end: int
    kind: Told
    name: str


def settle_kinds(told: Sequence[Occurrence]) -> list[Occurrence]:
    """Take a lone word for what bears it in fuller names of the document: a person's surname, a body's first word."""
    surnames, bodies = set(), set()
    for one in told:
        if one.kind == "person" and (name := parse_person(one.name)).surname is not None and len(name.words) > 1:
            surnames |= {*name.words[name.surname].sounds}
        elif one.kind == "organisation" and (words := telling_words(parse_organisation(one.name))):
            bodies |= {*words[0].sounds} if len(words[0].text) > SHORT else set()
    settled = [replace(one, kind=_settled(one, surnames, bodies)) for one in told]
    names = {one.name.casefold(): one.kind for one in settled if one.kind != "unsure"}
    sure = [replace(one, kind=names.get(one.name.casefold(), one.kind)) for one in settled]
    return [one for one in sure if one.kind != "unsure"]


def _settled(one: Occurrence, surnames: Set[str], bodies: Set[str]) -> Told:
    words = parse_person(one.name).words
    if len(words) != 1 or parse_organisation(one.name).acronym:
        return one.kind
    if not surnames.isdisjoint(words[0].sounds):
        return "person"
    return "organisation" if not bodies.isdisjoint(words[0].sounds) else one.kind


def join_persons(told: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Join the names of persons; what fits more than one fuller name joins that of its sex, else stays by itself."""
    by_name: dict[str, list[Occurrence]] = defaultdict(list)
    for one in told:
        by_name[one.name].append(one)
    groups: list[list[str]] = []
    for name in sorted(by_name, key=lambda name: (-_fullness(parse_person(name)), by_name[name][0])):
        chosen = _choose(parse_person(name), groups)
        if chosen is None:
            groups.append([name])
        else:
            chosen.append(name)
    return [sorted(one for name in group for one in by_name[name]) for group in groups]


def _fullness(name: PersonName) -> int:
    return 2 * len(name.words) - sum(one.is_initial for one in name.words)


def _choose(name: PersonName, groups: Sequence[list[str]]) -> list[str] | None:
    kinds = {at: [judge(name, parse_person(other)).kind for other in group] for at, group in enumerate(groups)}
    fitting = [at for at, found in kinds.items() if "clash" not in found and "edited" not in found]
    if len(fitting) > 1:
        exact = [at for at in fitting if kinds[at][0] in ("same", "sound")]
        fitting = exact or _of_sex(name, fitting, groups)
    return groups[fitting[0]] if len(fitting) == 1 else None


def _of_sex(name: PersonName, fitting: list[int], groups: Sequence[list[str]]) -> list[int]:
    sex = name.sex or (surname_sex(name.words[name.surname]) if name.surname is not None else None)
    return [at for at in fitting if sex is not None and parse_person(groups[at][0]).sex == sex]


def join_organisations(told: Sequence[Occurrence], text: str) -> list[list[Occurrence]]:
    """Join the names of organisations: equal telling words, letters told beside the name or standing for it, parts."""
    by_name: dict[str, list[Occurrence]] = defaultdict(list)
    for one in told:
        if has_name(one.name):
            by_name[one.name].append(one)
    groups: list[list[str]] = []
    for name in sorted(by_name, key=lambda name: (-len(parse_organisation(name).words), by_name[name][0])):
        fitting = [group for group in groups if _is_of(name, group[0], by_name, text)]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            groups.append([name])
    return [sorted(one for name in group for one in by_name[name]) for group in groups]


def has_name(text: str) -> bool:
    """Say whether an organisation's words hold more than its kind: a telling word, letters, or a capital inside."""
    name = parse_organisation(text)
    return bool(name.acronym or telling_words(name) or any(part[:1].isupper() for part in text.split()))


def _is_of(name: str, fuller: str, by_name: dict[str, list[Occurrence]], text: str) -> bool:
    a, b = parse_organisation(name), parse_organisation(fuller)
    if a.acronym and not b.acronym and _in_brackets(by_name[fuller], by_name[name], text):
        return True
    if not telling_words(a) and not a.acronym:
        return _is_head(a, b)
    grounds = judge_bodies(a, b)
    return sum(ground.weight for ground in grounds) >= weight("part")


def _in_brackets(full: Iterable[Occurrence], short: Iterable[Occurrence], text: str) -> bool:
    return any(
        0 <= one.start - other.end <= CLOSE and "(" in text[other.end : one.start] for other in full for one in short
    )


def _is_head(short: OrganisationName, full: OrganisationName) -> bool:
    """Say whether a name that tells only a kind is a fuller name's first or last words: the Friends, the Foundation."""
    words = [one.plain for one in full.words]
    return bool(short.words) and len(words) > len(short.words) and all(one.plain in words for one in short.words)
