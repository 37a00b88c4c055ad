"""Whom pronouns and bare role words stand for: the text, the word of an event, a role in it, and who plays it."""

import pytest

import khronika
from khronika.model import Argument, EventMention

MEANT = [
    # The nearest fitting one, by number and gender.
    ("en", "Police detained Ann Example. She was fined.", "fined", "recipient", "Ann Example"),
    ("ru", "Полиция задержала Анну Ветрову. Она оштрафована.", "оштрафована", "recipient", "Анна Ветрова"),
    ("ru", "Пётр Ветров встретил Анну Лебедеву у суда. Её задержали.", "задержали", "recipient", "Анна Лебедева"),
    ("en", "Mr Smith met Mrs Jones near the court. She was arrested.", "arrested", "recipient", "Jones"),
    ("en", "Four students met Ann Example in Lyon. They were arrested.", "arrested", "recipient", "students"),
    ("en", "Luka Sample thanked Mary Belwether at the court. He was later arrested.", "arrested", "recipient",
     "Luka Sample"),
    ("en", "Peter Sandor thanked Mary Belwether at the court. He was later arrested.", "arrested", "recipient",
     "Peter Sandor"),
    ("en", "Peter Sandor thanked Mary Belwether at the court. She was later arrested.", "arrested", "recipient",
     "Mary Belwether"),
    # One who was the subject goes before the others.
    ("en", "Ann Example wrote to Mary Sample. She was later arrested.", "arrested", "recipient", "Ann Example"),
    # A role word takes up the one who was introduced with it.
    ("en", "Peter Sample, leader of the Farmers' Union, met Paul Example. The leader was arrested.", "arrested",
     "recipient", "Peter Sample"),
    ("ru", "Суд отпустил активиста Ивана Лебедева. Потом активиста снова задержали.", "задержали", "recipient",
     "Иван Лебедев"),
    ("ru", "Забастовку объявил профсоюз «Пример». Позже профсоюз провёл митинг.", "митинг", "actor", "Пример"),
    # In quoted speech "we" is the speaker's organisation, and "I" he himself.
    ("en", "“We will rally in Lille on Friday,” said Ann Example, leader of the Nurses' Union.", "rally", "actor",
     "Nurses' Union"),
    ("en", "“I was beaten by two officers in the yard,” said Ann Example.", "beaten", "recipient", "Ann Example"),
]  # fmt: skip


def told(text: str, language: str, word: str, role: str) -> tuple[EventMention, list[Argument]]:
    (coded,) = khronika.code([text], language=language, published="2024-03-06")
    mention = next(mention for mention in coded.event_mentions if word in mention.trigger.text)
    return mention, [argument for argument in mention.arguments if argument.role == role]


@pytest.mark.parametrize(("language", "text", "word", "role", "name"), MEANT)
def test_a_pronoun_or_role_is_taken_for_whom_it_stands(
    language: str, text: str, word: str, role: str, name: str
) -> None:
    (argument,) = told(text, language, word, role)[1]
    assert argument.value.name == name  # type: ignore[union-attr]  # a participant
    assert text[argument.start : argument.end] == argument.text


def test_an_antecedent_lends_its_own_words_and_is_marked_as_inferred() -> None:
    (argument,) = told("Police detained Ann Example. She was fined.", "en", "fined", "recipient")[1]
    assert (argument.text, argument.inferred) == ("Ann Example", True)


UNCLEAR = [
    ("en", "Guards stood beside Anna Belwether and Mary Sandford. Police beat her.", "beat", "her"),
    ("ru", "С Анной Лебедевой и Марией Ветровой говорил Пётр Соколов. Её избили.", "избили", "Её"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "word", "pronoun"), UNCLEAR)
def test_a_pronoun_that_two_fit_stays_a_pronoun(language: str, text: str, word: str, pronoun: str) -> None:
    (argument,) = told(text, language, word, "recipient")[1]
    assert argument.text == pronoun


NOMINATIVES = [
    ("Двоих молодых рабочих задержали сотрудники полиции.", "задержали", "recipient", "молодые рабочие"),
    ("Активисты задержаны полицией.", "задержаны", "actor", "полиция"),
    ("Суд оштрафовал участников митинга.", "оштрафовал", "recipient", "участники митинга"),
]


@pytest.mark.parametrize(("text", "word", "role", "name"), NOMINATIVES)
def test_unnamed_groups_are_given_in_the_nominative(text: str, word: str, role: str, name: str) -> None:
    (argument,) = told(text, "ru", word, role)[1]
    assert argument.value.name == name  # type: ignore[union-attr]  # a participant
