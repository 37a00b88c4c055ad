"""The Russian engine: exact offsets, proper trees, lemmas and relations that the rules rely on."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.language.engines import engine
from khronika.language.record import Sentence, Token

RUSSIAN = engine("ru")


def analyse(text: str) -> list[Sentence]:
    return RUSSIAN.analyse(text, RUSSIAN.segment(text))


def token(text: str, form: str) -> Token:
    return next(token for sentence in analyse(text) for token in sentence.tokens if token.text == form)


SEGMENTED = [
    "Суд прошёл по ч. 1 ст. 20.2 КоАП.| |Потом всех отпустили.",
    "Пикет начался у дома на ул. Гагарина в г. Пермь.| |Пришли двадцать человек.",
    "Говорил А. В. Петров.| |Ему отвечала Н. Сидорова.",
    "Собралось около 300 чел.| |Полиция не вмешалась.",
    "Бастуют в Туле, Орле и т. д.| |Завод стоит.",
    "Задержаны:|\n|Пётр Орлов|\n|Вера Лебедева|\n|Все они дома.",
    "⚡️Митинг окончен.|\n|🚌 Автобусы уехали.",
    "Первый пункт:|\n|1. Поднять плату|\n|2. Вернуть уволенных",
    "Рабочие вышли к проходной завода и перекрыли выезд со двора для всех машин,\nпока к ним не вышел директор.",
]


@pytest.mark.parametrize("marked", SEGMENTED)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in RUSSIAN.segment(text)] == [s for s in marked.split("|") if s.strip()]


@given(st.text(alphabet="абвГД.,!?«» \n\t\u00a012-()🔥", max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_where_its_offsets_say(text: str) -> None:
    spans = RUSSIAN.segment(text)
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for sentence in RUSSIAN.analyse(text, spans):
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


WORDS = ("завод", "суд", "и", "полиция", ",", "рабочие", "вышли", "задержаны", "на", "в", "Москве", "«")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_tree_has_one_root_and_no_cycle(words: list[str]) -> None:
    text = " ".join(words)
    (sentence,) = RUSSIAN.analyse(text, [(0, len(text))])
    roots = [i for i, t in enumerate(sentence.tokens) if t.head < 0]
    assert len(roots) == 1 and sentence.tokens[roots[0]].deprel == "root"
    assert sentence.subtree(roots[0]) == list(range(len(sentence.tokens)))


def test_a_sentence_reads_the_same_alone_and_among_others() -> None:
    text = "Водители не вышли на линию. Их уволили. Профсоюз «Путь» подал в суд на дирекцию парка."
    spans = RUSSIAN.segment(text)
    together = RUSSIAN.analyse(text, spans)
    assert together == [RUSSIAN.analyse(text, [span])[0] for span in spans]
    assert together[::-1] == RUSSIAN.analyse(text, spans[::-1])


LEMMAS = [
    ("На площади задержаны двое студентов.", "задержаны", "VERB", "задержать"),
    ("Полиция отпустила учителя, задержанного утром.", "задержанного", "VERB", "задержать"),
    ("Полицейские задержали троих.", "задержали", "VERB", "задержать"),
    ("Завод остановили рабочие.", "рабочие", "NOUN", "рабочий"),
    ("Её оштрафовали на тысячу рублей.", "рублей", "NOUN", "рубль"),
    ("Пилот самолёта отказался лететь.", "самолёта", "NOUN", "самолет"),
    ("Они вышли на одиночные пикеты.", "одиночные", "ADJ", "одиночный"),
]


@pytest.mark.parametrize(("text", "form", "upos", "lemma"), LEMMAS)
def test_lemmas_are_those_of_the_lexicon(text: str, form: str, upos: str, lemma: str) -> None:
    found = token(text, form)
    assert (found.upos, found.lemma) == (upos, lemma)


def test_passives_name_their_subject_and_auxiliary() -> None:
    relations = {t.text: t.deprel for t in analyse("Активист был избит омоновцами у входа.")[0].tokens}
    assert (relations["Активист"], relations["был"]) == ("nsubj:pass", "aux:pass")


def test_a_subject_behind_a_conjunction_hangs_on_the_verb_of_its_clause() -> None:
    text = "Обозревателя, который пишет о закупках, увезли сразу, и лишь к вечеру адвокаты нашли его в отделе."
    (sentence,) = analyse(text)
    (lawyers,) = (t for t in sentence.tokens if t.text == "адвокаты")
    assert (sentence.tokens[lawyers.head].text, lawyers.deprel) == ("нашли", "nsubj")
    (sentence,) = analyse("Бастуют, но не уходят с площади шахтёры.")
    assert sentence.tokens[token("Бастуют, но не уходят с площади шахтёры.", "шахтёры").head].upos == "VERB"


@pytest.mark.parametrize(
    ("text", "form", "above", "relation"),
    [
        ("Более двух тысяч рабочих вышли на улицы.", "рабочих", "вышли", "nsubj"),
        ("Более сорока человек были задержаны.", "человек", "задержаны", "nsubj:pass"),
        ("Порядка трёхсот студентов провели пикет.", "студентов", "провели", "nsubj"),
    ],
)
def test_what_is_counted_is_the_subject_and_not_what_bounds_its_number(
    text: str, form: str, above: str, relation: str
) -> None:
    (sentence,) = analyse(text)
    found = token(text, form)
    assert (sentence.tokens[found.head].text, found.deprel) == (above, relation)


AGENTS = [
    ("Активист был избит омоновцами.", "омоновцами", True),
    ("Митинг разогнан полицией.", "полицией", True),
    ("Он приговорён судом к двум годам.", "судом", True),
    ("Журналист признан Минюстом виновным.", "Минюстом", True),
    ("Журналистка признана агентом.", "агентом", False),
    ("Пикетчик ранен ножом.", "ножом", False),
    ("Решение принято утром.", "утром", False),
    ("Спор улажен с полицией.", "полицией", False),
]


@pytest.mark.parametrize(("text", "form", "is_agent"), AGENTS)
def test_the_agent_of_a_passive_is_who_did_it(text: str, form: str, is_agent: bool) -> None:
    assert (token(text, form).deprel == "obl:agent") is is_agent


def test_names_are_told_by_kind() -> None:
    text = "Министр обороны Сергей Шойгу прилетел в Екатеринбург по приглашению Уралвагонзавода."
    (sentence,) = analyse(text)
    names = {" ".join(t.text for t in sentence.tokens[n.first : n.last]): n.kind for n in sentence.names}
    assert names == {"Сергей Шойгу": "person", "Екатеринбург": "place", "Уралвагонзавода": "organisation"}


def test_a_text_without_sentences_or_with_an_endless_one_is_read() -> None:
    assert analyse("") == [] and analyse(" \n ") == []
    assert all(len(s.tokens) <= 1500 for s in analyse("слово " * 3000))
