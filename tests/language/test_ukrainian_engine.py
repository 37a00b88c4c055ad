"""The Ukrainian engine: exact offsets, proper trees, and the lemmas and relations that the rules rely on."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.language.engines import engine
from khronika.language.record import Sentence, Token
from khronika.language.ukrainian.dictionary import infinitive_of
from khronika.language.ukrainian.persons import nominative_person

UKRAINIAN = engine("uk")


def analyse(text: str) -> list[Sentence]:
    return UKRAINIAN.analyse(text, UKRAINIAN.segment(text))


def token(text: str, form: str) -> Token:
    return next(token for sentence in analyse(text) for token in sentence.tokens if token.text == form)


def names(text: str) -> set[tuple[str, str]]:
    return {
        (name.kind, text[sentence.tokens[name.first].start : sentence.tokens[name.last - 1].end])
        for sentence in analyse(text)
        for name in sentence.names
    }


SEGMENTED = [
    "Страйк триває.| |Завод стоїть.",
    "Мітинг пройшов на вул. Хрещатик у м. Київ.| |Прийшли двадцять людей.",
    "Говорив А. В. Петренко.| |Йому відповідала О. Коваль.",
    "Зібралося близько 300 чол.| |Поліція не втручалася.",
    "Його судять за ч. 1 ст. 185 КК.| |Засідання у середу.",
    "«Ми не підемо!» — сказала вона.| |Усі лишилися.",
    "Вимоги:|\n|- зарплата|\n|- безпека праці",
]


@pytest.mark.parametrize("marked", SEGMENTED)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in UKRAINIAN.segment(text)] == [s for s in marked.split("|") if s.strip()]


CUT = [
    "П'ять|об’єднань|і|сім'я",
    "прес-служба|івано-франківський",
    "10 000|осіб|,|2-го|травня|о|10:30",
    "А.|В.|Петренко",
    "сайт|example.com.ua|@kolektyv|#страйк",
    "«|Захист|праці|»|—|профспілка",
]


@pytest.mark.parametrize("marked", CUT)
def test_words_are_cut_as_a_reader_would(marked: str) -> None:
    text = " ".join(marked.split("|"))
    (sentence,) = UKRAINIAN.analyse(text, [(0, len(text))])
    assert [t.text for t in sentence.tokens] == marked.split("|")


@given(st.text(alphabet="абїЄҐ'’.,!?«» \n\t\u00a012-()🔥", max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_where_its_offsets_say(text: str) -> None:
    spans = UKRAINIAN.segment(text)
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for sentence in UKRAINIAN.analyse(text, spans):
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert sum(len(t.text) for t in sentence.tokens) == len("".join(text[sentence.start : sentence.end].split()))


WORDS = (
    "завод", "був", "затриманий", "суд", "і", "поліція", ",", "робітники", "вийшли", "затримані", "на", "у",
    "Києві", "«", "НА", "ЯКЩО", "БУЛО", "за", "даними", "сто", "двоє", "сказала",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_tree_has_one_root_and_no_cycle(words: list[str]) -> None:
    text = " ".join(words)
    (sentence,) = UKRAINIAN.analyse(text, [(0, len(text))])
    roots = [i for i, t in enumerate(sentence.tokens) if t.head < 0]
    assert len(roots) == 1 and sentence.tokens[roots[0]].deprel == "root"
    assert is_tree(sentence)


def is_tree(sentence: Sentence) -> bool:
    """Say whether every word leads to the root; `subtree` would run for ever on a circle."""
    above = [token.head for token in sentence.tokens]
    for _ in above:
        above = [sentence.tokens[head].head if head >= 0 else -1 for head in above]
    return set(above) == {-1}


CAPITALS = [
    "До полудня їх стало вісімнадцять тисяч, і сайт ліг.",
    "На відео видно, що злазити йому було нікуди.",
    "Якщо нам дадуть по дві доби, ми в неділю будемо вдома.",
]


@pytest.mark.parametrize("text", CAPITALS)
def test_capitals_are_read_as_words_and_not_as_names(text: str) -> None:
    (sentence,) = analyse(text.upper())
    small = {t.text.upper(): t.upos for t in analyse(text)[0].tokens}
    assert is_tree(sentence)
    assert all(t.upos == small[t.text] for t in sentence.tokens if small[t.text] in ("ADP", "SCONJ", "PART"))


def test_a_numeral_counts_the_noun_behind_it() -> None:
    (sentence,) = analyse("Поліція затримала сорок учасників мітингу.")
    tokens = {t.text: t for t in sentence.tokens}
    assert (tokens["сорок"].upos, sentence.tokens[tokens["сорок"].head].text) == ("NUM", "учасників")
    assert tokens["учасників"].deprel == "obj"


def test_a_sentence_reads_the_same_alone_and_among_others() -> None:
    text = "Водії не вийшли на роботу. Їх звільнили. Профспілка «Шлях» подала до суду на дирекцію парку."
    spans = UKRAINIAN.segment(text)
    together = UKRAINIAN.analyse(text, spans)
    assert together == [UKRAINIAN.analyse(text, [span])[0] for span in spans]
    assert together[::-1] == UKRAINIAN.analyse(text, spans[::-1])


LEMMAS = [
    ("Поліція затримала двох активістів.", "затримала", "VERB", "затримати"),
    ("Поліція затримала двох активістів.", "активістів", "NOUN", "активіст"),
    ("У Львові затримано учасника мітингу.", "затримано", "VERB", "затримати"),
    ("Медсестри страйкують через борги із зарплати.", "страйкують", "VERB", "страйкувати"),
    ("Його оштрафували на тисячу гривень.", "гривень", "NOUN", "гривня"),
    ("Двоє учасників були затримані поліцією.", "затримані", "VERB", "затримати"),
]


@pytest.mark.parametrize(("text", "form", "upos", "lemma"), LEMMAS)
def test_lemmas_are_those_of_the_lexicon(text: str, form: str, upos: str, lemma: str) -> None:
    found = token(text, form)
    assert (found.upos, found.lemma) == (upos, lemma)


PARTICIPLES = [
    ("затриманий", "затримати"), ("заарештований", "заарештувати"), ("засуджений", "засудити"), ("побитий", "побити"),
    ("звільнений", "звільнити"), ("оштрафований", "оштрафувати"), ("заборонений", "заборонити"), ("червоний", None),
]  # fmt: skip


@pytest.mark.parametrize(("participle", "verb"), PARTICIPLES)
def test_passive_participles_lead_to_their_verb(participle: str, verb: str | None) -> None:
    assert infinitive_of(participle) == verb


def test_passives_name_their_subject_and_agent() -> None:
    relations = {t.text: t.deprel for t in analyse("Двоє активістів були затримані поліцією.")[0].tokens}
    found = relations["активістів"], relations["були"], relations["поліцією"]
    assert found == ("nsubj:pass", "aux:pass", "obl:agent")


def test_impersonal_forms_have_an_object_and_no_subject() -> None:
    tokens = {t.text: t for t in analyse("Активіста засуджено до двох років.")[0].tokens}
    assert (tokens["Активіста"].deprel, tokens["засуджено"].feats["Person"]) == ("obj", "0")


def test_actives_have_a_subject_and_an_object() -> None:
    relations = {t.text: t.deprel for t in analyse("Поліція затримала активістку.")[0].tokens}
    assert (relations["Поліція"], relations["активістку"]) == ("nsubj", "obj")


def test_names_of_persons_and_places_are_found() -> None:
    found = names("У Харкові суд відпустив Олену Іваненко.")
    assert {("place", "Харкові"), ("person", "Олену Іваненко")} <= found


NOMINATIVES = [
    ("Суд відпустив Олену Іваненко.", "Олену Іваненко", "Олена Іваненко"),
    ("Він говорив з Тарасом Шевченком.", "Тарасом Шевченком", "Тарас Шевченко"),
    ("Говорила Леся Українка.", "Леся Українка", "Леся Українка"),
]


@pytest.mark.parametrize(("text", "told", "name"), NOMINATIVES)
def test_a_persons_name_is_given_in_the_nominative(text: str, told: str, name: str) -> None:
    tokens = analyse(text)[0].tokens
    at = text.index(told)
    assert nominative_person([t for t in tokens if at <= t.start < at + len(told)]) == name


def test_bodies_are_known_by_their_abbreviation_or_by_quotation_marks() -> None:
    found = names("Учора профспілка «Захист праці» та СБУ виступили із заявами.")
    assert {("organisation", "Захист праці"), ("organisation", "СБУ")} <= found


@pytest.mark.parametrize("town", ["Ростові", "Бердянську", "Харкові"])
def test_a_town_is_a_place_though_it_looks_like_an_adjective(town: str) -> None:
    assert ("place", town) in names(f"Водіїв затримали в {town}.")


@pytest.mark.parametrize("network", ["Фейсбуці", "Телеграмі", "Інтернеті", "Ютубі"])
def test_networks_are_no_places(network: str) -> None:
    assert ("place", network) not in names(f"У понеділок він повідомив у {network}, що вчителів затримали.")


def test_places_and_common_words_are_no_persons() -> None:
    assert not any(kind == "person" for kind, _ in names("Друзі приїхали у Кривий Ріг. Захисник виступив у суді."))


def test_words_of_like_meaning_have_like_vectors() -> None:
    (sentence,) = analyse("Страйк, протест, арешт, ув'язнення, кава.")
    rows = np.frombuffer(sentence.lower, np.float16).reshape(len(sentence.tokens), -1).astype(np.float32)
    strike, protest, arrest, custody, coffee = (row / np.linalg.norm(row) for row in rows[::2][:5])
    assert strike @ protest > strike @ coffee
    assert arrest @ custody > arrest @ coffee
