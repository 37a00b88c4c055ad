"""Whether an event is told as actual: negation, modality, tense, conditions and the words that govern it.

The tree is climbed from the trigger; what governs a complement ("refused to …", "threatened …") holds for all below it.
"""

from collections.abc import Iterator, Sequence

from khronika.extract.arguments import Filler, carrier_of
from khronika.extract.grammar import NOMINAL, fold_relative, is_gerund, is_predicate
from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.model import Realis

COMPLEMENT = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "csubj", "nsubj:pass", "advcl", "nmod:poss", "amod",
                        "compound", "iobj", "nsubj"})  # fmt: skip
OPAQUE = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "obl", "nmod", "acl"})
MODALS = {"would": "hypothetical", "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
          "should": "hypothetical", "must": "hypothetical", "can": "hypothetical", "will": "future", "shall": "future",
          "'ll": "future", "бы": "hypothetical", "б": "hypothetical", "wo": "future", "ca": "hypothetical"}  # fmt: skip
NOBODY = frozenset({"nobody", "no-one", "none", "nothing", "neither", "никто", "ничто", "никакой", "ни"})
KIND_HEADS = frozenset({"right", "law", "ban", "fund", "policy", "ballot", "legislation", "freedom", "act", "bill",
                        "право", "закон", "запрет", "свобода", "законопроект", "законодательство"})  # fmt: skip
PURPOSES = frozenset({"ASSAULT", "COERCE", "CONCEDE", "RETREAT", "SANCTION"})
EXAMPLES = ("such as", "like", "including", "e.g.", "вроде", "типа")
CLIMB = 7


def find_realis(scene: Scene, match: Match, fillers: Sequence[Filler]) -> Realis:
    """Decide the realis of the event that a match tells; `fillers` are those found to take part in it."""
    signals = list(_signals(scene, match))
    if not fillers and _is_unbound(scene, match):
        signals.append("generic")
    if "condition" in signals:
        return "hypothetical"
    if signals.count("negated") % 2:
        return "negated"
    for realis in ("hypothetical", "future", "generic"):
        if realis in signals:
            return realis
    if scene.analysis.text[scene.sentence.start : scene.sentence.end].rstrip(" »”\"'").endswith("?"):
        return "hypothetical"
    return "actual"


def _signals(scene: Scene, match: Match) -> Iterator[str]:
    used = {*match.words, *match.taken}
    at = match.anchor
    yield from _by_itself(scene, match)
    yield from _as_infinitive(scene, match, at)
    if scene.sentence.language == "en" and _is_inverted(scene, at):
        yield "condition"
    if scene.tokens[at].upos == "AUX" and scene.tokens[at].head >= 0:
        yield from (signal for signal in _own(scene, scene.tokens[at].head, used) if signal == "negated")
    yield from _own(scene, at, used)
    for token in match.taken:
        yield from _determined(scene, token)
    if _is_kind(scene, match):
        yield "generic"
    is_open = True  # whether what negates or modalises the governor still reaches down here
    for _ in range(CLIMB):
        word = scene.tokens[at]
        relation, head = word.deprel, word.head
        if head < 0:
            return
        bare = relation.partition(":")[0]
        if bare == "conj":
            if is_open and not _has_own_auxiliary(scene, at):
                yield from _shared(scene, head)
            at = head
            continue
        if relation not in COMPLEMENT and bare not in COMPLEMENT:
            return
        if head not in used:
            yield from _governed(scene, at, head, relation)
        is_open = is_open and _lets_through(scene, at, head, relation)
        if is_open:
            yield from _own(scene, head, used)
        elif bare not in ("xcomp", "ccomp", "acl", "obj"):
            return
        at = head


def _by_itself(scene: Scene, match: Match) -> Iterator[str]:
    """Yield what the trigger's own words say: "stood by", "inaction" tell that the act was not done."""
    lemmas = " ".join(scene.lemmas[i] for i in match.words)
    phrase = scene.lexicon.words("realis").get(lemmas) if len(match.words) > 1 else None
    found = phrase or scene.word("realis", match.anchor)
    if found is not None and found.note == "itself":
        yield found.meaning


def _as_infinitive(scene: Scene, match: Match, at: int) -> Iterator[str]:
    """Yield what an infinitive leaves open: an order **to detain**, came **to arrest**, have **to leave**."""
    token = scene.tokens[at]
    is_infinitive = token.feats.get("VerbForm") == "Inf" or any(
        scene.tokens[i].text.lower() == "to" for i in scene.sentence.dependents(at, "mark")
    )
    if not is_infinitive or token.head < 0:
        return
    head = scene.tokens[token.head]
    if (token.deprel == "acl" and not scene.is_participant(token.head)) or (token.deprel == "advcl" and match.trigger.type in PURPOSES and match.mode != "crowd_control") or (token.deprel == "xcomp" and head.lemma in ("have", "need", "be") and head.upos in ("VERB", "AUX")):
        yield "hypothetical"


def _is_inverted(scene: Scene, index: int) -> bool:
    """Say whether a condition is told by word order: "had he been detained, …"."""
    helper = next((i for i in scene.sentence.dependents(index, "aux") if scene.tokens[i].text.lower() in ("had", "were")), None)
    subject = next(scene.sentence.dependents(index, "nsubj"), None)
    return helper is not None and subject is not None and helper < subject < index


def _lets_through(scene: Scene, at: int, head: int, relation: str) -> bool:
    """Say whether a governor's own negation and tense hold for its complement."""
    bare = relation.partition(":")[0]
    if bare in ("xcomp",):
        return True
    if bare in ("obj", "nsubj") and scene.tokens[at].upos in NOMINAL:
        return scene.word("light", head) is not None or scene.tokens[head].upos not in ("VERB",)
    return False


def _governed(scene: Scene, at: int, head: int, relation: str) -> Iterator[str]:
    """Yield what a governing word says of its complement, by realis.tsv."""
    if relation in ("acl:relcl", "nsubj") or (relation == "advcl" and not _is_from(scene, at)):
        return
    if relation == "nmod" and scene.tokens[at].upos not in NOMINAL:
        return
    word = scene.word("realis", head)
    token = scene.tokens[head]
    if word is not None:
        if word.meaning == "negated" and relation in ("obl", "nmod") and token.upos == "VERB" and not _is_from(scene, at):
            return
        yield word.meaning


def _is_from(scene: Scene, index: int) -> bool:
    marks = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(index, "mark", "case")}
    return bool(marks & {"from", "to", "for", "of", "about", "against", "с", "о", "от", "к", "на"})


def _own(scene: Scene, index: int, used: set[int]) -> Iterator[str]:
    """Yield what stands beside a word itself: negation, modals, tense, condition, "planned", "no"."""
    token = scene.tokens[index]
    if token.feats.get("Tense") == "Fut":
        yield "future"
    if token.feats.get("Mood") in ("Imp", "Cnd"):
        yield "hypothetical"
    has_helper = False
    for child in scene.sentence.children[index]:
        other, lemma = scene.tokens[child], scene.lemmas[child]
        relation = other.deprel.partition(":")[0]
        if child in used:
            continue
        if relation == "aux":
            has_helper = True
            form = other.text.lower()
            if form in MODALS or lemma in MODALS:
                yield MODALS.get(form) or MODALS[lemma]
            elif other.feats.get("Tense") == "Fut":
                yield "future"
        elif relation in ("advmod", "det", "amod", "mark", "case", "cc", "discourse"):
            word = scene.word("realis", child)
            if (word is not None and relation != "case") or (word is not None and word.meaning == "negated"):
                yield "condition" if relation == "mark" and word.meaning == "hypothetical" and lemma in ("if", "unless", "если") else word.meaning
        elif relation in ("nsubj", "obj", "obl") and _is_nobody(scene, child):
            if scene.sentence.language == "en":
                yield "negated"
    if not has_helper and index not in used:
        return


def _is_nobody(scene: Scene, index: int) -> bool:
    if scene.lemmas[index] in NOBODY or scene.tokens[index].text.lower() == "no":
        return True
    return any(scene.lemmas[i] in ("no", "neither") for i in scene.sentence.dependents(index, "det"))


def _determined(scene: Scene, index: int) -> Iterator[str]:
    for child in scene.sentence.dependents(index, "det", "amod"):
        word = scene.word("realis", child)
        if word is not None:
            yield word.meaning


def _shared(scene: Scene, head: int) -> Iterator[str]:
    """Yield the tense and modality that coordinated verbs share ("will march and rally")."""
    for child in scene.sentence.dependents(head, "aux"):
        form = scene.tokens[child].text.lower()
        if form in MODALS:
            yield MODALS[form]


def _has_own_auxiliary(scene: Scene, index: int) -> bool:
    if next(scene.sentence.dependents(index, "aux", "nsubj", "cop"), None) is not None:
        return True
    return scene.tokens[index].upos not in ("VERB", "AUX")


def _is_kind(scene: Scene, match: Match) -> bool:
    """Say whether a kind of action is meant: "torching cars is …", "actions such as …", "the right to strike"."""
    index = match.anchor
    token = scene.tokens[index]
    if token.head >= 0 and scene.lemmas[token.head] in KIND_HEADS and token.deprel in ("compound", "acl", "nmod", "amod"):
        return True
    if token.upos == "VERB" and is_gerund(token) and token.deprel in ("csubj", "nsubj") and scene.sentence.language == "en":
        return True
    cases = " ".join(scene.tokens[i].text.lower() + "".join(
        " " + scene.tokens[j].text.lower() for j in scene.sentence.dependents(i, "fixed")) for i in scene.sentence.dependents(index, "case", "mark"))
    if cases in EXAMPLES and _is_bare(scene, index):
        return True
    return _is_bare_plural(scene, index)


def _is_unbound(scene: Scene, match: Match) -> bool:
    """Say whether a noun speaks of no one occasion: bare plural or mass, without time or place ("an end to violence")."""
    index = match.anchor
    token = scene.tokens[index]
    if token.upos != "NOUN" or match.taken or len(match.words) > 1 or not _is_bare(scene, index):
        return False
    if scene.sentence.language != "en" and token.feats.get("Number") != "Plur":
        return False
    below = set(scene.sentence.subtree(index))
    return not any(
        below & set(scene.sentence.covering(mention.start, mention.end))
        for mention in scene.mentions
        if mention.kind in ("date", "place", "number")
    ) and carrier_of(scene, index) is None


def _is_bare(scene: Scene, index: int) -> bool:
    return not any(True for _ in scene.sentence.dependents(index, "det", "nummod", "nmod:poss"))


def _is_bare_plural(scene: Scene, index: int) -> bool:
    """Say whether a plural without article or number is spoken of in the simple present: "strikes hurt the economy"."""
    token = scene.tokens[index]
    if scene.sentence.language != "en" or token.upos != "NOUN" or token.feats.get("Number") != "Plur" or token.head < 0:
        return False
    head = scene.tokens[token.head]
    if not is_predicate(head) or fold_relative(token) or token.deprel != "nsubj" or not _is_bare(scene, index):
        return False
    has_helper = next(scene.sentence.dependents(token.head, "aux"), None) is not None
    return head.feats.get("Tense") == "Pres" and not has_helper and not any(
        mention.kind in ("date", "place") for mention in scene.mentions
    )
