"""What is said: a text, and its statements as speaker, for whom, relation, kind and words."""

import pytest

import khronika

Row = tuple[str | None, str | None, str, str, str]

SAID: list[tuple[str, str, list[Row]]] = [
    # Reported speech and positions.
    ("en", "The ministry said that the strike was illegal.",
     [("ministry", None, "states", "reported", "the strike was illegal")]),
    ("en", "According to Ann Example, nobody was hurt.",
     [("Ann Example", None, "states", "reported", "nobody was hurt")]),
    ("en", "The union confirmed the detention of ten people.",
     [("union", None, "states", "reported", "the detention of ten people")]),
    ("en", "Union members, who said that they had been beaten, demanded an inquiry.",
     [("union members", None, "states", "reported", "they had been beaten"),
      ("union members", None, "demands", "reported", "an inquiry")]),
    ("en", "The union opposes the new law and called for a strike.",
     [("union", None, "opposes", "reported", "the new law"), ("union", None, "calls_for", "reported", "a strike")]),
    ("en", "The council is in favour of the bridge.",
     [("council", None, "supports", "reported", "the bridge")]),
    ("en", "The minister denied that soldiers had fired.",
     [("minister", None, "denies", "reported", "soldiers had fired")]),
    ("en", "The mayor warned that strikers would be dismissed.",
     [("mayor", None, "states", "reported", "strikers would be dismissed")]),
    ("en", "The rebels attacked the village.", []),
    ("ru", "Движение «Вольный порт» выступает против закрытия верфи.",
     [("Вольный порт", None, "opposes", "reported", "закрытия верфи")]),
    ("ru", "Профсоюз призвал власти освободить активистов.",
     [("профсоюз", None, "calls_for", "reported", "власти освободить активистов")]),
    ("ru", "Мэр Иван Лебедев раскритиковал забастовщиков.",
     [("Иван Лебедев", None, "accuses", "reported", "забастовщиков")]),
    ("ru", "По словам адвоката Сергея Ветрова, задержанных били.",
     [("Сергей Ветров", None, "states", "reported", "задержанных били")]),
    # A leader or spokesman speaks for his organisation.
    ("ru", "Лидер профсоюза «Пример» Анна Ветрова заявила, что склад закрыт.",
     [("Анна Ветрова", "Пример", "states", "reported", "склад закрыт")]),
    # Quoted speech: its speaker stands beside it, before it, or in the sentence before.
    ("en", "“We will not give up our jobs,” said Ann Example, leader of the Nurses' Union. “The town is with us.”",
     [("Ann Example", "Nurses' Union", "states", "direct", "We will not give up our jobs"),
      ("Ann Example", "Nurses' Union", "states", "direct", "The town is with us.")]),
    ("en", "Mary Sample wrote on her page: “They took my brother from his home at night.”",
     [("Mary Sample", None, "states", "direct", "They took my brother from his home at night.")]),
    ("ru", "«Мы будем бастовать, пока нам не заплатят», — сказал Пётр Соколов.",
     [("Пётр Соколов", None, "states", "direct", "Мы будем бастовать, пока нам не заплатят")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), SAID)
def test_statements_have_speaker_relation_and_words(language: str, text: str, wanted: list[Row]) -> None:
    (coded,) = khronika.code([text], language=language, published="2024-03-06")
    found = [
        (s.speaker.name if s.speaker else None, s.on_behalf_of.name if s.on_behalf_of else None, s.relation, s.kind,
         s.quote) for s in coded.statements
    ]  # fmt: skip
    assert found == wanted
    assert all(text[s.start : s.end] == s.quote for s in coded.statements)


def test_a_statement_is_about_those_it_names_and_those_its_pronouns_mean() -> None:
    text = "Police detained Peter Sample. The union said that he was at the rally in Lille."
    (coded,) = khronika.code([text], language="en", published="2024-03-06")
    (statement,) = coded.statements
    assert [span.text for span in statement.about.entities] == ["Peter Sample", "Lille"]
    about = {mention.id: mention.type for mention in coded.event_mentions}
    assert [about[each] for each in statement.about.events] == ["PROTEST"]


INTERVIEW = """Anna Belwether of the Nurses' Union: we will not stop

Reporter: What does the union want?

Anna Belwether: We demand higher pay for the night shift. The hospital is old.

Reporter: And the new law?

Anna Belwether: We are against the law. The mayor said that it helps patients.
"""


def test_answers_are_statements_of_the_interviewee_and_questions_are_none() -> None:
    (coded,) = khronika.code([INTERVIEW], language="en", published="2024-03-06")
    turns = [s for s in coded.statements if s.kind == "turn" and s.speaker]
    assert {s.speaker.name for s in turns if s.speaker} == {"Anna Belwether"}
    assert {s.on_behalf_of.name for s in turns if s.on_behalf_of} == {"Nurses' Union"}
    positions = {s.relation: s.quote for s in turns if s.relation != "states"}
    assert positions == {"demands": "We demand higher pay for the night shift.", "opposes": "We are against the law."}
    reported = [(s.speaker.name, s.quote) for s in coded.statements if s.kind == "reported" and s.speaker]
    assert reported == [("mayor", "it helps patients")]
