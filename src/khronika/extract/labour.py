"""Where people work: the employer they strike against or are dismissed by, and the sector their trade belongs to."""

from collections.abc import Iterator, Sequence

from khronika.extract.compact import compact_name
from khronika.extract.match import Match
from khronika.extract.participants import phrase
from khronika.extract.scene import Scene
from khronika.lexicon import Word
from khronika.model import Argument, Name, Term

WORKPLACES = frozenset({"company", "hospital", "school", "media", "government", "culture", "transport"})
PREMISES = frozenset({"factory", "plant", "mine", "works", "mill", "depot", "shipyard", "warehouse", "workshop",
                      "airport", "railway", "port", "refinery", "firm", "employer", "завод", "шахта", "фабрика",
                      "цех", "депо", "предприятие", "комбинат", "верфь", "склад", "порт", "аэропорт", "рудник",
                      "компания", "разрез", "фирма", "ресторан", "метрополитен"})  # fmt: skip
AT = "at|of|from|in|by|на+Loc|в+Loc|из+Gen|с+Gen|Gen"
WORKING = frozenset({"workers", "students", "people"})
LABOUR_MODES = frozenset({"strike", "dismissal"})


def find_employer(scene: Scene, match: Match, parties: Sequence[Argument]) -> Iterator[Argument]:
    """Find where those who strike or are dismissed work: "a strike **at the plant**", «рабочие **завода «Пример»**»."""
    if match.mode not in LABOUR_MODES:
        return
    heads = [match.anchor, *_governors(scene, match.anchor), *_heads(scene, parties)]
    found = (i for at in heads for i in _places_of_work(scene, at))
    index = next((i for i in dict.fromkeys(found)), None)
    if index is not None:
        yield _employer(scene, index)


def _governors(scene: Scene, anchor: int) -> Iterator[int]:
    governor = scene.grammar.governor(anchor)
    if governor is not None and scene.tokens[governor].upos == "VERB" and scene.tokens[anchor].upos == "NOUN":
        yield governor


def _heads(scene: Scene, parties: Sequence[Argument]) -> Iterator[int]:
    for party in parties:
        if party.role in ("actor", "recipient") and scene.sentence.start <= party.start < scene.sentence.end:
            head = scene.sentence.head_of(party.start, party.end)
            if head is not None and scene.means(head) in WORKING:
                yield head


def _places_of_work(scene: Scene, at: int) -> Iterator[int]:
    sentence = scene.sentence
    near = [*scene.grammar.obliques(at, AT), *scene.grammar.possessors(at), *sentence.dependents(at, "compound")]
    yield from (i for i in near if is_workplace(scene, i))


def is_workplace(scene: Scene, index: int) -> bool:
    """Say whether a word names an employer: an organisation that is no union, party or court, or works of some kind."""
    if scene.lemmas[index] in PREMISES:
        return True
    row = scene.lexicon.words("organisations").get(scene.lemmas[index])
    mention = scene.mention_at(index, "organisation")
    if mention is None:
        return row is not None and row.meaning in WORKPLACES - {"government"} and scene.tokens[index].upos == "NOUN"
    inside = sentence_lemmas(scene, mention.start, mention.end)
    rows = [r for lemma in inside if (r := scene.lexicon.words("organisations").get(lemma)) is not None]
    return all(row.meaning in WORKPLACES for row in rows)


def sentence_lemmas(scene: Scene, start: int, end: int) -> list[str]:
    """Give the lemmas of a span's tokens."""
    return [scene.lemmas[i] for i in scene.sentence.covering(start, end)]


def _employer(scene: Scene, index: int) -> Argument:
    mention = scene.mention_at(index, "organisation")
    first, last = phrase(scene, index)
    if mention is not None:
        inside = scene.sentence.covering(mention.start, mention.end)
        first, last = min(first, inside[0]), max(last, inside[-1])
    span = scene.span(first, last)
    is_named = mention is not None and isinstance(mention.value, Name)
    name = mention.value.name if is_named else compact_name(scene, first, last, index)  # type: ignore[union-attr]  # named
    return Argument("employer", span.start, span.end, span.text, Term(name))


def find_sector(scene: Scene, match: Match, parties: Sequence[Argument]) -> Iterator[Argument]:
    """Find the sector that the trade of those who act belongs to: nurses are of health."""
    for party in parties:
        if party.role not in ("actor", "recipient") or not scene.sentence.start <= party.start < scene.sentence.end:
            continue
        head = scene.sentence.head_of(party.start, party.end)
        row = _trade(scene, head) if head is not None else None
        if row is not None and row.note and row.note != "participle":
            yield Argument("sector", party.start, party.end, party.text, Term(row.note))
            return


def _trade(scene: Scene, head: int) -> Word | None:
    """Give the row of a group noun, as a compound first ("truck driver")."""
    words = scene.lexicon.words("groups")
    compound = f"{scene.lemmas[head - 1]} {scene.lemmas[head]}" if head else ""
    return words.get(compound) or words.get(scene.lemmas[head])
