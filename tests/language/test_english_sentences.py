"""Sentences in bar notation: the bars are where the engine must cut, and nowhere else."""

import pytest

from khronika.language.english.sentences import segment

CASES = [
    "They marched.| |Police watched.",
    "Dr. Amara Okoye spoke to Gen. Silva at St. Anne's.| |He left.",
    "J. R. Hartley and Mary K. Finch were fined.| |Neither paid.",
    "The U.S. Embassy was picketed.| |The E.U. mission was not.",
    "She flew to the U.S.| |The strike went on.",
    "It began at 10:30 a.m. on Monday.| |Trams stopped by 11 p.m.| |They ran again at dawn.",
    "Wages rose by 3.5 per cent, i.e. 12 euros.| |No. 7 Dock stayed shut.",
    "On Sept. 11 some 40 walked out.| |By Oct. 3 it was 400.",
    "Granite Corp. dismissed nine.| |Acme Inc. and Bolt Ltd. followed.",
    "“Let them go!” the crowd shouted.| |“Why?” asked the judge.",
    "He said: “We stay.”| |“Until when?”| |Nobody knew.",
    "Is it over?!| |No... it is not.| |Wait…| |Then run.",
    "Four were held (two of them minors.)| |All were freed.",
    "The march\nwas hard-\nwrapped by\nan old mailer.| |It still reads.",
    "First part\n\n|Second part",
    "1. Release the detained.| |2. Pay the arrears.",
    "Losses were heavy.[3]| |The union grew. [4]| |It split.",
    "POLICE IN LA PAZ SAID THE U.N. OFFICE WAS EMPTY.| |NO ONE WAS HURT.",
    "police in la paz said gen. silva had left.| |no one was hurt.",
    "Protesters vs. police: the court, cf. Art. 5, was clear.| |So was St. James.",
    "The group met activists from Plan B.| |They agreed.",
    "- The depot closed\n|- The canteen stayed open",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_the_bars_are(marked: str) -> None:
    text = marked.replace("|", "")
    wanted = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert [text[start:end] for start, end in segment(text)] == wanted


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "?!", "\u00a0"])
def test_text_without_words_does_not_break_segmentation(text: str) -> None:
    assert all(text[start:end].strip() for start, end in segment(text))
