"""What the words around an event say of its reality, one signal at a time: negation, modals, tense, governors."""

from collections.abc import Iterator

from khronika.extract.grammar import marker
from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.lexicon import Word
from khronika.lexicon.calls import CALLERS, MEANT

MODALS = {
    "would": "hypothetical", "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
    "should": "hypothetical", "must": "hypothetical", "can": "hypothetical", "will": "future", "shall": "future",
    "'ll": "future", "бы": "hypothetical", "б": "hypothetical", "би": "hypothetical", "wo": "future",
    "ca": "hypothetical",
}  # fmt: skip
NEGATIONS = frozenset({"not", "no", "не"})
BOUNDS = frozenset({
    "fewer than", "less than", "more than", "более", "больше", "менее", "меньше", "більш", "більше", "менш", "менше",
})  # fmt: skip
# What is told of a protest that was held.
HELD = frozenset(
    "end gather go last pass start продолжаться длиться пройти состояться начаться завершиться закончиться собрать "
    "тривати відбутися пройти початися завершитися закінчитися зібрати dérouler durer commencer rassembler".split()
)
ONE = frozenset({"a", "any", "even", "one"})
NOBODY = frozenset({"nobody", "no-one", "none", "nothing", "neither"})  # Russian negates the verb besides
IF = frozenset({"if", "unless", "если", "si", "s'", "якщо", "якби"})
# Who does this to a protest, whenever that will be: "**called** a strike".
CALLING = frozenset(
    "announce call schedule vote annoncer voter анонсировать назначить проголосовать анонсувати призначити "
    "проголосувати".split()
)
UNTIL = frozenset({"until", "till"})
BELIEVE = frozenset({"верить", "believe"})  # «если верить полиции» tells who says so
PURPOSES = frozenset({"ASSAULT", "COERCE", "CONCEDE", "RETREAT", "SANCTION"})
LASTED = ("-long", "дневный", "недельный", "месячный", "денний", "тижневий", "місячний")
SAID = frozenset({"ACCUSE", "REQUEST"})  # who goes out to say it says it
TO = frozenset({"pour", "to", "чтобы", "щоб"})
OPENERS = frozenset({"from", "to", "for", "of", "about", "against", "с", "о", "от", "к", "на", "de", "d'", "à", "pour",
                     "contre", "з", "про", "від", "до"})  # fmt: skip
BESIDE = frozenset({"advmod", "det", "amod", "mark", "case", "cc", "discourse"})


def of_itself(scene: Scene, match: Match) -> Iterator[str]:
    """Yield what the trigger's own words say: "stood by", "inaction" tell that the act was not done."""
    lemmas = " ".join(scene.lemmas[i] for i in match.words)
    phrase = scene.lexicon.words("realis").get(lemmas) if len(match.words) > 1 else None
    found = phrase or scene.word("realis", match.anchor)
    if found is not None and found.note == "itself":
        yield found.meaning
    if match.trigger.type == "PROTEST" and _is_announced(scene, match):
        yield "future"
    if match.trigger.type == "PROTEST" and caller_of(scene, match.anchor) is not None:
        yield "called"


def caller_of(scene: Scene, anchor: int) -> int | None:
    """Give the verb that calls others to a protest: "**called** for a strike", «**призвала** горожан выйти»."""
    token = scene.tokens[anchor]
    if token.deprel == "conj":
        return caller_of(scene, token.head)
    if token.head < 0 or scene.lemmas[token.head] not in CALLERS or scene.tokens[token.head].upos != "VERB":
        return None
    relation = token.deprel.partition(":")[0]
    is_meant = relation == "obl" and marker(scene.sentence, anchor)[0] in MEANT
    return token.head if is_meant or relation in ("xcomp", "ccomp") else None


def _is_announced(scene: Scene, match: Match) -> bool:
    token = scene.tokens[match.anchor]
    is_object = token.deprel == "obj" and scene.lemmas[token.head] in CALLING
    return is_object or (bool(match.taken) and scene.lemmas[match.anchor] in CALLING)


def of_infinitive(scene: Scene, match: Match) -> Iterator[str]:
    """Yield what an infinitive leaves open: an order **to detain**, came **to arrest**, have **to leave**."""
    token = scene.tokens[match.anchor]
    marks = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(match.anchor, "mark")}
    if token.feats.get("VerbForm") != "Inf" and "to" not in marks:
        return
    if token.head < 0:
        yield "hypothetical"
        return
    head = scene.tokens[token.head]
    is_order = token.deprel == "acl" and not scene.is_participant(token.head)
    is_purpose = token.deprel == "advcl" and match.trigger.type in PURPOSES and match.mode != "crowd_control"
    is_duty = token.deprel == "xcomp" and head.lemma in ("have", "need", "be", "avoir") and head.upos in ("VERB", "AUX")
    if is_order or is_purpose or (is_duty and not _was_forced(scene, token.head)):
        yield "hypothetical"


def _was_forced(scene: Scene, index: int) -> bool:
    """Say whether a duty was of the past and asked for by nobody, and so was met: "police **had** to open fire"."""
    above = scene.tokens[index]
    if above.text.lower() != "had":
        return False
    if above.head >= 0:
        is_said = scene.word("reporting", above.head) is not None  # "the union said the company **had** to pay"
        subjects = scene.sentence.dependents(index, "nsubj")
        if scene.word("realis", above.head) is not None or (
            is_said and all(scene.tokens[i].upos != "PRON" for i in subjects)
        ):
            return False
    helped = any(True for _ in scene.sentence.dependents(index, "aux"))
    return not helped and all(scene.lemmas[mark] not in IF for mark in scene.sentence.dependents(index, "mark"))


def purpose_marks(scene: Scene, match: Match) -> Iterator[int]:
    """Yield the marks of a purpose that is reached by having it: "marched **to** demand his resignation"."""
    token = scene.tokens[match.anchor]
    if token.deprel == "advcl" and match.trigger.type in SAID and token.head in scene.anchors:
        marks = scene.sentence.dependents(match.anchor, "mark")
        yield from (i for i in marks if scene.tokens[i].text.lower() in TO)


def of_word_order(scene: Scene, index: int) -> Iterator[str]:
    """Yield the condition that English word order tells: "had he been detained, …"."""
    subject = next(scene.sentence.dependents(index, "nsubj"), None)
    if scene.sentence.language != "en" or subject is None:
        return
    for helper in scene.sentence.dependents(index, "aux"):
        if scene.tokens[helper].text.lower() in ("had", "were") and helper < subject < index:
            yield "condition"


def of_governor(scene: Scene, at: int, head: int) -> Iterator[str]:
    """Yield what a governing word says of its complement, by realis.tsv: "planned", "denied that", "kept from"."""
    relation = scene.tokens[at].deprel
    word = _with_marker(scene, at, head) or scene.word("realis", head)
    if word is None or relation in ("acl:relcl", "nsubj") or (relation == "advcl" and not _is_opened(scene, at)):
        return
    if word.meaning == "hypothetical" and _has_had_to(scene, head):
        return
    if (word.meaning == "negated" and _has_lasted(scene, at)) or (word.meaning == "future" and _was_held(scene, head)):
        return
    if word.meaning == "generic" and relation == "advcl":
        return  # "used gas **to disperse** them", not "used to disperse them"
    is_aside = word.meaning == "negated" and relation in ("obl", "nmod") and scene.tokens[head].upos == "VERB"
    if not is_aside or _is_opened(scene, at):
        yield word.meaning


def _has_had_to(scene: Scene, index: int) -> bool:
    """Say whether a French duty was met: "la police **a dû** tirer"."""
    if scene.lemmas[index] != "devoir" or scene.tokens[index].feats.get("VerbForm") != "Part":
        return False
    helpers = [scene.tokens[i] for i in scene.sentence.dependents(index, "aux")]
    return any(h.lemma == "avoir" for h in helpers) and all(h.feats.get("Mood") != "Cnd" for h in helpers)


def _has_lasted(scene: Scene, at: int) -> bool:
    """Say whether a noun tells how long it has gone on: "the **three-day** stoppage was called off"."""
    for child in scene.sentence.dependents(at, "compound", "amod"):
        unit = scene.word("units", child)
        if (unit is not None and unit.meaning.startswith("time:")) or scene.lemmas[child].endswith(LASTED):
            return True
    return False


def _was_held(scene: Scene, head: int) -> bool:
    """Say whether what was planned is told to have been: "the march was permitted and **lasted** an hour"."""
    return any(
        scene.lemmas[child] in HELD and scene.tokens[child].feats.get("Tense") == "Past"
        for child in scene.sentence.dependents(head, "conj")
    )


def _with_marker(scene: Scene, at: int, head: int) -> Word | None:
    """Give what a governor says by the word before its complement: "**called for** a strike", "**called on** X to"."""
    places = [at]
    if scene.tokens[at].deprel == "xcomp":
        places += scene.sentence.dependents(head, "obl")
    rows = scene.lexicon.words("realis")
    words = (rows.get(f"{scene.lemmas[head]} {marker(scene.sentence, place)[0]}") for place in places)
    return next((word for word in words if word is not None and word.pos in (None, scene.tokens[head].upos)), None)


def _is_opened(scene: Scene, index: int) -> bool:
    marks = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(index, "mark", "case")}
    return bool(marks & OPENERS)


def of_word(scene: Scene, index: int, used: frozenset[int]) -> Iterator[str]:
    """Yield what stands in and beside a word: negation, modals, tense, condition, "planned"; not by `used` words."""
    feats = scene.tokens[index].feats
    if feats.get("Tense") == "Fut":
        yield "future"
    if feats.get("Mood") in ("Imp", "Cnd"):
        yield "hypothetical"
    told = [
        signal for child in scene.sentence.children[index] if child not in used for signal in _of_child(scene, child)
    ]
    # "ne … pas" is one negation.
    yield from dict.fromkeys(told) if scene.sentence.language == "fr" else told


def is_done(scene: Scene, clause: int) -> bool:
    """Say whether a French infinitive tells what is done: "licencié pour **avoir** distribué des tracts"."""
    helpers = scene.sentence.dependents(clause, "aux")
    is_perfect = any(scene.tokens[i].text == "avoir" or scene.tokens[i].text == "être" for i in helpers)
    return is_perfect and scene.sentence.language == "fr"


def _has_come(scene: Scene, mark: int) -> bool:
    """Say whether that until which something was done was done, too: "blocked the road **until** police moved in"."""
    clause = scene.tokens[mark].head
    above = scene.tokens[clause].head
    if scene.lemmas[mark] not in UNTIL or above < 0 or scene.word("realis", above) is not None:
        return False
    return all(_is_past(scene, at) for at in (clause, above))


def _is_past(scene: Scene, index: int) -> bool:
    helpers = list(scene.sentence.dependents(index, "aux"))
    finite = helpers[:1] or [index]
    return scene.tokens[finite[0]].feats.get("Tense") == "Past" and all(
        scene.tokens[i].text.lower() not in MODALS for i in helpers
    )


def _of_child(scene: Scene, child: int) -> Iterator[str]:
    relation = scene.tokens[child].deprel.partition(":")[0]
    if relation == "aux":
        yield from of_helper(scene, child)
    elif relation in BESIDE:
        word = None if _bounds_number(scene, child) else scene.word("realis", child)
        if word is not None and (relation != "case" or word.meaning == "negated"):
            if relation == "mark" and (is_done(scene, scene.tokens[child].head) or _has_come(scene, child)):
                return
            is_if = relation == "mark" and scene.lemmas[child] in IF
            if is_if and scene.lemmas[scene.tokens[child].head] in BELIEVE:
                return
            yield "condition" if is_if else word.meaning
    elif relation in ("nsubj", "obj", "obl") and scene.sentence.language == "en" and _is_nobody(scene, child):
        yield "negated"


def _bounds_number(scene: Scene, index: int) -> bool:
    """Say whether a negation only bounds a number: "**no** fewer than twenty arrests", «**не** меньше двадцати»."""
    after = [token.text.lower() for token in scene.tokens[index + 1 : index + 3]]
    return scene.lemmas[index] in NEGATIONS and bool(after) and (after[0] in BOUNDS or " ".join(after) in BOUNDS)


def of_helper(scene: Scene, index: int) -> Iterator[str]:
    """Yield what an auxiliary says: "may", "will", «бы», «будет»."""
    token = scene.tokens[index]
    meaning = MODALS.get(token.text.lower()) or MODALS.get(scene.lemmas[index])
    if meaning is not None:
        yield meaning
    elif token.feats.get("Tense") == "Fut":
        yield "future"


def of_determiner(scene: Scene, index: int) -> Iterator[str]:
    """Yield what determines a noun that a trigger took: "held **no** rally"."""
    for child in scene.sentence.dependents(index, "det", "amod"):
        word = scene.word("realis", child)
        if word is not None:
            yield word.meaning


def lacks_object(scene: Scene, index: int) -> bool:
    """Say whether an English verb is told to have had no object: "had **no** trouble"."""
    return scene.sentence.language == "en" and any(
        _is_nobody(scene, i) for i in scene.sentence.dependents(index, "obj")
    )


def has_no_subject(scene: Scene, index: int, used: frozenset[int]) -> bool:
    """Say whether an English verb's subject is nobody ("**no** priest was jailed"), and none of the `used` words."""
    subjects = [i for i in scene.sentence.dependents(index, "nsubj") if i not in used]
    return scene.sentence.language == "en" and any(_is_nobody(scene, i) for i in subjects)


def _is_nobody(scene: Scene, index: int) -> bool:
    if scene.lemmas[index] in NOBODY or scene.tokens[index].text.lower() == "no":
        return True
    if any(scene.lemmas[i] in ("no", "neither") for i in scene.sentence.dependents(index, "det")):
        return True
    before = [i for i in scene.sentence.dependents(index, "advmod") if i < index and scene.lemmas[i] == "not"]
    return any(scene.lemmas[i + 1] in ONE for i in before)  # "**not a** single officer was charged"
