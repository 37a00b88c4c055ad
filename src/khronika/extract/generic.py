"""Kinds of events rather than one that happened: "the right to strike", "acts such as arson", "an end to violence"."""

from khronika.extract.carriers import carrier_of
from khronika.extract.grammar import fold_relative, is_gerund, is_predicate
from khronika.extract.match import Match
from khronika.extract.scene import Scene

KIND_HEADS = frozenset(
    "right law ban fund policy ballot legislation freedom act bill право закон запрет свобода законопроект "
    "законодательство droit loi interdiction liberté fonds заборона законопроєкт законодавство".split()
)
EXAMPLES = ("such as", "like", "including", "e.g.", "вроде", "типа", "comme", "tels que", "на кшталт")


def is_kind(scene: Scene, match: Match) -> bool:
    """Say whether a kind of action is meant: "torching cars is …", "actions such as …", "the right to strike"."""
    index = match.anchor
    token = scene.tokens[index]
    below_kind = token.head >= 0 and scene.lemmas[token.head] in KIND_HEADS
    if below_kind and token.deprel in ("compound", "acl", "nmod", "amod"):
        return True
    if scene.sentence.language != "en":
        return _is_example(scene, index)
    if token.upos == "VERB" and is_gerund(token) and token.deprel in ("csubj", "nsubj"):
        return True
    if token.deprel == "acl:relcl" and _is_simple_present(scene, index):  # "those who **burn** shops"
        return True
    return _is_example(scene, index) or _is_habitual(scene, index)


def is_unbound(scene: Scene, match: Match) -> bool:
    """Say whether a noun speaks of no one occasion: bare plural or mass, nothing of time, place or number below it."""
    index = match.anchor
    token = scene.tokens[index]
    beside = [scene.tokens[word] for word in match.words if word != index]
    is_one_noun = all(word.head == index and word.deprel in ("amod", "compound") for word in beside)
    if token.upos != "NOUN" or match.taken or not is_one_noun or not _is_bare(scene, index):
        return False
    if scene.sentence.language != "en" and token.feats.get("Number") != "Plur":
        return False
    below = scene.sentence.subtree(index)
    is_bound = any(scene.mention_at(each, "date", "place", "number") is not None for each in below)
    return not is_bound and carrier_of(scene, index) is None


def _is_example(scene: Scene, index: int) -> bool:
    words = []
    for case in scene.sentence.dependents(index, "case", "mark"):
        words += [scene.tokens[i].text.lower() for i in (case, *scene.sentence.dependents(case, "fixed"))]
    return " ".join(words) in EXAMPLES and _is_bare(scene, index)


def _is_bare(scene: Scene, index: int) -> bool:
    return not any(True for _ in scene.sentence.dependents(index, "det", "nummod", "nmod:poss"))


def _is_habitual(scene: Scene, index: int) -> bool:
    """Say whether a bare plural is the subject of a simple present without time or place: "strikes hurt trade"."""
    token = scene.tokens[index]
    if token.upos != "NOUN" or token.feats.get("Number") != "Plur" or token.deprel != "nsubj" or token.head < 0:
        return False
    head = scene.tokens[token.head]
    if not is_predicate(head) or fold_relative(token) or not _is_bare(scene, index):
        return False
    is_bound = any(mention.kind in ("date", "place") for mention in scene.mentions)
    return _is_simple_present(scene, token.head) and not is_bound


def _is_simple_present(scene: Scene, index: int) -> bool:
    """Say whether a finite verb stands in the simple present, without an auxiliary."""
    feats = scene.tokens[index].feats
    has_helper = any(True for _ in scene.sentence.dependents(index, "aux"))
    return feats.get("Tense") == "Pres" and feats.get("VerbForm") == "Fin" and not has_helper
