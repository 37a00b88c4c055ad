"""Two dictionaries in one process: neither forgets what the other does not know."""

import khronika
from khronika.morphology import analyser


def test_each_dictionary_keeps_its_grammemes() -> None:
    russian, ukrainian = analyser("ru").parse("стали")[0].tag, analyser("uk").parse("стали")[0].tag
    assert "loc2" not in russian
    assert "impr" not in ukrainian
    assert analyser("ru").parse("рассказать")[0].inflect({"past", "plur"}).word == "рассказали"


def test_a_pile_in_two_languages_is_coded_as_each_text_alone() -> None:
    texts = ["У середу поліція затримала активіста в Києві.", "В среду полиция задержала активиста в Минске."]
    alone = [[(m.type, m.trigger.text) for c in khronika.code([text]) for m in c.event_mentions] for text in texts]
    together = [[(m.type, m.trigger.text) for m in c.event_mentions] for c in khronika.code([*texts, *texts])]
    assert together == [*alone, *alone]
    assert all(alone)
