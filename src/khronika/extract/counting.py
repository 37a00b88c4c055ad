"""How many: the numbers that count an event's participants."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from khronika.extract.framing import PARTIES
from khronika.extract.participants import phrase
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene
from khronika.model import Argument, Mention, Quantity

COUNTING = frozenset({"nummod", "nummod:gov", "nummod:entity", "det", "amod", "det:numgov", "det:nummod", "advmod"})


def find_numbers(scene: Scene, anchor: int, fillers: Sequence[Filler]) -> list[Argument]:
    """Give the numbers of an event's participants, each `of` the role that it counts."""
    found: dict[tuple[int, int], Argument] = {}
    for filler in fillers:
        for mention in _numbers_of(scene, filler.token, filler.via):
            found.setdefault((mention.start, mention.end), _argument(mention, filler.role))
    for mention in _numbers_of(scene, anchor, anchor):  # "a 500-strong march"
        if "strong" in mention.text or scene.analysis.text[mention.end :].startswith("-strong"):
            found.setdefault((mention.start, mention.end), _argument(mention, "actor"))
    return list(found.values()) or [_argument(mention, role) for role, mention in _bare(scene, anchor)]


def inherited_numbers(scene: Scene, mentions: Sequence[Mention], who: Sequence[Argument]) -> Iterator[Argument]:
    """Yield the numbers that count those named before who are meant here: "**two** families … **They** are suing".

    Who only must have been there ("two were arrested after a **picket**") need not have been all. `mentions` are sorted
    by position.
    """
    for party in who:
        is_before = party.start < scene.sentence.start or party.role == "recipient"
        if party.inferred and party.role in PARTIES and is_before:
            at = bisect_left(mentions, party.start, key=lambda mention: mention.start) - 1
            if at >= 0 and mentions[at].kind == "number" and 0 <= party.start - mentions[at].end <= 1:
                yield _argument(mentions[at], party.role, inferred=True)


def _bare(scene: Scene, anchor: int) -> Iterator[tuple[str, Mention]]:
    """Yield numbers that stand for those whom they count: "took **38** to headquarters", «задержаны **семеро**»."""
    if scene.tokens[anchor].upos != "VERB":
        return
    grammar = scene.grammar
    objects = grammar.objects(anchor) or tuple(scene.sentence.dependents(anchor, "nummod", "advmod"))
    for role, places in (("recipient", objects), ("actor", grammar.subjects(anchor))):
        for index in places:
            mention = scene.mention_at(index, "number")
            if mention is not None and (
                scene.tokens[index].upos == "NUM" or scene.tokens[index].start == mention.start
            ):
                yield role, mention
                return


def _numbers_of(scene: Scene, token: int, via: int) -> Iterator[Mention]:
    below = scene.sentence.children[token]
    counting = [child for child in below if scene.tokens[child].deprel in COUNTING]
    counting += [child for child in below if scene.tokens[child].upos == "NUM"]  # "a crowd **of about 500**"
    for index in dict.fromkeys([via, token, *counting]):
        mention = scene.mention_at(index, "number")
        if mention is not None:
            yield mention
            return
    low = phrase(scene, token)[0]
    before = scene.mention_at(low - 1, "number") if low else None
    if before is not None and before.end + 1 >= scene.tokens[low].start:
        yield before


def _argument(mention: Mention, role: str, *, inferred: bool = False) -> Argument:
    value = mention.value if isinstance(mention.value, Quantity) else Quantity()
    told = msgspec.structs.replace(value, of=role)
    return Argument("number", mention.start, mention.end, mention.text, told, inferred)
