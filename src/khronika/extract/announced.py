"""What an announcement does by itself: promising help agrees, announcing force threatens, saying others must requests.

As in PLOVER's codebook an act still to come is told by the word for the act (realis `future`) and, where its own actor
announces it, by a second event that has happened: AGREE for cooperative acts, THREATEN for conflictive ones. Saying
that somebody else must or should act is a REQUEST to him.
"""

from collections.abc import Iterator

from khronika.extract.match import Match
from khronika.extract.parties import Filler, is_possible
from khronika.extract.scene import Scene
from khronika.model import Realis

COOPERATIVE = frozenset({"AID", "CONCEDE", "COOPERATE", "RETREAT", "SUPPORT"})
CONFLICTIVE = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION"})
FORCEFUL = frozenset(
    {"boycott", "hunger_strike", "obstruction", "occupation", "strike"}
)  # of PROTEST: a plain rally is no threat
INTENT = frozenset({"will", "would", "shall", "'ll", "'d", "wo"})
DUTY = frozenset({"must", "should", "ought", "должен", "обязан", "нужно", "надо", "следует"})
IF = frozenset({"if", "если", "si", "якщо"})
SPEECH = frozenset({"says", "claims", "accuses"})


def announced_type(scene: Scene, match: Match, realis: Realis, fillers: list[Filler]) -> str | None:
    """Give AGREE or THREATEN where an actor announces an act of his own, None for all else."""
    if realis not in ("future", "hypothetical") or not any(filler.role == "actor" for filler in fillers):
        return None
    marks = scene.sentence.dependents(match.anchor, "mark")
    if match.mode == "appeal" or any(scene.lemmas[mark] in IF for mark in marks):
        return None
    if any(helper in scene.anchors for helper in scene.sentence.dependents(match.anchor, "aux")):
        return None  # the lexicon has told it by the auxiliary
    if not _is_intended(scene, match.anchor) or _is_conditional(scene, match.anchor):
        return None
    if match.trigger.type in COOPERATIVE:
        return "AGREE"
    is_forceful = match.trigger.type == "PROTEST" and match.mode in FORCEFUL
    return "THREATEN" if is_forceful or match.trigger.type in CONFLICTIVE else None


def _is_intended(scene: Scene, anchor: int) -> bool:
    """Say whether a verb stands with "will", "would" or in the future tense, in a main clause or in reported words."""
    at = anchor
    for _ in range(3):
        token = scene.tokens[at]
        helpers = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(at, "aux")}
        if helpers & INTENT or token.feats.get("Tense") == "Fut":
            return token.deprel in ("root", "ccomp", "conj", "parataxis")
        if token.deprel not in ("xcomp", "obj", "conj") or token.head < 0:
            return False
        plan = scene.word("realis", token.head)
        if token.deprel == "xcomp" and plan is not None and plan.meaning == "future":
            return True
        at = token.head
    return False


def _is_conditional(scene: Scene, anchor: int) -> bool:
    return any(
        scene.lemmas[mark] in IF
        for clause in scene.sentence.dependents(anchor, "advcl")
        for mark in scene.sentence.dependents(clause, "mark")
    )


def find_requests(scene: Scene) -> Iterator[tuple[int, list[Filler]]]:
    """Yield the duty words by which a speaker asks somebody else to act, with who asks whom: "said Y **must** go"."""
    for index, lemma in enumerate(scene.lemmas):
        if lemma not in DUTY or index in scene.anchors:
            continue
        verb = scene.tokens[index].head if scene.tokens[index].deprel == "aux" else index
        if verb < 0 or scene.tokens[verb].deprel != "ccomp" or verb in scene.anchors:
            continue
        speech = scene.tokens[verb].head
        word = scene.word("reporting", speech)
        if word is None or word.meaning not in SPEECH or speech in scene.anchors:
            continue
        asking = [t for t in scene.grammar.subjects(speech) if is_possible(scene, t)]
        asked = [t for t in scene.grammar.surface_subjects(verb) if is_possible(scene, t) and scene.is_participant(t)]
        if asking and asked and scene.tokens[asked[0]].upos != "PRON":
            yield index, [*(Filler("actor", t, t) for t in asking), *(Filler("recipient", t, t) for t in asked)]
