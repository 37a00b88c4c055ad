"""Who tells of an event, and how: one sentence or two, the word of the event, then speaker, relation and words."""

import pytest

import khronika
from khronika.model import EventMention

TOLD = [
    # The reporter himself.
    ("en", "Police detained ten people in Lyon on Monday.", "detained", None, "states", None),
    ("ru", "В понедельник полиция задержала десять человек.", "задержала", None, "states", None),
    # Verbs of reporting, before, behind and inside.
    ("en", "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.", "walked out", "CGT",
     "says", "the CGT union said"),
    ("en", "The union said that police had beaten two workers.", "beaten", "union", "says", "The union said"),
    ("en", "The council claimed that protesters had attacked its offices.", "attacked", "council", "claims",
     "The council claimed"),
    ("ru", "Полиция задержала рабочих, сообщил профсоюз «Пример».", "задержала", "Пример", "says",
     "сообщил профсоюз «Пример»"),
    ("ru", "Анна Ветрова рассказала, что полицейские избили её сына.", "избили", "Анна Ветрова", "says",
     "Анна Ветрова рассказала"),
    ("ru", "В заявлении профсоюза «Пример» говорится, что рабочих уволили.", "уволили", "Пример", "says", None),
    # What came next is not what was said.
    ("en", "The prosecutor asked for five years, the court gave her two years suspended.", "gave her two years", None,
     "states", None),
    # Frames.
    ("en", "According to Ann Example, police beat the students.", "beat", "Ann Example", "says",
     "According to Ann Example"),
    ("ru", "По словам адвоката, задержанных били.", "били", "адвокат", "says", "По словам адвоката"),
    ("ru", "Как сообщает «Пример-Инфо», рабочих уволили.", "уволили", "Пример-Инфо", "says", None),
    ("ru", "Рабочих уволили. Об этом сообщила правозащитница Анна Ветрова.", "уволили", "Анна Ветрова", "says", None),
    # Hedges have no speaker.
    ("en", "Police allegedly beat two students.", "beat", None, "claims", None),
    ("ru", "Полиция якобы избила двух студентов.", "избила", None, "claims", None),
    ("en", "It was reported that police had beaten the miners.", "beaten", None, "claims", None),
    # A hedge with a speaker is his claim.
    ("ru", "Профсоюз «Пример» заявил, что рабочих якобы уволили.", "уволили", "Пример", "claims", None),
    # Denials and accusations; the nearest word of saying wins.
    ("en", "The ministry denied that soldiers had beaten the farmers.", "beaten", "ministry", "denies",
     "The ministry denied"),
    ("ru", "Министерство отрицает, что солдаты избили крестьян.", "избили", "министерство", "denies", None),
    ("en", "Ann Example accused police of beating students.", "beating", "Ann Example", "accuses",
     "Ann Example accused"),
    ("ru", "Анна Ветрова обвинила полицейских в избиении студентов.", "избиении", "Анна Ветрова", "accuses", None),
    ("en", "The union said the firm denied that it dismissed them all.", "dismissed", "firm", "denies", None),
    ("en", "Ann Example, leader of the dockers, said that the firm had dismissed forty men.", "dismissed",
     "Ann Example", "says", None),
    # Quoted speech, also where the next sentence goes on.
    ("en", "“Police beat our members in the yard,” said Ann Example. “They arrested the cook too.”", "arrested",
     "Ann Example", "says", "said Ann Example"),
    ("en", "Peter Sample said: “The company dismissed forty drivers.”", "dismissed", "Peter Sample", "says", None),
    ("ru", "«Нас избили во дворе. Потом товарищей увезли в отдел и арестовали», — рассказала Анна Ветрова.",
     "арестовали", "Анна Ветрова", "says", "рассказала Анна Ветрова"),
    ("en", "\"They beat my brother in the yard. Then they arrested his friends,\" Mary Sandford told reporters.",
     "beat", "Mary Sandford", "says", "Mary Sandford told"),
    ("en", "Rights groups say dozens were detained; the government says nobody was arrested.", "detained",
     "rights groups", "says", "Rights groups say"),
    ("en", "Reports of torture in custody have been rejected by the ministry.", "torture", "ministry", "denies", None),
    ("ru", "«Полиция избила наших товарищей во дворе», — заявил Пётр Ветров.", "избила", "Пётр Ветров", "says", None),
    ("ru", "— Полиция избила наших товарищей во дворе, — сказала Анна Ветрова.", "избила", "Анна Ветрова", "says",
     None),
    # Pronouns speak for whom they stand.
    ("en", "Police detained Peter Sample. He said that officers had beaten him.", "beaten", "Peter Sample", "says",
     "He said"),
    ("ru", "Полиция задержала Анну Ветрову. Она сообщила, что её избили.", "избили", "Анна Ветрова", "says", None),
]  # fmt: skip


def event(text: str, language: str, word: str) -> EventMention:
    (coded,) = khronika.code([text], language=language, published="2024-03-06")
    return next(mention for mention in coded.event_mentions if word in mention.trigger.text)


@pytest.mark.parametrize(("language", "text", "word", "speaker", "relation", "words"), TOLD)
def test_an_event_is_told_by_the_nearest_speaker(
    language: str, text: str, word: str, speaker: str | None, relation: str, words: str | None
) -> None:
    told = event(text, language, word).attribution
    assert (told.speaker, told.relation) == (speaker, relation)
    assert words is None or told.text == words
    assert (told.start is None) == (told.end is None) == (told.text is None) == (speaker is None)


INTERVIEW = """Anna Belwether of the Nurses' Union: we will not stop

Reporter: What happened in March?

Anna Belwether: In March we walked out. The hospital dismissed three nurses.

Reporter: What did the hospital say?

Anna Belwether: The director said that patients had attacked a guard.
"""


def test_an_interviewee_tells_what_nobody_nearer_tells() -> None:
    (coded,) = khronika.code([INTERVIEW], language="en", published="2024-03-06")
    told = {mention.trigger.text: mention.attribution for mention in coded.event_mentions}
    assert (told["dismissed"].speaker, told["dismissed"].relation) == ("Anna Belwether", "says")
    assert told["attacked"].speaker == "director"
