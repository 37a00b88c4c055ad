"""Which words of a sentence tell of an event, by the lexicon: the most specific reading of each word wins."""

from collections.abc import Iterator

from msgspec import Struct

from khronika.extract.grammar import NOMINAL, is_gerund, with_conjuncts
from khronika.extract.people import looks_human
from khronika.extract.scene import Scene
from khronika.lexicon import Condition, Lexicon, Trigger

GAP = 3  # tokens that may stand between two neighbouring words of a phrase
QUANTIFIERS = frozenset(
    "number group series majority hundred dozen thousand million score wave spate crowd couple lot kind type act form "
    "part round количество число группа ряд серия десяток сотня тысяча множество большинство часть волна "
    "участник отношение nombre groupe série majorité plupart partie vague dizaine douzaine quinzaine vingtaine "
    "trentaine quarantaine cinquantaine centaine millier poignée кількість група низка серія десяток сотня тисяча "
    "безліч більшість частина хвиля учасник".split()
)


class Match(Struct, frozen=True):
    """A trigger found: the token that carries the arguments, all tokens of its words, and those its conditions took.

    `odds` are the log odds that its words tell such an event here, where the learnt network has weighed them.
    """

    trigger: Trigger
    anchor: int
    words: tuple[int, ...]
    taken: tuple[int, ...] = ()
    mode: str | None = None
    odds: float | None = None

    @property
    def pos(self) -> str:
        """Say by which rows of the frames the arguments are found."""
        return "NOUN" if self.trigger.pos <= {"NOUN", "PROPN"} else "VERB"


def find_matches(scene: Scene) -> list[Match]:
    """Find the triggers of a sentence in order of their anchors.

    Longer and likelier rows are served first; a word that one match has used does not tell a second event of the same
    type, but lends it its mode.
    """
    found = [match for index in range(len(scene.tokens)) for match in _first_match(scene, index)]
    found.sort(key=lambda match: (-match.trigger.size, -match.trigger.weight, match.anchor))
    kept: list[Match] = []
    for match in found:
        other = next((k for k in kept if _repeats(k, match)), None)
        if other is None:
            kept.append(match)
        elif other.mode is None and match.trigger.type == other.trigger.type:
            kept[kept.index(other)] = Match(other.trigger, other.anchor, other.words, other.taken, match.mode)
    scene.anchors.update(match.anchor for match in kept)
    return sorted(kept, key=lambda match: match.anchor)


def _repeats(kept: Match, match: Match) -> bool:
    """Say whether a match tells what a better one has told: same anchor, shared words, or a used word, same type."""
    if kept.anchor == match.anchor or set(kept.words) & set(match.words):
        return True
    if kept.mode == "withholding" and match.anchor in kept.taken:  # "denied her medical **help**"
        return True
    return match.trigger.type == kept.trigger.type and (match.anchor in kept.taken or kept.anchor in match.taken)


def _first_match(scene: Scene, index: int) -> Iterator[Match]:
    """Yield the best trigger anchored at a token, if there is one."""
    lemma, form = scene.lemmas[index], scene.forms[index]
    by_anchor = scene.lexicon.by_anchor
    if (lemma not in by_anchor and form not in by_anchor) or is_in_name(scene, index):
        return
    upos = "NOUN" if is_noun_like(scene, index) else ""
    for row, words in _rows(scene.lexicon, lemma, form, (scene.tokens[index].upos, upos)):
        match = _try(scene, index, row) if words <= scene.vocabulary else None
        if match is not None:
            yield match
            return


Rows = tuple[tuple[Trigger, frozenset[str]], ...]
_ROWS: dict[tuple[str, ...], Rows] = {}


def _rows(lexicon: Lexicon, lemma: str, form: str, parts: tuple[str, str]) -> Rows:
    """Give the rows for a word of one of these parts of speech, the best first, with the words that must be there."""
    key = lexicon.language, lexicon.version, lemma, form, *parts
    if key not in _ROWS:
        rows = (*lexicon.by_anchor.get(lemma, ()), *(lexicon.by_anchor.get(form, ()) if form != lemma else ()))
        ordered = sorted(rows, key=lambda row: (-row.size, -row.weight, row.line))
        _ROWS[key] = tuple((row, _others(row)) for row in ordered if not row.pos.isdisjoint(parts))
    return _ROWS[key]


def _others(row: Trigger) -> frozenset[str]:
    return frozenset(word.removeprefix("=") for word in row.words) if len(row.words) > 1 else frozenset()


def is_ruled_out(scene: Scene, index: int, type_: str) -> bool:
    """Say whether words beside rule out that a word tells an event of a type: "killed" in a line with "earthquake"."""
    upos = scene.tokens[index].upos
    rows = _rows(scene.lexicon, scene.lemmas[index], scene.forms[index], (upos, upos))
    needs = (need for row, _ in rows if row.type == type_ and len(row.words) == 1 for need in row.needs)
    return any(need.negated and need.relation == "any" and _holds(scene, index, need) for need in needs)


def _holds(scene: Scene, index: int, need: Condition) -> bool:
    return any(_fits(scene, i, need) for i in _related(scene, index, need.relation))


def is_in_name(scene: Scene, index: int) -> bool:
    """Say whether a noun is part of a longer name ("Strike Committee"), which tells of no event."""
    token = scene.tokens[index]
    if token.upos not in ("NOUN", "PROPN", "ADJ"):
        return False
    if scene.mention_at(index, "date") is not None:
        return True
    if _speaks(scene, index):
        return True
    named = scene.mention_at(index, "person", "organisation", "place")
    return named is not None and (named.start < token.start or token.end < named.end)


def _speaks(scene: Scene, index: int) -> bool:
    """Say whether a bare singular is one who speaks: "**Amnesty** said …"."""
    token = scene.tokens[index]
    is_bare = token.deprel == "nsubj" and token.text[:1].isupper() and not scene.sentence.children[index]
    if not is_bare or token.feats.get("Number") != "Sing":
        return False
    calls = scene.lexicon.words("reporting").get(f"{scene.lemmas[token.head]} for")
    return calls is not None or scene.word("reporting", token.head) is not None


def _try(scene: Scene, index: int, row: Trigger) -> Match | None:
    words = _align(scene, index, row) if _is_word(scene, index, row.words[row.anchor]) else None
    if words is None:
        return None
    taken: list[int] = []
    for need in row.needs:
        holders = [i for i in _related(scene, index, need.relation) if _fits(scene, i, need)]
        if bool(holders) == need.negated:
            return None
        taken += holders[:1] if "*" not in need.lemmas and need.relation not in ("any", "head", "subj") else []
    return Match(row, index, words, tuple(taken), row.mode)


def is_noun_like(scene: Scene, index: int) -> bool:
    """Say whether a word stands as a noun whatever its tag: a proper noun, a gerund as in "police firing"."""
    token = scene.tokens[index]
    is_gerund = token.upos == "VERB" and token.text.lower().endswith("ing")
    return token.upos == "PROPN" or (is_gerund and any(True for _ in scene.sentence.dependents(index, "compound")))


def _is_word(scene: Scene, index: int, word: str) -> bool:
    return scene.forms[index] == word[1:] if word.startswith("=") else word in (scene.lemmas[index], scene.forms[index])


def _align(scene: Scene, index: int, row: Trigger) -> tuple[int, ...] | None:
    """Find the other words of a phrase around its anchor, with small gaps; None where one is missing."""
    found = [index]
    for step, words in ((1, row.words[row.anchor + 1 :]), (-1, row.words[: row.anchor][::-1])):
        at = index
        for word in words:
            near = range(at + step, at + step * (GAP + 2), step)
            at = next((i for i in near if 0 <= i < len(scene.tokens) and _is_word(scene, i, word)), -1)
            if at < 0:
                return None
            found.append(at)
    return tuple(sorted(found))


def _fits(scene: Scene, index: int, need: Condition) -> bool:
    """Say whether a word satisfies a condition, looking through "a number of …" and names for classes."""
    if "*" in need.lemmas:
        return True
    for at in _seen_through(scene, index):
        if scene.forms[at] in need.lemmas or not need.lemmas.isdisjoint(scene.phrases(at)):
            return True
        if "@people" in need.lemmas and (scene.is_participant(at) or looks_human(scene, at) or _is_some(scene, at)):
            return True
    return False


def _is_some(scene: Scene, index: int) -> bool:
    """Say whether a number stands for those it counts: "the **four** were released"."""
    token = scene.tokens[index]
    beside = {scene.tokens[child].deprel for child in scene.sentence.children[index]}
    is_alone = beside <= {"det", "acl:relcl", "punct"}
    return token.upos == "NUM" and token.deprel.startswith(("nsubj", "obj")) and is_alone and token.text.isalpha()


def _seen_through(scene: Scene, index: int) -> Iterator[int]:
    yield index
    if scene.lemmas[index] in QUANTIFIERS or scene.tokens[index].upos == "NUM":
        for child in scene.sentence.dependents(index, "nmod"):
            yield from with_conjuncts(scene.sentence, child)


def _related(scene: Scene, index: int, relation: str) -> Iterator[int]:
    """Yield the tokens that stand to a trigger's anchor in the relation of a condition."""
    grammar, sentence = scene.grammar, scene.sentence
    name, _, written = relation.partition(":")
    match name:
        case "subj":
            yield from (
                grammar.subjects(index)
                if scene.tokens[index].upos not in NOMINAL
                else sentence.dependents(index, "nsubj")
            )
        case "obj":
            yield from grammar.objects(index)
            if grammar.is_passive(index):  # "she was denied **care**"
                yield from sentence.dependents(index, "obj")
        case "obl" | "nmod":
            if written == "poss":
                yield from sentence.dependents(index, "nmod:poss")
                return
            yield from grammar.obliques(index, written or None)
            yield from _gerunds(scene, index, written)
            for child in grammar.objects(index) if scene.tokens[index].upos not in NOMINAL else ():
                yield from grammar.obliques(child, written or None)
                yield from _gerunds(scene, child, written)
        case "head":
            head = grammar.governor(index)
            if head is not None:
                yield head
        case "any":
            yield from (i for i in range(len(scene.tokens)) if i != index)
        case _:
            yield from sentence.dependents(index, relation)


def _gerunds(scene: Scene, index: int, written: str) -> Iterator[int]:
    """Yield gerunds behind a preposition, which stand like a noun: "charged **with inciting** hatred"."""
    words = written.split("|")
    for clause in scene.sentence.dependents(index, "advcl", "acl"):
        marks = scene.sentence.dependents(clause, "mark") if is_gerund(scene.tokens[clause]) else ()
        if any(scene.tokens[mark].text.lower() in words for mark in marks):
            yield clause
