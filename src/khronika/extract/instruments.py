"""With what something is done: "with batons", "fired tear gas", "a bomb attack", «применили дубинки»."""

from collections.abc import Iterator
from functools import cache

from khronika import lexicon
from khronika.extract.grammar import NOMINAL, has_marker
from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.extract.scenes import once
from khronika.extract.traits import SLAVIC
from khronika.model import Argument, Term

USING = frozenset({
    "use", "fire", "throw", "hurl", "launch", "lob", "shoot", "deploy", "detonate", "spray", "wield", "swing",
    "explode", "plant", "set", "drop", "применить", "применять", "использовать", "бросить", "бросать", "кидать",
    "швырнуть", "метнуть", "взорвать", "выпустить", "пустить", "распылить", "стрелять", "взорваться", "брызнуть",
    "utiliser", "employer", "lancer", "jeter", "tirer", "застосувати", "застосовувати", "використати",
    "використовувати", "кинути", "кидати", "жбурнути",
})  # fmt: skip
WITH = ("with|by|using|by means of|in|from|Ins|с+Ins|из+Gen|при помощи|с помощью|с применением|с использованием"
        "|посредством|avec|à l'aide de|au moyen de|з+Gen|із+Gen|за допомогою")  # fmt: skip
BLOWS = frozenset({"coup", "jet", "tir"})  # "à **coups** de matraque", "des **jets** de pierres"
# Things that are instruments only where grammar says so: everybody has hands, and streets are full of cars.
EVERYDAY = frozenset({"vehicle", "body", "other", "thrown", "blunt", "heavy", "cold"})


def find_instruments(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find the weapons and means of an event, each once."""
    own = {match.anchor, *match.words, *match.taken}
    for first, last, kind in _named(scene):
        if _is_used(scene, last, own, everyday=kind in EVERYDAY):
            span = scene.span(first, last)
            name = " ".join(_written(scene, i) for i in range(first, last + 1))
            yield Argument("instrument", span.start, span.end, span.text, Term(name))


def _written(scene: Scene, index: int) -> str:
    """Give one word of an instrument's name: the lemma, as English and Russian nouns are listed."""
    token = scene.tokens[index]
    if scene.sentence.language in SLAVIC and token.upos == "ADJ":
        from khronika.language.russian.inflection import form_in_nominative  # loaded with the first Russian word

        feats = token.feats
        return form_in_nominative(
            token.text.lower(), feats.get("Case", "Nom"), feats.get("Number", "Sing"), feats.get("Gender", ""), True
        )
    if scene.sentence.language in SLAVIC and token.feats.get("Number") == "Plur":
        from khronika.language.russian.inflection import form_in_nominative

        return form_in_nominative(token.text.lower(), token.feats.get("Case", "Nom"), "Plur", "")
    return scene.lemmas[index]


@once
def _named(scene: Scene) -> list[tuple[int, int, str]]:
    """Give first and last token and kind of each instrument named in a sentence, the longest names first."""
    table, longest = scene.lexicon.words("instruments"), _longest(scene.sentence.language)
    found: list[tuple[int, int, str]] = []
    end = 0
    for at, lemma in enumerate(scene.lemmas):
        for length in range(min(longest.get(lemma, 0), len(scene.lemmas) - at), 0, -1):
            row = table.get(" ".join(scene.lemmas[at : at + length]))
            if at >= end and row is not None and scene.tokens[at + length - 1].upos in NOMINAL:
                end = at + length
                found.append((at, end - 1, row.meaning))
                break
    return found


@cache
def _longest(language: str) -> dict[str, int]:
    """Give for each first word of an instrument how many words the longest name that it begins has."""
    found: dict[str, int] = {}
    for name in lexicon.load(language).words("instruments"):
        words = name.split()
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def _is_used(scene: Scene, head: int, own: set[int], *, everyday: bool) -> bool:
    """Say whether an instrument is one of this event: of its trigger, or of a verb of using above or beside it."""
    token = scene.tokens[head]
    top = token.head
    while token.deprel == "conj" and top >= 0:
        head, token, top = top, scene.tokens[top], scene.tokens[top].head
    if top >= 0 and scene.lemmas[top] in BLOWS and scene.tokens[top].upos == "NOUN":
        return scene.tokens[top].head in own or top in own
    relation = token.deprel.partition(":")[0]
    if top < 0:
        return False
    if relation in ("obl", "nmod", "iobj"):
        is_marked = has_marker(scene.sentence, head, WITH) if relation != "iobj" else token.feats.get("Case") == "Ins"
        is_near = scene.tokens[top].head in own and top not in scene.anchors
        return is_marked and (top in own or is_near or _serves(scene, top, own))
    if relation == "compound":
        return top in own and not everyday
    uses = scene.lemmas[top] in USING
    if relation in ("obj", "nsubj") and uses:
        return top in own or head in own or _serves(scene, top, own)
    return relation == "obj" and top in own and not everyday


def _serves(scene: Scene, verb: int, own: set[int]) -> bool:
    """Say whether a verb of using serves an event: "**used** gas to disperse", "dispersed them, **firing** gas"."""
    if scene.lemmas[verb] not in USING:
        return False
    below = {*scene.sentence.dependents(verb, "advcl", "xcomp", "acl")}
    if verb not in scene.anchors:
        below |= {*scene.sentence.dependents(verb, "conj")}
    token = scene.tokens[verb]
    return bool(below & own) or (token.head in own and (token.deprel != "conj" or verb not in scene.anchors))
