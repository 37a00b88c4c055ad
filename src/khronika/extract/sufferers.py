"""To whom something was done, where neither verb nor noun says it by its frame: "fined **her** 50", "his term cut"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from khronika.extract.grammar import marker, with_conjuncts
from khronika.extract.match import Match
from khronika.extract.parties import TO_NOBODY, TO_SOMEBODY, Filler, is_deed, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.extract.traits import SLAVIC
from khronika.model import Argument, Role

DONE_TO = frozenset({"COERCE", "CONCEDE"})
# What is done to persons, and told of them again and again: taken, charged, tried, let go.
CARRIED = TO_SOMEBODY | {
    "administrative_charge", "amnesty", "charge_dropped", "compensation", "mitigation", "reinstatement", "transfer",
    "travel_ban", "wanted", "warning",
}  # fmt: skip
# Before him whose a term, charge, right or thing is: "charges **against X**", «приговор **X**».
OF = "of|to|against|on|for|Gen|Dat|против+Gen|в отношении+Gen|на+Acc|de|contre|à|pour|проти+Gen|щодо+Gen|стосовно+Gen"
NAME_ENDS = frozenset({",", ":", "–", "—", "-", ";"})
_BEFORE_NAME = re.compile(r"(?:[\W\d]*|.{1,40}\sv\.?\s)")  # a bullet, a day, a number; "State v. "
REACH = 2  # sentences back
NEAR = 10  # tokens
Told = Mapping[int, tuple[Match, Sequence[Filler]]]


class Suffered(NamedTuple):
    """To whom the last act was done, and where that was told."""

    told: Sequence[Argument] = ()
    paragraph: int = -1
    number: int = -1


def is_done_to(match: Match) -> bool:
    """Say whether an act is done to somebody, who may be the one meant by what follows."""
    return match.trigger.type in DONE_TO or match.trigger.type == "ASSAULT"


def may_carry(scene: Scene, match: Match) -> bool:
    """Say whether an act that names nobody is done to whom the last one was done: «**Отпущен** вечером»."""
    if match.trigger.type not in DONE_TO or match.mode not in CARRIED or scene.tokens[match.anchor].deprel == "amod":
        return False
    sentence, grammar = scene.sentence, scene.grammar
    others = (*match.words, *grammar.subjects(match.anchor), *grammar.obliques(match.anchor, None))
    parts = ("PROPN", "PRON")
    named = {i for i, token in enumerate(sentence.tokens) if token.upos in parts or scene.means(i) is not None}
    return all(i in others or scene.mention_at(i, "date") is not None for i in named)


def find_sufferers(scene: Scene, match: Match, found: Mapping[Role, Sequence[int]]) -> list[int]:
    """Give to whom it was done where the frame has found nobody; `found` are the tokens of the roles so far."""
    if match.trigger.type not in DONE_TO or match.mode in TO_NOBODY.get(match.trigger.type, ()):
        return []
    if any(is_somebody(scene, token) for token in found.get("recipient", ())):
        return []
    held = set(found.get("actor", ()))
    for tokens in (_given(scene, match), _owners(scene, match), _shared(scene, match)):
        fitting = [t for t in dict.fromkeys(tokens) if t not in held and is_possible(scene, t)]
        if fitting:
            return fitting
    return [] if "recipient" in found else _headed(scene, match, held) or _left_over(scene, match, held)


def _given(scene: Scene, match: Match) -> Iterator[int]:
    """Yield to whom something is given or told: "fined **him** 100", «**ей** вручили повестку»."""
    sentence, token = scene.sentence, scene.tokens[match.anchor]
    is_given = token.deprel == "obj" and token.head not in scene.anchors and scene.word("light", token.head) is not None
    above = sentence.children[token.head] if is_given else ()  # «**ему** продлили арест»
    for child in (*sentence.children[match.anchor], *above):
        relation = sentence.tokens[child].deprel
        is_dative = relation in ("obl", "obj", "parataxis", "nmod") and marker(sentence, child) == (None, "Dat")
        if relation == "iobj" or is_dative:
            yield from (t for t in with_conjuncts(sentence, child) if _is_person(scene, t))


def _owners(scene: Scene, match: Match) -> Iterator[int]:
    """Yield whose a term, a charge or a right is that is cut, dropped, lifted: "**his** term was cut"."""
    if match.pos != "VERB":
        return
    words = (*match.words, *match.taken) if match.mode == "trial" else match.words  # "**seek** a term for the editor"
    asked = [at for at in match.taken if match.mode == "trial"]  # "asked for a **term** for the editor"
    for thing in dict.fromkeys((*scene.grammar.objects(match.anchor), *asked)):
        if not is_somebody(scene, thing) and (is_deed(scene, thing) or thing in (*words, *match.taken)):
            owners = (*scene.grammar.possessors(thing), *scene.grammar.obliques(thing, OF))
            yield from (t for t in owners if _is_person(scene, t))


def _shared(scene: Scene, match: Match) -> Iterator[int]:
    """Yield of whom a noun beside is told: "the **arrest** and trial of the editor"."""
    if scene.tokens[match.anchor].upos != "NOUN":
        return
    for beside in scene.sentence.dependents(match.anchor, "conj"):
        if scene.tokens[beside].upos == "NOUN" and beside in scene.anchors:
            yield from (t for t in scene.grammar.obliques(beside, "of|Gen|de") if _is_person(scene, t))


def _is_person(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    is_pronoun = token.upos in ("PRON", "DET") and token.feats.get("Person") is not None
    is_named = token.upos == "PROPN" and scene.mention_at(index, "place") is None
    return is_pronoun or is_named or is_somebody(scene, index)


def _headed(scene: Scene, match: Match, held: set[int]) -> list[int]:
    """Give whose line it is: "**Ann Example**, Leeds: moved to a prison in York", "State v. **Ann Example**: bail"."""
    if match.mode not in CARRIED:
        return []
    start, text = scene.sentence.start, scene.analysis.text
    for mention in scene.mentions:
        if mention.kind != "person":
            continue
        head = scene.sentence.head_of(mention.start, mention.end)
        is_first = _BEFORE_NAME.fullmatch(text, start, mention.start) is not None
        if not is_first or head is None or text[mention.end : mention.end + 2].lstrip()[:1] not in NAME_ENDS:
            return []
        is_doer = head in held or scene.tokens[head].deprel.startswith("nsubj")
        return [] if is_doer else [head]
    return []


def _left_over(scene: Scene, match: Match, held: set[int]) -> list[int]:
    """Give the one named near a Slavic verb in a case that fits, wherever the parser has hung the name."""
    if match.mode not in CARRIED or match.pos != "VERB" or scene.sentence.language not in SLAVIC:
        return []
    cases = ("Nom",) if scene.grammar.is_passive(match.anchor) else ("Acc", "Gen", "Dat")
    found: dict[int, int] = {}
    for mention in scene.mentions:
        head = scene.sentence.head_of(mention.start, mention.end) if mention.kind == "person" else None
        if head is None or head in held or scene.tokens[head].feats.get("Case") not in cases:
            continue
        low, high = sorted((head, match.anchor))
        is_near = scene.anchors.isdisjoint(range(low + 1, high)) and high - low <= NEAR
        if is_near and marker(scene.sentence, head)[0] is None and not _is_of_somebody(scene, head):
            found[head] = high - low
    return [min(found, key=lambda head: found[head])] if found else []


def _is_of_somebody(scene: Scene, index: int) -> bool:
    """Say whether a name only tells whose somebody is: «адвокат **Иванова**»."""
    token = scene.tokens[index]
    return token.deprel.startswith("nmod") and scene.is_participant(token.head)


def is_aim(scene: Scene, index: int) -> bool:
    """Say whether a noun tells for what somebody is taken or called: "**for questioning**", «**на допрос**»."""
    return marker(scene.sentence, index) in (("на", "Acc"), ("для", "Gen"), ("for", None), ("into", None),
                                             ("pour", None), ("en", None))  # fmt: skip


NOBODY = frozenset({"anybody", "anyone", "no-one", "nobody", "none"})


def _has_party(scene: Scene, anchor: int) -> bool:
    """Say whether a verb's own words tell to whom it was done, or that it was to nobody: "**nobody** was charged"."""
    is_nobody = any(scene.lemmas[each] in NOBODY for each in scene.grammar.surface_subjects(anchor))
    return is_nobody or _has_object(scene, anchor)


def _has_object(scene: Scene, anchor: int) -> bool:
    """Say whether an English verb has an object of its own, whoever it is: "free him and prosecute **those** who …"."""
    is_active = scene.tokens[anchor].upos == "VERB" and not scene.grammar.is_passive(anchor)
    own = scene.sentence.dependents(anchor, "obj") if is_active and scene.sentence.language == "en" else ()
    return any(scene.lemmas[each] not in NOBODY for each in own)


def inherit_recipients(scene: Scene, told: Told) -> dict[int, list[Filler]]:
    """Give for each anchor its fillers; what is done to nobody named is done to whom the last act here was done."""
    last: list[Filler] = []
    found: dict[int, list[Filler]] = {}
    for anchor, (match, fillers) in sorted(told.items()):
        found[anchor] = list(fillers)
        own = [filler for filler in fillers if filler.role == "recipient"]
        if own:
            last = own if match.trigger.type in DONE_TO or match.trigger.type == "ASSAULT" else last
        elif last and match.trigger.type in DONE_TO and match.mode in CARRIED and not _has_party(scene, anchor):
            acting = {filler.token for filler in fillers}
            found[anchor] += [replace(f, inferred=True) for f in last if f.token not in acting]
    return found
