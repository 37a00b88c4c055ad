"""What an event's words say beside who, where and when: what for, why, with what, by which law, at whose works."""

from collections.abc import Callable, Iterable, Sequence

from khronika.extract.aims import find_demands, find_reasons
from khronika.extract.instruments import find_instruments
from khronika.extract.labour import find_employer, find_sector
from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.extract.sentencing import find_charges, find_legal_bases, find_sentences
from khronika.model import Argument

Find = Callable[[Scene, Match], Iterable[Argument]]
OF_LABOUR = (find_employer, find_sector)
# Which terms an event of each type can have; what is not here has none.
TERMS: dict[str, tuple[Find, ...]] = {
    "ACCUSE": (find_charges, find_legal_bases),
    "ASSAULT": (find_instruments, find_reasons),
    "COERCE": (find_charges, find_sentences, find_legal_bases, find_reasons, find_instruments),
    "CONCEDE": (find_charges, find_sentences, find_legal_bases),
    "PROTEST": (find_demands, find_reasons, find_instruments),
    "REJECT": (find_reasons,),
    "REQUEST": (find_demands, find_reasons),
    "RETREAT": (find_reasons,),
    "SANCTION": (find_reasons,),
    "THREATEN": (find_demands, find_reasons),
}
WORKED = frozenset({"COERCE", "CONCEDE", "PROTEST", "THREATEN"})


def find_terms(scene: Scene, match: Match, arguments: Sequence[Argument]) -> list[Argument]:
    """Find the terms of an event, in the order of the table; words that are a charge are no reason as well.

    `arguments` are the parties found before: by them employer and sector are told.
    """
    kind = match.trigger.type
    found = [term for find in TERMS.get(kind, ()) for term in find(scene, match)]
    if kind in WORKED:
        found += [term for find in OF_LABOUR for term in find(scene, match, arguments)]
    once = {(term.role == "sector", term.start, term.end): term for term in reversed(found)}
    taken = [party for party in arguments if party.role == "recipient"]  # "seized a **rifle**" is what, not with what
    return [
        term
        for term in list(once.values())[::-1]
        if not any(_holds(other, term) for other in found)
        and not (term.role == "instrument" and any(p.start <= term.start and term.end <= p.end for p in taken))
    ]


def _holds(other: Argument, term: Argument) -> bool:
    """Say whether a term's words are but a part of another's in the same role."""
    is_inside = other.start <= term.start and term.end <= other.end
    return other.role == term.role and is_inside and other.end - other.start > term.end - term.start
