"""The words of a phrase as a name: nominative in Russian, as they stand elsewhere."""

from collections.abc import Collection, Sequence

from khronika.extract.scene import Scene

RUSSIAN, UKRAINIAN = "ru", "uk"
COMMON = frozenset({"NOUN", "ADJ", "VERB"})


def phrase_name(scene: Scene, first: int, last: int, head: int, dropped: Collection[int] = ()) -> str:
    """Give the words of tokens `first` through `last` without those dropped, the head noun in the nominative.

    Quotation marks stand as in the text; a run of spaces or line breaks is one space, and a common word that opens
    the sentence loses its capital.
    """
    inside = [i for i in range(first, last + 1) if i not in dropped]
    if not inside:
        return scene.tokens[head].text
    if scene.sentence.language == UKRAINIAN and head in inside:
        written = _ukrainian(scene, inside, head)
    elif scene.sentence.language == RUSSIAN and head in inside:
        from khronika.language.russian.inflection import nominative  # pymorphy3 is loaded with the first Russian word

        written = nominative(scene.sentence, inside[0], inside[-1], head, frozenset(dropped))
    else:
        written = scene.analysis.text[scene.tokens[inside[0]].start : scene.tokens[inside[-1]].end]
    opens = inside[0] == 0 and scene.tokens[0].upos in COMMON and scene.tokens[0].text.istitle()
    return " ".join((written[0].lower() + written[1:] if opens else written).split())


def person_name(scene: Scene, first: int, last: int) -> str:
    """Give tokens `first` through `last` as a person's name, each of its words in the nominative."""
    tokens = scene.tokens[first : last + 1]
    if scene.sentence.language != RUSSIAN:
        return phrase_name(scene, first, last, first)
    from khronika.language.russian.inflection import form_in_nominative

    case, gender = tokens[0].feats.get("Case", "Nom"), tokens[0].feats.get("Gender", "Masc")
    return " ".join(form_in_nominative(token.text, case, "Sing", gender) for token in tokens)


def _ukrainian(scene: Scene, inside: Sequence[int], head: int) -> str:
    """Give a Ukrainian phrase with its head, and the adjectives before it, in the nominative."""
    from khronika.language.ukrainian.inflection import in_nominative  # loaded with the first Ukrainian word

    agreeing = {head, *(i for i in scene.sentence.dependents(head, "amod", "det") if i < head)}
    words: list[str] = []
    for at in inside:
        follows = bool(words) and scene.tokens[at - 1].end < scene.tokens[at].start
        text = in_nominative(scene.tokens[at], scene.tokens[head]) if at in agreeing else scene.tokens[at].text
        words.append((" " if follows or (words and at - 1 not in inside) else "") + text)
    return "".join(words)
