"""The words of saying in a sentence: who says, how, and which words are what is said.

Everything that asks who tells something (attribution, statements, whom "we" stands for) asks here. A saying is a verb
("the union said"), a noun with what it is about ("allegations of torture"), a frame ("according to X", «по словам X»)
or a hedge without a speaker ("allegedly", «якобы»).
"""

from collections.abc import Iterator

from msgspec import Struct

from khronika.extract.grammar import NOMINAL, fold_relative, marker
from khronika.extract.scene import PERSONAL, Scene
from khronika.extract.scenes import once
from khronika.lexicon import Word
from khronika.model import Manner, StatementRelation

BEFORE_NOUN = frozenset({"det", "compound", "amod", "flat", "nmod:poss", "case"})
CLAUSES = ("ccomp", "csubj", "csubj:pass")
TRAILING = 6  # tokens that may stand behind a frame that ends its sentence ("…, the union said on Monday")
NOT_OPENING = frozenset({"CCONJ", "SCONJ", "ADP", "PART"})  # a clause of its own, not a frame
INSERTED = ("parataxis", "advcl", "discourse")
# Verbs that state what their noun objects name: "confirmed the arrests"; others take it as given.
FACTUAL = frozenset({
    "acknowledge", "admit", "announce", "claim", "confirm", "describe", "document", "recall", "report", "reveal",
    "зафиксировать", "описать", "описывать", "подтвердить", "подтверждать", "признать", "deny", "dispute", "refute",
    "отрицать", "опровергать", "опровергнуть", "зафіксувати", "описати", "підтвердити", "підтверджувати", "визнати",
    "заперечити", "заперечувати", "спростувати", "спростовувати", "annoncer", "confirmer", "décrire", "recenser",
    "révéler", "signaler", "reconnaître", "démentir", "nier",
})  # fmt: skip
# Verbs that accuse somebody *of* something not granted; to condemn or criticise takes it as given.
CHARGING = frozenset({"accuse", "allege", "blame", "charge", "suspect", "вменить", "заподозрить", "инкриминировать",
                      "обвинить", "обвинять", "пожаловаться", "жаловаться", "подозревать", "уличить", "accuser",
                      "soupçonner", "suspecter", "звинуватити", "звинувачувати", "обвинуватити", "обвинувачувати",
                      "підозрювати", "поскаржитися", "скаржитися"})  # fmt: skip
# Verbs of reporting.tsv that are deeds unless a clause follows: "attacked the camp", but "attacked: the law is void".
DEEDS = frozenset({"assail", "attack", "back", "dismiss", "order", "press", "put", "read", "see", "slam"})
TOPICS = {"says": "about|о+Loc|про+Acc|на+Acc", "claims": "about|о+Loc|про+Acc", "denies": "about|в+Loc",
          "accuses": "of|for|with|over|в+Loc|у+Loc|за+Acc|на+Acc|de"}  # fmt: skip
HEARSAY_NOUNS = frozenset({
    "accusation", "allegation", "claim", "denial", "report", "rumor", "rumour", "suspicion", "обвинение",
    "опровержение", "подозрение", "слух", "сообщение", "утверждение", "démenti", "rumeur", "soupçon", "звинувачення",
    "обвинувачення", "спростування", "заперечення", "чутка", "повідомлення", "твердження",
})  # fmt: skip
SOURCES = frozenset({
    "слово", "данные", "мнение", "утверждение", "сообщение", "информация", "версия", "сведение", "свидетельство",
    "подсчет", "оценка", "рассказ", "дані", "твердження", "повідомлення", "інформація", "версія", "відомість",
    "свідчення", "підрахунок", "оцінка", "розповідь", "думка", "переконання",
})  # fmt: skip
CITING = frozenset({"cite", "quote", "сослаться", "ссылаться", "citer", "послатися", "посилатися"})
TOLD_BY = frozenset({"по", "за", "на", "зі", "із", "з"})  # with a word of SOURCES: «по словам», «за даними», «на думку»
ACCORDING = frozenset({"selon", "après", "suivant"})  # "après" only behind "d'"
OWN_HEDGES = frozenset({"предположительно", "вероятно", "імовірно", "ймовірно", "soi-disant"})
FRAMED_EDGE = 2  # tokens from a sentence's edge within which a frame holds for all of it


class Saying(Struct, frozen=True):
    """One word of saying: its token, manner and relation, the head of who says it, the tokens of what is said."""

    token: int
    manner: Manner
    relation: StatementRelation
    speaker: int | None
    content: frozenset[int]
    by_frame: bool = False


@once
def find_sayings(scene: Scene) -> tuple[Saying, ...]:
    """Find the words of saying of a sentence, in order."""
    found = [*_by_verbs(scene), *_by_frames(scene)]
    governed = frozenset().union(*(saying.content for saying in found)) if found else frozenset()
    speaking = {saying.token for saying in found if saying.manner == "denies"}
    found += [s for s in _by_nouns(scene) if not (s.token in governed and scene.tokens[s.token].head in speaking)]
    found += _by_hedges(scene)
    return tuple(sorted(found, key=lambda saying: saying.token))


def relation_of(word: Word) -> StatementRelation:
    """Give the statement relation that a row of reporting.tsv names."""
    return (word.note or "states").replace(" ", "_")  # type: ignore[return-value]  # checked by the lexicon's tests


# Verbs.


def _by_verbs(scene: Scene) -> Iterator[Saying]:
    for index, token in enumerate(scene.tokens):
        if token.upos not in ("VERB", "ADJ"):
            continue
        word = _row(scene, index)
        if word is None or (token.upos == "ADJ" and word.pos != "VERB" and not _says_clause(scene, index)):
            continue
        manner: Manner = word.meaning  # type: ignore[assignment]  # one of the manners in this table
        relation = relation_of(word)
        if _is_negated(scene, index):
            manner, relation = _turned(manner, relation)
        if scene.lemmas[index] in DEEDS and not _says_clause(scene, index):
            continue
        speaker = _speaker(scene, index)
        content = _content(scene, index, manner, speaker)
        if scene.grammar.is_passive(index) and speaker is None and manner == "says":
            manner = "claims"
        yield Saying(index, manner, relation, speaker, content)


def _row(scene: Scene, index: int) -> Word | None:
    """Give the reporting row of a verb, as a phrase with the word behind it first ("call for", "point out")."""
    words = scene.lexicon.words("reporting")
    lemma = scene.lemmas[index]
    if index + 1 < len(scene.lemmas):
        phrase = words.get(f"{lemma} {scene.lemmas[index + 1]}")
        if phrase is not None and phrase.pos == "VERB":
            return phrase
    return scene.word("reporting", index) if lemma in words else None


def _says_clause(scene: Scene, index: int) -> bool:
    """Say whether an adjective of saying («уверен») has a clause that it says."""
    return any(True for _ in scene.sentence.dependents(index, *CLAUSES))


def _is_negated(scene: Scene, index: int) -> bool:
    return any(
        scene.lemmas[child] in ("not", "n't", "never", "не", "ne")
        for child in scene.sentence.dependents(index, "advmod", "neg")
    )


def _turned(manner: Manner, relation: StatementRelation) -> tuple[Manner, StatementRelation]:
    """Give what a negated word of saying means: not to support is to oppose, not to deny is to grant."""
    if manner == "denies":
        return "says", "states"
    turned: dict[str, StatementRelation] = {"supports": "opposes", "opposes": "supports"}
    return manner, turned.get(relation, relation)


def can_speak(scene: Scene, index: int) -> bool:
    """Say whether a word may be one who says something: a name, a person, a group, a body, a personal pronoun."""
    token = scene.tokens[index]
    if token.upos == "PRON":
        return scene.lemmas[index] in PERSONAL or token.feats.get("PronType") == "Rel"
    if scene.mention_at(index, "date", "number") is not None and scene.means(index) is None:
        return False
    if token.upos not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "X"):
        return False
    is_living = token.feats.get("Animacy") == "Anim" or scene.word("ties", index) is not None
    return is_living or scene.is_participant(index) or _named_beside(scene, index)


def _named_beside(scene: Scene, index: int) -> bool:
    """Say whether a name stands in apposition to a word: "the vicar, Ann Example"."""
    near = scene.sentence.dependents(index, "appos", "flat")
    return any(scene.mention_at(i, "person", "organisation") is not None for i in near)


def _speaker(scene: Scene, index: int) -> int | None:
    """Give who says: the deep subject, else the phrase right before or behind a verb that the parser left alone."""
    subjects = scene.grammar.subjects(index)
    for subject in subjects:
        if can_speak(scene, subject):
            return subject
        owner = _owner(scene, subject)
        if owner is not None:
            return owner
    for source in scene.grammar.obliques(index, "в+Loc|у+Loc|in|dans"):  # «в заявлении профсоюза говорится»
        if not subjects and scene.word("reporting", source) is not None:
            return _owner(scene, source)
    if subjects or scene.grammar.is_passive(index) or any(True for _ in scene.sentence.dependents(index, "nsubj")):
        return None
    return _neighbour(scene, index)


def _owner(scene: Scene, noun: int) -> int | None:
    """Give whose statement or report a noun is: "the union's statement", «заявление профсоюза»."""
    if scene.word("reporting", noun) is None:
        return None
    near = [*scene.grammar.possessors(noun), *scene.grammar.obliques(noun, "by|from|of|de|Gen"),
            *scene.sentence.dependents(noun, "compound")]  # fmt: skip
    return next((each for each in near if can_speak(scene, each)), None)


def _neighbour(scene: Scene, index: int) -> int | None:
    """Give the head of the name or group right before a finite verb, or right behind one set in with a comma."""
    tokens, sentence = scene.tokens, scene.sentence
    if tokens[index].feats.get("VerbForm") not in ("Fin", None, "Part"):
        return None
    before = index - 1
    while before >= 0 and tokens[before].upos in ("AUX", "ADV"):
        before -= 1
    is_clause = tokens[index].deprel in ("root", "parataxis", "ccomp", "conj")
    may_speak = before >= 0 and tokens[before].upos in ("NOUN", "PROPN", "PRON") and can_speak(scene, before)
    may_speak = may_speak and tokens[before].feats.get("Case", "Nom") == "Nom"
    if is_clause and may_speak and _is_apart(scene, before):
        return before
    near = range(index + 1, min(index + 6, len(tokens)))
    after = next((i for i in near if tokens[i].upos in ("NOUN", "PROPN")), None)
    is_set_in = index > 0 and tokens[index - 1].text in (",", "”", '"', "»", "—", "–", "''")
    if is_set_in and after is not None and sentence.language in ("en", "fr"):
        named = scene.mention_at(after, "person", "organisation")
        head = sentence.head_of(named.start, named.end) if named is not None else after
        return head if head is not None and can_speak(scene, head) else None
    return None


def _is_apart(scene: Scene, noun: int) -> bool:
    """Say whether a noun's phrase begins a clause, so that it may belong to a verb though it hangs elsewhere."""
    low = noun
    while low > 0 and (scene.tokens[low - 1].deprel in BEFORE_NOUN or scene.tokens[low - 1].head == noun):
        low -= 1
    return low == 0 or scene.tokens[low - 1].upos == "PUNCT"


def _content(scene: Scene, index: int, manner: Manner, speaker: int | None) -> frozenset[int]:
    """Give the tokens of what a verb says: its clauses, its topic, or the clause into which it is set."""
    sentence, token = scene.sentence, scene.tokens[index]
    own = set(sentence.subtree(index))
    before = _all_before(scene, index, speaker)
    if before and not any(c > index for c in sentence.dependents(index, *CLAUSES)):
        return before
    heads = [c for c in sentence.dependents(index, *CLAUSES) if c != speaker]
    if manner != "says":  # "claimed to have seen", but who agrees to come has not said that he came
        heads += sentence.dependents(index, "xcomp")
    beside = (c for c in sentence.dependents(index, "parataxis") if c > index and not _is_saying(scene, c))
    heads += [c for c in beside if not _goes_on(scene, index, c)]
    if not heads and manner == "accuses":
        heads += [c for c in sentence.dependents(index, "advcl", "acl") if c > index]
    heads += _topics(scene, index, manner, speaker)
    if not heads and token.head >= 0 and token.deprel.partition(":")[0] in INSERTED and _is_inserted(scene, index):
        return frozenset(sentence.subtree(token.head)) - own
    left_out = {index, *(sentence.subtree(speaker) if speaker is not None and speaker in own else ())}
    return frozenset(t for head in heads for t in sentence.subtree(head)) - left_out


def _goes_on(scene: Scene, index: int, clause: int) -> bool:
    """Say whether a clause behind a comma tells what came next: "he asked for five years, **the court** …"."""
    sentence = scene.sentence
    low = min(sentence.subtree(clause))
    if scene.tokens[low].text == ",":
        low += 1
    elif low == 0 or scene.tokens[low - 1].text != ",":
        return False
    has_subject = next(sentence.dependents(clause, "nsubj", "nsubj:pass"), None) is not None
    return has_subject and any(index < i < low for i in sentence.dependents(index, "obj", "obl"))


def _all_before(scene: Scene, index: int, speaker: int | None) -> frozenset[int]:
    """Give all that stands before a frame at a sentence's end ("…, his lawyer said on Tuesday"), however parsed."""
    if speaker is None or scene.tokens[index].upos != "VERB" or len(scene.tokens) - 1 - max(index, speaker) > TRAILING:
        return frozenset()
    low = min(index, speaker)
    while low > 0 and scene.tokens[low - 1].upos != "PUNCT" and low > min(index, speaker) - TRAILING:
        low -= 1
    opens = scene.tokens[low].upos not in NOT_OPENING and not fold_relative(scene.tokens[low])
    is_apart = low > 2 and scene.tokens[low - 1].text in (",", "—", "–") and opens
    inside = {i for i in range(low, max(index, speaker) + 1) if scene.tokens[i].upos in ("VERB", "AUX")}
    helpers = {*scene.sentence.dependents(index, "aux"), index, *scene.sentence.subtree(speaker)}
    return frozenset(range(low - 1)) if is_apart and inside <= helpers else frozenset()


def _is_saying(scene: Scene, index: int) -> bool:
    return scene.tokens[index].upos == "VERB" and _row(scene, index) is not None


def _is_inserted(scene: Scene, index: int) -> bool:
    """Say whether a saying is set into a clause ("…, the union said", «как сообщает …») and not a clause of its own."""
    if scene.tokens[index].deprel.startswith("advcl"):
        marks = {scene.lemmas[i] for i in scene.sentence.dependents(index, "mark", "advmod")}
        return bool(marks & {"as", "как", "як", "comme"})
    return True


def _topics(scene: Scene, index: int, manner: Manner, speaker: int | None) -> Iterator[int]:
    """Yield the nouns that name what a verb says: "denied the **beating**", «сообщил о **задержании**»."""
    lemma = scene.lemmas[index]
    if manner == "accuses" and lemma not in CHARGING:
        return
    for child in scene.grammar.obliques(index, TOPICS[manner]):
        if child != speaker and not scene.is_participant(child):
            yield child
    if manner == "accuses":
        for blamed in scene.grammar.objects(index):
            yield from scene.sentence.dependents(blamed, "acl", "advcl")
            yield from (
                c for c in scene.grammar.obliques(blamed, "of|for|with|в+Loc|у+Loc|de") if not scene.is_participant(c)
            )
    for child in scene.grammar.objects(index):
        is_named = lemma in FACTUAL or (scene.tokens[child].upos == "NOUN" and scene.lemmas[child] in HEARSAY_NOUNS)
        if is_named and manner != "accuses" and child != speaker and not scene.is_participant(child):
            yield child


# Nouns: "allegations that police had beaten him", «обвинения в пытках».


def _by_nouns(scene: Scene) -> Iterator[Saying]:
    for index, token in enumerate(scene.tokens):
        if token.upos != "NOUN" or scene.lemmas[index] not in HEARSAY_NOUNS:
            continue
        word = scene.word("reporting", index)
        heads = [*scene.sentence.dependents(index, "acl", "ccomp"),
                 *scene.grammar.obliques(index, "of|de|в+Loc|у+Loc|о+Loc|про+Acc|Gen")]  # fmt: skip
        heads = [head for head in heads if not scene.is_participant(head)]
        if word is not None and heads:
            manner: Manner = "claims" if word.meaning == "says" else word.meaning  # type: ignore[assignment]  # a manner
            content = frozenset(t for head in heads for t in scene.sentence.subtree(head))
            yield Saying(index, manner, relation_of(word), _owner(scene, index), content)


# Frames: "according to X", «по словам X», «со ссылкой на X», "citing X".


def _by_frames(scene: Scene) -> Iterator[Saying]:
    for index in range(len(scene.tokens)):
        source = framed_source(scene, index)
        if source is None:
            continue
        frame = frame_tokens(scene, index, source)
        manner: Manner = "claims" if scene.lemmas[scene.tokens[index].head] in ("утверждение", "твердження") else "says"
        yield Saying(index, manner, "states", source, _framed(scene, frame), by_frame=True)


def framed_source(scene: Scene, index: int) -> int | None:
    """Give the source that a frame names at its first word, None where no frame begins."""
    source = _source(scene, index)
    return source if source is not None and can_speak(scene, source) else None


def _source(scene: Scene, index: int) -> int | None:
    lemma, token, sentence = scene.lemmas[index], scene.tokens[index], scene.sentence
    if token.text.lower() == "according":
        below = list(sentence.dependents(index, "obl", "nmod"))
        return below[0] if below else (token.head if token.deprel in ("case", "mark") else None)
    if lemma in TOLD_BY and token.head > index and scene.lemmas[token.head] in SOURCES:
        return next(sentence.dependents(token.head, "nmod"), None)
    if lemma in ACCORDING and token.head > index and token.deprel != "advmod":
        is_told = lemma != "après" or scene.forms[index - 1 : index] == ["d'"]
        return token.head if is_told and token.deprel in ("case", "fixed") else None
    if lemma in ("согласно", "згідно") and token.head > index:
        return _owner(scene, token.head) or token.head
    if lemma in ("ссылка", "посилання") and scene.lemmas[index - 1 : index] in (["с"], ["з"], ["із"]):
        return next(scene.grammar.obliques(index, "на+Acc"), None)
    if lemma in CITING and token.deprel.startswith("advcl"):
        return next(iter((*scene.grammar.objects(index), *scene.grammar.obliques(index, "на+Acc"))), None)
    return None


def frame_tokens(scene: Scene, index: int, source: int) -> frozenset[int]:
    """Give all tokens of a frame, from its first word through its source."""
    members = {index, *scene.sentence.subtree(source)}
    head = scene.tokens[index].head
    if (
        scene.lemmas[index] in (*TOLD_BY, "согласно", "згідно", *CITING)
        and head >= 0
        and scene.tokens[index].deprel == "case"
    ):
        members |= set(scene.sentence.subtree(head)) if source in scene.sentence.subtree(head) else set()
    low = min(members)
    low -= scene.lemmas[index] in ("ссылка", "посилання", "après")
    return frozenset(range(low, max(members) + 1))


def _framed(scene: Scene, frame: frozenset[int]) -> frozenset[int]:
    """Give what a frame holds for: the whole sentence from its edges, else the clause in which it stands."""
    count = len(scene.tokens)
    low, high = min(frame), max(frame)
    if low <= FRAMED_EDGE or high >= count - 1 - FRAMED_EDGE:
        return frozenset(range(count)) - frame
    governor = next((at for at in scene.grammar.path(low) if at not in frame and scene.tokens[at].upos == "VERB"), None)
    inside = range(count) if governor is None else scene.sentence.subtree(governor)
    return frozenset(inside) - frame


# Hedges: "allegedly", «якобы», "the alleged beating".


def _by_hedges(scene: Scene) -> Iterator[Saying]:
    for index, token in enumerate(scene.tokens):
        if token.upos not in ("ADV", "ADJ", "PART", "VERB") or token.head < 0 or not _is_hedge(scene, index):
            continue
        above = token.head
        if scene.tokens[above].upos in NOMINAL and marker(scene.sentence, above)[0] and token.upos != "ADJ":
            above = max(above, scene.tokens[above].head)
        yield Saying(index, "claims", "states", None, frozenset(scene.sentence.subtree(above)))


def _is_hedge(scene: Scene, index: int) -> bool:
    if scene.lemmas[index] in OWN_HEDGES:
        return True
    word = scene.lexicon.words("reporting").get(scene.lemmas[index])
    is_hedging = word is not None and word.meaning == "claims" and (word.pos or "") in ("ADV", "ADJ", "PART")
    return is_hedging and (word is None or word.pos != "ADJ" or scene.tokens[index].deprel == "amod")
