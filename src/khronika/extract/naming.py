"""The words of a phrase as a name: nominative in Russian, as they stand elsewhere."""

from collections.abc import Collection

from khronika.extract.scene import Scene

RUSSIAN = "ru"
COMMON = frozenset({"NOUN", "ADJ", "VERB"})


def phrase_name(scene: Scene, first: int, last: int, head: int, dropped: Collection[int] = ()) -> str:
    """Give the words of tokens `first` through `last` without those dropped, the head noun in the nominative.

    Quotation marks stand as in the text; a run of spaces or line breaks is one space, and a common word that opens
    the sentence loses its capital.
    """
    inside = [i for i in range(first, last + 1) if i not in dropped]
    if not inside:
        return scene.tokens[head].text
    if scene.sentence.language == RUSSIAN and head in inside:
        from khronika.language.russian.inflection import nominative  # pymorphy3 is loaded with the first Russian word

        written = nominative(scene.sentence, inside[0], inside[-1], head, frozenset(dropped))
    else:
        written = scene.analysis.text[scene.tokens[inside[0]].start : scene.tokens[inside[-1]].end]
    opens = inside[0] == 0 and scene.tokens[0].upos in COMMON and scene.tokens[0].text.istitle()
    return " ".join((written[0].lower() + written[1:] if opens else written).split())
