"""Relations of the passive, where slovnet's parser leaves them out."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

# Verbs whose bare instrumental says what somebody is taken for («признан агентом»), not by whom.
NAMING = frozenset({
    "выбрать", "выдвинуть", "избрать", "именовать", "назвать", "назначить", "называть", "объявить", "объявлять",
    "остаться", "признать", "признавать", "сделать", "считать", "утвердить",
})  # fmt: skip
PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass", "aux": "aux:pass", "cop": "aux:pass"}
OBLIQUE = frozenset({"obl", "iobj", "nmod", "xcomp"})


@cache
def _bodies() -> dict[str, str]:
    """Read the nouns for bodies that act, with their kind (official or other)."""
    lines = (files("khronika.language.russian") / "bodies.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {lemma: kind for lemma, kind in rows if kind != "kind"}


def mend_passives(
    heads: Sequence[int], relations: Sequence[str], features: Sequence[Mapping[str, str]], lemmas: Sequence[str],
    named: Sequence[bool],
) -> list[str]:  # fmt: skip
    """Give the relations with subjects, auxiliaries and agents of passive verbs named as such.

    An agent is a living being, a body that acts, or a name (`named` says which tokens are parts of one) in the bare
    instrumental: «задержан омоновцами», «разогнан полицией», «признан Минюстом».
    """
    mended = list(relations)
    marked = {head for head, relation in zip(heads, relations, strict=True) if relation == "case"}
    for index, head in enumerate(heads):
        if head < 0 or features[head].get("Voice") != "Pass":
            continue
        mended[index] = PASSIVE.get(relations[index], relations[index])
        bare = features[index].get("Case") == "Ins" and "Degree" not in features[index] and index not in marked
        if bare and relations[index] in OBLIQUE:
            living = features[index].get("Animacy") == "Anim"
            if _acts(lemmas[index], living, named[index], lemmas[head] in NAMING):
                mended[index] = "obl:agent"
    return mended


def _acts(lemma: str, living: bool, named: bool, under_naming: bool) -> bool:
    """Say whether a bare instrumental is who did it."""
    if under_naming:
        return named or _bodies().get(lemma) == "official"
    return named or living or lemma in _bodies()
