"""Reading the rows of frames.tsv: which tokens stand where a frame says that a role stands."""

from collections.abc import Iterator, Sequence

from khronika.extract.grammar import fold_relative, marker, with_conjuncts
from khronika.extract.parties import can_act, can_suffer, is_deed, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.lexicon import FrameRow
from khronika.model import Role

PARTIES: tuple[Role, ...] = ("actor", "recipient")


def roles_of(rows: Sequence[FrameRow]) -> list[Role]:
    """Give the parties that a frame has rows for, the actor first."""
    named = {row.role for row in rows}
    return [role for role in PARTIES if role in named]


def fill(scene: Scene, anchor: int, rows: Sequence[FrameRow], held: set[int]) -> list[int]:
    """Give the tokens of the first row that finds somebody; failing that, of the first that finds anything."""
    anything: list[int] = []
    for row in rows:
        tokens = [t for t in _walk(scene, anchor, row) if t not in held and t != anchor and is_possible(scene, t)]
        tokens = _alike(scene, tokens) if row.marker else tokens
        if any(is_somebody(scene, token) for token in tokens):
            return [token for token in tokens if is_somebody(scene, token) or not is_deed(scene, token)]
        tokens = [t for t in tokens if (can_act if row.role == "actor" else can_suffer)(scene, t)]
        anything = anything or ([] if row.relation in ("compound", "amod") else tokens)
    return anything


def _alike(scene: Scene, tokens: list[int]) -> list[int]:
    """Keep what stands as the first does: "the complaint **of the dockers** against the ban"."""
    first = next((marker(scene.sentence, token) for token in tokens), None)
    return [t for t in tokens if scene.tokens[t].deprel == "conj" or marker(scene.sentence, t) == first]


def _described(scene: Scene, index: int) -> int:
    """Give the noun for which "whose" stands: "the artist **whose** arrest made headlines"; any other word itself."""
    if not fold_relative(scene.tokens[index]):
        return index
    clause = (at for at in scene.grammar.path(index) if scene.tokens[at].deprel == "acl:relcl")
    return next((scene.tokens[at].head for at in clause), index)


def _doers_behind(scene: Scene, index: int) -> Iterator[int]:
    """Yield whose an event is where the parser hung them on an active verb: "broke up a march **by nurses**"."""
    token = scene.tokens[index]
    if token.deprel == "obj" and not scene.grammar.is_passive(token.head):
        for child in scene.grammar.obliques(token.head, "by"):
            if child > index and scene.is_participant(child):
                yield child


def _walk(scene: Scene, anchor: int, row: FrameRow) -> Iterator[int]:
    at = [anchor]
    steps = row.relation.split(">")
    for number, step in enumerate(steps):
        written = row.marker if number == len(steps) - 1 else None
        at = [found for index in at for found in _step(scene, index, step, written)]
    yield from dict.fromkeys(at)


def _counted_beside(scene: Scene, index: int) -> list[int]:
    """Give what a number's own words keep from being a plain subject or object: "detained **at least 12 people**"."""
    found = []
    for mention in scene.mentions:
        inside = scene.sentence.covering(mention.start, mention.end) if mention.kind == "number" else []
        if inside and scene.tokens[inside[0]].upos in ("ADP", "ADV", "PART"):
            after = range(inside[-1], min(inside[-1] + 4, len(scene.tokens)))
            noun = next((i for i in after if scene.tokens[i].upos == "NOUN"), None)
            if noun is not None and index in scene.grammar.path(noun)[:2]:
                found.append(noun)
    return found


def _counted_before(scene: Scene, index: int) -> list[int]:
    return [child for child in _counted_beside(scene, index) if child < index]


def _behind_day(scene: Scene, index: int, written: str | None) -> Iterator[int]:
    """Yield what the parser hung on the day between: "the arrest on the same **day** of a student"."""
    if scene.tokens[index].upos == "NOUN" and written is not None and written.startswith("of"):
        for child in scene.sentence.dependents(index, "nmod", "obl"):
            if scene.mention_at(child, "date") is not None:
                yield from scene.grammar.obliques(child, written)


def _step(scene: Scene, index: int, relation: str, written: str | None) -> Iterator[int]:
    grammar, sentence = scene.grammar, scene.sentence
    match relation:
        case "subj":
            found = [t for t in grammar.subjects(index) if not fold_relative(scene.tokens[t])]
            yield from found or (() if grammar.is_passive(index) else _counted_before(scene, index))
        case "obj":
            found = [t for t in grammar.objects(index) if scene.tokens[t].upos != "ADV"]
            yield from found or _counted_beside(scene, index)
        case "nmod" | "obl":
            yield from grammar.obliques(index, written)
            yield from _behind_day(scene, index, written)
            if scene.tokens[index].upos == "NOUN" and written is not None and written.startswith("by"):
                for child in grammar.obliques(index, "of|Gen"):  # "the arrest of three men by police", hung on the men
                    yield from grammar.obliques(child, written)
                yield from _doers_behind(scene, index)
        case "poss":
            yield from (_described(scene, owner) for owner in grammar.possessors(index))
        case "compound" | "amod":
            beside = (child for child in sentence.dependents(index, relation) if scene.is_participant(child))
            yield from (child for child in beside if relation == "compound" or scene.lemmas[child] != "criminal")
        case "head":
            governor = grammar.governor(index)
            if governor is not None:
                yield governor
        case "iobj":
            for child in sentence.dependents(index, "iobj"):
                if scene.tokens[child].feats.get("Case") == "Ins":
                    continue  # «угрожали **электрошокером**»
                yield from with_conjuncts(sentence, child)
            if grammar.is_passive(index) and any(True for _ in sentence.dependents(index, "obj")):
                yield from grammar.surface_subjects(index)  # "**they** were given fines"
        case _:
            yield from sentence.dependents(index, relation)
