"""Relations of the passive, where slovnet's parser leaves them out."""

from collections.abc import Mapping, Sequence

# Verbs whose bare instrumental says what somebody is taken for («признан агентом»), not by whom.
NAMING = frozenset({
    "выбрать", "выдвинуть", "избрать", "именовать", "назвать", "назначить", "называть", "объявить", "объявлять",
    "остаться", "признать", "признавать", "сделать", "считать", "утвердить",
})  # fmt: skip
PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass", "aux": "aux:pass", "cop": "aux:pass"}


def mend_passives(
    heads: Sequence[int], relations: Sequence[str], parts: Sequence[str], features: Sequence[Mapping[str, str]],
    lemmas: Sequence[str],
) -> list[str]:  # fmt: skip
    """Give the relations with subjects, auxiliaries and agents of passive verbs named as such.

    An agent is a living being in the bare instrumental («задержан омоновцами»); lifeless ones are left to the parser.
    """
    mended = list(relations)
    marked = {head for head, relation in zip(heads, relations, strict=True) if relation == "case"}
    for index, head in enumerate(heads):
        if head < 0 or features[head].get("Voice") != "Pass":
            continue
        mended[index] = PASSIVE.get(relations[index], relations[index])
        living = features[index].get("Case") == "Ins" and features[index].get("Animacy") == "Anim"
        oblique = relations[index] in ("obl", "iobj", "nmod") and index not in marked and parts[index] != "ADJ"
        if living and oblique and lemmas[head] not in NAMING:
            mended[index] = "obl:agent"
    return mended
