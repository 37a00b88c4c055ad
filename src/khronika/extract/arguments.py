"""Who plays a role in an event: the rows of frames.tsv, walked over deep grammar, for verbs and nouns alike."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from khronika.extract.grammar import NOMINAL, fold_relative, is_predicate, marker, with_conjuncts
from khronika.extract.match import QUANTIFIERS, Match
from khronika.extract.participants import counted, is_resolvable
from khronika.extract.scene import PERSONAL, Scene
from khronika.lexicon import FrameRow
from khronika.model import Role

# Types whose object is a thing said or given: the one concerned is named inside it ("rejected a **U.S.** request").
VERBAL = frozenset({"ACCUSE", "AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT",
                    "SANCTION", "SUPPORT", "THREATEN", "LEGISLATE", "ORGANIZE"})  # fmt: skip
INWARD = ("nsubj", "amod", "compound", "nmod", "obj", "iobj", "xcomp", "ccomp", "acl", "obl", "conj", "appos")
CIRCUMSTANCE = frozenset({"in", "at", "during", "after", "before", "since", "until", "despite", "as", "amid", "following",
                          "because of", "without", "в", "во", "после", "до", "перед", "во время", "из-за", "без", "при"})  # fmt: skip
DEPTH = 4
DATELINE_MARKS = frozenset({":", "—", "–", "(", "/"})
BLAMING = frozenset({"of", "for", "with", "over", "за", "в", "по"})
DURING = frozenset({"during", "after", "before", "following", "since", "upon", "во время", "при", "после", "в ходе", "до"})
DOERS = ("er", "or", "ist", "ant", "man", "men", "woman", "women", "ian", "craft", "plane", "force", "unit", "side", "group")
ABSTRACT = frozenset({"order", "number", "letter", "matter", "power", "paper", "water", "border", "factor", "error", "terror",
                      "disaster", "character", "corner", "quarter", "winter", "summer", "offer", "answer", "weather",
                      "manner", "computer", "center", "floor", "door", "sector", "humor", "honor", "labor"})  # fmt: skip
FIRING = frozenset({"shooting", "crowd_control", "shelling"})
DEEDS = frozenset({"crime", "report", "level", "operation", "action", "news", "fact", "case", "way", "time", "thing", "responsibility",
                   "преступление", "сообщение", "факт", "случай", "действие", "раз", "время", "дело"})  # fmt: skip
PARTIES: tuple[Role, ...] = ("actor", "recipient")
Relations = Callable[[Scene, int, str | None], Iterator[int]]


class Filler(Struct, frozen=True):
    """The head of a phrase that plays a role; `via` is the word by which it was counted ("dozens of workers")."""

    role: Role
    token: int
    via: int
    inferred: bool = False


def find_fillers(scene: Scene, match: Match) -> list[Filler]:
    """Find who did it and to whom; for each role the first row of the frame that finds somebody."""
    found: dict[Role, list[int]] = {}
    taken = () if match.trigger.type == "ASSAULT" else match.taken
    own = {*match.words, *(token for token in taken if not scene.is_participant(token))}
    for anchor, rows in _readings(scene, match):
        for role in _roles(rows):
            if role not in found:
                held = own.union(*found.values())
                tokens = _fill(scene, anchor, [row for row in rows if row.role == role], held)
                if tokens:
                    found[role] = tokens
    if "actor" not in found:
        found |= _from_construction(scene, match, found)
    _look_inside(scene, match, found)
    fillers = [
        Filler(role, token, via)
        for role, tokens in found.items()
        for via in tokens
        for token in counted(scene, via)
        if not _is_weapon(scene, match, role, token)
    ]
    implied = implied_party(scene, match, set(found))
    return [*fillers, *implied]


def _is_weapon(scene: Scene, match: Match, role: Role, token: int) -> bool:
    """Say whether a word is what was used ("a **bomb** killed …", "fired **shots**"), not who did or suffered it."""
    word = scene.word("instruments", token)
    if word is None or scene.means(token) is not None or word.meaning == "vehicle":
        return False
    return role == "actor" or match.mode in FIRING


def _readings(scene: Scene, match: Match) -> Iterator[tuple[int, tuple[FrameRow, ...]]]:
    """Yield the anchors at which a match's frame is read: its own, then the event nouns that it took."""
    frames = scene.lexicon.frames
    yield match.anchor, frames.get((match.trigger.frame, match.pos), ())
    token = scene.tokens[match.anchor]
    head = token.head
    if token.deprel == "compound" and scene.tokens[head].upos == "NOUN" and scene.means(head) is None:
        yield head, frames.get((match.trigger.frame, "NOUN"), ())
    for at in (*match.words, *match.taken):
        if at != match.anchor and scene.tokens[at].upos == "NOUN" and not scene.is_participant(at):
            yield at, frames.get((match.trigger.frame, "NOUN"), ())


def _roles(rows: Sequence[FrameRow]) -> list[Role]:
    named = {row.role for row in rows}
    return [role for role in PARTIES if role in named]


def _fill(scene: Scene, anchor: int, rows: Sequence[FrameRow], held: set[int]) -> list[int]:
    """Give the tokens of the first row that finds somebody; failing that, of the first that finds anything."""
    anything: list[int] = []
    for row in rows:
        tokens = [t for t in _walk(scene, anchor, row) if t not in held and t != anchor and is_possible(scene, t)]
        if any(scene.is_participant(each) for token in tokens for each in counted(scene, token)):
            return tokens
        tokens = [t for t in tokens if (can_act if row.role == "actor" else can_suffer)(scene, t)]
        anything = anything or ([] if row.relation in ("compound", "amod") else tokens)
    return anything


def can_act(scene: Scene, index: int) -> bool:
    """Say whether a word of no known class may be a doer: a proper name, one who does (-er, -ist)."""
    token = scene.tokens[index]
    if token.upos in ("PROPN", "PRON", "DET", "X", "NUM") or token.feats.get("Animacy") == "Anim":
        return True
    if scene.lemmas[index] in ABSTRACT or (scene.lemmas[index] in scene.lexicon.by_anchor and token.upos == "NOUN"):
        return scene.word("instruments", index) is not None
    return scene.lemmas[index].endswith(DOERS) or scene.word("instruments", index) is not None


def is_possible(scene: Scene, index: int) -> bool:
    """Say whether a token can be somebody or something that an event is done by or to: no date, number or clause."""
    token = scene.tokens[index]
    if token.upos not in NOMINAL and token.upos not in ("ADJ", "DET", "X") and scene.mention_at(index, "place") is None:
        return False
    if _is_dateline(scene, index):
        return False
    if token.upos == "PRON" and scene.lemmas[index] == "it":
        return is_resolvable(scene, index)
    if token.upos == "PRON" and scene.lemmas[index] not in PERSONAL and not token.feats.get("Person"):
        return scene.lemmas[index] in ("this", "that", "these", "those", "some", "many", "several", "both", "others", "все", "многие")
    return scene.mention_at(index, "date") is None


def can_suffer(scene: Scene, index: int) -> bool:
    """Say whether a word of no known class may be what is hit, taken or forbidden: a thing, not a deed or a saying."""
    lemma = scene.lemmas[index]
    if scene.tokens[index].upos not in ("NOUN", "PROPN"):
        return scene.tokens[index].upos in ("PRON", "ADJ", "DET", "NUM") and lemma not in ("this", "that", "it", "это")
    rows = scene.lexicon.by_anchor.get(lemma, ())
    return lemma not in DEEDS and not any("NOUN" in row.pos and len(row.words) == 1 and not row.needs for row in rows)


def _is_dateline(scene: Scene, index: int) -> bool:
    """Say whether a word is the place before a report's first words: "LYON: …", "Lyon (Agency) — …"."""
    place = scene.mention_at(index, "place")
    if place is None or place.start > scene.sentence.start + 2:
        return False
    return scene.analysis.text[place.end : place.end + 3].lstrip()[:1] in DATELINE_MARKS


def _walk(scene: Scene, anchor: int, row: FrameRow) -> Iterator[int]:
    at = [anchor]
    steps = row.relation.split(">")
    for number, step in enumerate(steps):
        written = row.marker if number == len(steps) - 1 else None
        at = [found for index in at for found in _step(scene, index, step, written)]
    yield from dict.fromkeys(at)


def _step(scene: Scene, index: int, relation: str, written: str | None) -> Iterator[int]:
    grammar, sentence = scene.grammar, scene.sentence
    match relation:
        case "subj":
            yield from (t for t in grammar.subjects(index) if not fold_relative(scene.tokens[t]))
        case "obj":
            yield from grammar.objects(index)
        case "nmod" | "obl":
            yield from grammar.obliques(index, written)
        case "poss":
            yield from grammar.possessors(index)
        case "compound" | "amod":
            yield from (child for child in sentence.dependents(index, relation) if scene.is_participant(child))
        case "head":
            governor = grammar.governor(index)
            if governor is not None:
                yield governor
        case "iobj":
            for child in sentence.dependents(index, "iobj"):
                yield from with_conjuncts(sentence, child)
        case _:
            yield from sentence.dependents(index, relation)


# Nouns whose actor stands with the verb that carries them: "nurses held a strike", "were on strike", «провели митинг».


def _from_construction(scene: Scene, match: Match, found: dict[Role, list[int]]) -> dict[Role, list[int]]:
    rows = scene.lexicon.frames.get((match.trigger.frame, "VERB"), ())
    role: Role = "recipient" if any(row.role == "recipient" and row.relation == "subj" for row in rows) else "actor"
    if role in found or scene.tokens[match.anchor].upos not in NOMINAL:
        return {}
    carrier = carrier_of(scene, match.anchor)
    if carrier is None:
        return _from_sibling(scene, match, rows)
    verb, meaning = carrier
    if scene.word("light", verb) is None and verb != match.anchor and match.trigger.type in ("ASSAULT", "COERCE"):
        return {}
    does: Role = role if meaning == "does" else "recipient"
    held = {token for tokens in found.values() for token in tokens}
    subjects = scene.grammar.subjects(verb) if verb != match.anchor else scene.grammar.surface_subjects(verb)
    tokens = [t for t in subjects if t not in held and t != match.anchor and is_possible(scene, t)]
    if does == "actor":
        tokens = [t for t in tokens if any(scene.is_participant(each) for each in counted(scene, t)) or can_act(scene, t)]
    more = {does: tokens} if tokens and does not in found and meaning != "happens" else {}
    for other in _roles(rows):
        beside = [row for row in rows if row.role == other and row.relation == "obl"]
        if other not in found and other not in more and (hit := _fill(scene, verb, beside, held | set(tokens))):
            more[other] = hit
    return more


def _from_sibling(scene: Scene, match: Match, rows: Sequence[FrameRow]) -> dict[Role, list[int]]:
    """Share what stands with a coordinated noun: "strikes and protests by nurses"."""
    token = scene.tokens[match.anchor]
    beside = list(scene.sentence.dependents(match.anchor, "conj"))
    if token.deprel == "conj" and scene.tokens[token.head].upos == "NOUN":
        beside.append(token.head)
    nominal = [r for r in scene.lexicon.frames.get((match.trigger.frame, "NOUN"), ()) if r.role == "actor" and r.relation == "nmod"]
    for other in beside:
        if scene.tokens[other].upos == "NOUN" and (hit := _fill(scene, other, nominal, set())):
            return {"actor": hit}
    return {}


def carrier_of(scene: Scene, anchor: int) -> tuple[int, str] | None:
    """Give the verb that carries an event noun, and whether its subject does it, suffers it, or it just happens."""
    token = scene.tokens[anchor]
    if next(scene.sentence.dependents(anchor, "nsubj"), None) is not None and next(scene.sentence.dependents(anchor, "case"), None) is not None:
        return anchor, "does"
    is_part = token.deprel == "conj" or token.deprel == "compound" or (scene.lemmas[token.head] in QUANTIFIERS and token.deprel == "nmod")
    if is_part and token.head >= 0 and scene.tokens[token.head].upos == "NOUN" and scene.means(token.head) is None:
        return carrier_of(scene, token.head)
    if token.head < 0 or not is_predicate(scene.tokens[token.head]):
        return None
    light = scene.word("light", token.head)
    relation = token.deprel.partition(":")[0]
    if light is None:
        is_object = relation == "obj" and scene.tokens[token.head].upos == "VERB" and token.head not in scene.anchors
        is_told = scene.word("reporting", token.head) is not None
        return (token.head, "does") if is_object and not is_told else None
    is_passive = scene.grammar.is_passive(token.head)
    wanted = {"does": "nsubj" if is_passive else "obj", "suffers": "obj", "happens": "nsubj", "joins": "obl"}[light.meaning]
    if relation != wanted and not (light.meaning in ("does", "suffers") and relation == "obl" and light.note):
        return None
    return token.head, "does" if light.meaning == "joins" else light.meaning


# Parties that only the clause around names: "accused **him** of murder", "**she** died during arrest".


def implied_party(scene: Scene, match: Match, found: set[Role]) -> list[Filler]:
    """Give who, by the clause around an event noun, must have done or suffered it."""
    token = scene.tokens[match.anchor]
    if token.upos not in NOMINAL or token.head < 0 or token.deprel not in ("obl", "nmod"):
        return []
    role: Role = "recipient" if match.trigger.frame == "patient" or match.trigger.type == "COERCE" else "actor"
    governor = _clause_above(scene, match.anchor)
    if role in found or governor is None:
        return []
    blamed = scene.grammar.objects(governor)
    is_blame = governor in scene.anchors and marker(scene.sentence, _top(scene, match.anchor))[0] in BLAMING
    if role == "actor" and not is_blame:
        return []
    suffering = marker(scene.sentence, _top(scene, match.anchor))[0] in DURING
    if role == "recipient" and not is_blame and not suffering and match.trigger.frame != "patient":
        return []
    chosen = blamed if is_blame or (role == "recipient" and not suffering) else ()
    chosen = chosen or (scene.grammar.surface_subjects(governor) if role == "recipient" else ())
    return [Filler(role, t, t, True) for t in chosen if is_possible(scene, t) and scene.is_participant(t)]


def _top(scene: Scene, index: int) -> int:
    """Climb from a noun over the nouns that it modifies to the one that stands in the clause."""
    while scene.tokens[index].deprel in ("nmod", "conj") and scene.tokens[scene.tokens[index].head].upos == "NOUN":
        index = scene.tokens[index].head
    return index


def _clause_above(scene: Scene, index: int) -> int | None:
    head = scene.tokens[_top(scene, index)].head
    return head if head >= 0 and is_predicate(scene.tokens[head]) else None


# Recipients named inside what was said or given.


def _look_inside(scene: Scene, match: Match, found: dict[Role, list[int]]) -> None:
    """Replace a recipient that is a thing said or given, or the actor's own, by the one concerned in it."""
    rows = scene.lexicon.frames.get((match.trigger.frame, match.pos), ())
    if match.trigger.type not in VERBAL or "recipient" not in _roles(rows):
        return
    told = [token for token in found.pop("recipient", []) if not _is_own(scene, token)]
    if any(scene.is_participant(each) for token in told for each in counted(scene, token)):
        found["recipient"] = told
        return
    held = set(found.get("actor", ()))
    starts = [*told, *(i for i in _complements(scene, match.anchor) if i not in held and i not in told)]
    inner = next((i for start in starts for i in _inside(scene, start, held, DEPTH)), None)
    if inner is not None:
        found["recipient"] = list(with_conjuncts(scene.sentence, inner))


def _is_own(scene: Scene, token: int) -> bool:
    """Say whether something is the actor's own ("its troops"), so that it is not whom the act concerns."""
    return any(scene.tokens[i].upos == "PRON" for i in scene.sentence.dependents(token, "nmod:poss"))


def _complements(scene: Scene, anchor: int) -> Iterator[int]:
    """Yield what completes a verb or noun, the most telling first: object, complement clauses, obliques but time and place."""
    yield from scene.grammar.objects(anchor) if scene.tokens[anchor].upos not in NOMINAL else ()
    yield from scene.sentence.dependents(anchor, "iobj", "xcomp", "ccomp")
    yield from scene.grammar.possessors(anchor)
    for child in scene.sentence.dependents(anchor, "obl", "nmod", "compound", "amod"):
        if not _is_circumstance(scene, child):
            yield child
    yield from scene.sentence.dependents(anchor, "acl")
    for child in scene.sentence.dependents(anchor, "advcl"):
        if next(scene.sentence.dependents(child, "nsubj"), None) is None:
            yield child


def _inside(scene: Scene, index: int, held: set[int], depth: int) -> Iterator[int]:
    """Yield those named in a phrase or clause, the nearest first."""
    if depth == 0 or index in held or scene.mention_at(index, "date") is not None:
        return
    is_own = _is_own(scene, index)
    if scene.is_participant(index) and scene.tokens[index].upos != "PRON" and is_possible(scene, index) and not is_own:
        yield index
        return
    for owner in scene.grammar.possessors(index):
        yield from _inside(scene, owner, held, depth - 1)
    for relation in INWARD:
        for child in scene.sentence.children[index]:
            own = scene.tokens[child].deprel
            if own.partition(":")[0] == relation and own != "nmod:poss" and not _is_circumstance(scene, child):
                yield from _inside(scene, child, held, depth - 1)


def _is_circumstance(scene: Scene, index: int) -> bool:
    relation = scene.tokens[index].deprel.partition(":")[0]
    return relation in ("obl", "nmod") and marker(scene.sentence, index)[0] in CIRCUMSTANCE
