"""What marked passages taught: words without a row tell events where they do, and rows tell none where they don't."""

from zlib import crc32

import numpy as np
import pytest
from trees import tree

import khronika
from khronika import ontology
from khronika.errors import DataError
from khronika.extract.learnt import choosing
from khronika.extract.learnt.network import LEMMA, NOTHING, Learnt, load
from khronika.extract.learnt.weighing import Proposal, Weigher, log_odds
from khronika.extract.learnt.words import Words
from khronika.extract.scene import Scene
from khronika.language import Analysis, Sentence
from khronika.lexicon import load as load_lexicon
from khronika.lexicon import scanner
from khronika.model import Document, Paragraph

TREE = """
Police police NOUN 2 nsubj
held hold VERB 0 root
two two NUM 4 nummod
men man NOUN 2 obj
"""
GARDEN = (
    "The roses were attacked by greenfly in May and I had to arrest the rot before it reached the beans. The wind "
    "struck the arch, the pots marched across the patio and the hose went on strike. My wife has banned me from the "
    "shed and I have appealed to the cat, who held a short hearing on the compost and dismissed my case."
)


def scene_of(numbers: np.ndarray) -> Scene:
    """Give the words of TREE with these vectors."""
    plain = tree(TREE)
    sentence = Sentence(plain.start, plain.end, "en", plain.tokens, vectors=numbers.astype(np.float16).tobytes())
    text = "Police held two men"
    paragraphs = (Paragraph("paragraph", 0, len(text)),)
    document = Document(id="x", source="x", media_type="text/plain", sha256="", text=text, paragraphs=paragraphs)
    return Scene(Analysis(document, text, (sentence,)), 0, load_lexicon("en"), ())


def network(block: int = 2, codes: tuple[str, ...] = ("COERCE arrest", "PROTEST")) -> Learnt:
    """Make a network of one hidden unit that looks at everything; what tells anything tells the first code most."""
    tables = {name: np.zeros((40, 1), np.float32) for name in ("part", "relation", "governor.part")}
    tables |= {name: np.zeros((40, 1), np.float32) for name in ("governor.relation", "left.part", "right.part")}
    weights = {
        "slots.weight": np.ones((block, 1), np.float32),
        "first.weight": np.ones(block, np.float32),
        "first.cut": np.float32(0.5),
        "out.weight": np.array([[-1.0, 1.0, *(len(codes) - 1) * [0.0]]], np.float32),
        "out.bias": np.zeros(1 + len(codes), np.float32),
    }
    return Learnt({**tables, **weights}, (NOTHING, *codes), ("own0",))


def told(text: str, language: str = "en") -> list[tuple[str, str]]:
    (coded,) = khronika.code([text], published="2024-03-09", language=language)
    return [(mention.trigger.text, mention.type) for mention in coded.event_mentions]


def test_a_slot_takes_the_numbers_of_the_word_its_neighbours_its_governor_and_what_hangs_on_it() -> None:
    numbers = np.arange(1.0, 9.0).reshape(4, 2)
    words = Words([scene_of(numbers), scene_of(10 * numbers)], block=2)
    at = np.array([1, 4])
    assert words.slot("own0", at).tolist() == [[3, 4], [10, 20]]
    assert words.slot("l0", at).tolist() == [[1, 2], [0, 0]]
    assert words.slot("r0", at).tolist() == [[5, 6], [30, 40]]
    assert words.slot("gov0", at).tolist() == [[0, 0], [30, 40]]
    assert words.slot("ch0", at).tolist() == [[4, 5], [0, 0]]
    assert words.slot("s0", at).tolist() == [
        [pytest.approx(11 / 3), pytest.approx(14 / 3)],
        [pytest.approx(110 / 3), pytest.approx(140 / 3)],
    ]
    assert words.slot("d0", at)[0].tolist() == words.slot("d0", at)[1].tolist()


def test_only_words_that_may_tell_an_event_or_are_asked_for_are_looked_at() -> None:
    scene = scene_of(np.array([[0, 0], [1, 1], [1, 1], [0, 0]]))
    said = network().read([scene], [[]])
    assert said.row.tolist() == [-1, 0, -1, -1]  # a number is no word that tells, whatever its vector
    assert said.shares[0].argmax() == 1
    assert said.shares.sum(axis=1) == pytest.approx(1)
    assert said.types[0].tolist() == pytest.approx([said.shares[0, 1], said.shares[0, 2]])
    assert network().read([scene], [[3]]).at.tolist() == [1, 3]


def test_a_table_of_lemmas_adds_what_is_known_of_a_word() -> None:
    scene = scene_of(np.array([[0, 0], [1, 1], [0, 0], [1, 1]]))
    plain = network()
    table = np.zeros((64, 1), np.float32)
    table[crc32(b"hold") % 64] = 2
    told = Learnt({**plain.weights, LEMMA: table}, plain.codes, plain.slots).read([scene], [[]])
    before = plain.read([scene], [[]])
    assert told.at.tolist() == before.at.tolist() == [1, 3]
    assert told.shares[0, 1] > before.shares[0, 1]
    assert told.shares[1].tolist() == before.shares[1].tolist()


def test_words_are_numbered_through_the_sentences_of_a_report() -> None:
    scenes = [scene_of(np.zeros((4, 2))), scene_of(np.array([[0, 0], [1, 1], [0, 0], [0, 0]]))]
    said = network().read(scenes, [[], []])
    assert (said.first, said.at.tolist()) == ([0, 4], [5])


def test_a_proposal_has_the_likeliest_type_and_its_likeliest_mode() -> None:
    scene = scene_of(np.array([[0, 0], [1, 1], [0, 0], [0, 0]]))
    ((number, proposal),) = Weigher(network(), [scene], [[]]).proposals()
    assert (number, proposal.index, proposal.type, proposal.mode) == (0, 1, "COERCE", "arrest")


@pytest.mark.parametrize(
    ("strength", "codes", "mode"),
    [
        (0.3, ("COERCE fine", "COERCE ban", "COERCE curfew"), None),  # nearly as likely as each other
        (2.0, ("COERCE fine", "COERCE ban"), "fine"),
        (0.3, ("COERCE fine", "COERCE detention"), "detention"),  # "held" has a row with this mode
        (2.0, ("COERCE", "COERCE ban"), None),
    ],
)
def test_a_mode_is_told_where_it_is_sure(strength: float, codes: tuple[str, ...], mode: str | None) -> None:
    scene = scene_of(np.array([[0, 0], [strength, strength], [0, 0], [0, 0]]))
    ((_, proposal),) = Weigher(network(codes=codes), [scene], [[]]).proposals()
    assert proposal.mode == mode


def test_weights_for_other_vectors_say_that_they_must_be_trained_anew() -> None:
    with pytest.raises(DataError, match="train them anew"):
        network(block=3).read([scene_of(np.ones((4, 2)))], [[]])


def test_a_language_without_weights_keeps_to_the_lexicon() -> None:
    assert load("xx") is None


def test_log_odds_are_bounded() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))
    assert log_odds(1.0) < 8


def test_a_long_text_is_read_in_parts_and_no_sentence_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "TOGETHER", 9)
    rows = [(scene_of(np.ones((4, 2))), []) for _ in range(5)]
    assert [len(part) for part in choosing._parts(rows)] == [2, 2, 1]


@pytest.mark.parametrize("language", ["en", "ru", "fr", "uk"])
def test_every_language_has_weights_and_cuts(language: str) -> None:
    found = load(language)
    assert found is not None
    assert choosing.CUTS[language].left_out < choosing.CUTS[language].added
    assert set(found.types) <= set(ontology.load().types)


def test_a_garden_told_in_the_words_of_politics_has_hardly_an_event() -> None:
    assert len(told(GARDEN)) <= 1


def test_a_word_that_tells_only_where_it_is_negated_is_not_proposed_elsewhere() -> None:
    paid = tree("Надбавки надбавка NOUN 2 obj\nвыплатили выплатить VERB 0 root", "ru")
    unpaid = tree("Надбавки надбавка NOUN 3 obj\nне не PART 3 advmod\nвыплатили выплатить VERB 0 root", "ru")
    text = "Надбавки не выплатили"
    document = Document(id="x", source="x", media_type="text/plain", sha256="", text=text, paragraphs=())
    for sentence, wanted in ((paid, True), (unpaid, False)):
        scene = Scene(Analysis(document, text, (sentence,)), 0, load_lexicon("ru"), ())
        at = len(sentence.tokens) - 1
        assert choosing._is_undone(scene, Proposal(at, "COERCE", "withholding", 0.9, ())) is wanted
        assert not choosing._is_undone(scene, Proposal(at, "CONCEDE", "demand_met", 0.9, ()))


@pytest.mark.parametrize(
    ("block", "mode", "wanted"),
    [
        ("They they PRON 2 nsubj\nclosed close VERB 0 root\nroads road NOUN 2 obj", "strike", True),
        ("They they PRON 2 nsubj\nclosed close VERB 0 root\nshops shop NOUN 2 obj", "strike", False),
        ("They they PRON 2 nsubj\nsit sit VERB 0 root\non on ADP 4 case\nrails rail NOUN 2 obl", None, True),
        ("They they PRON 2 nsubj\nmarch march VERB 0 root\non on ADP 4 case\nroads road NOUN 2 obl", "march", False),
    ],
)
def test_who_closes_a_way_or_stays_on_it_blocks_it(block: str, mode: str | None, wanted: bool) -> None:
    sentence = tree(block)
    text = " ".join(token.text for token in sentence.tokens)
    document = Document(id="x", source="x", media_type="text/plain", sha256="", text=text, paragraphs=())
    scene = Scene(Analysis(document, text, (sentence,)), 0, load_lexicon("en"), ())
    assert choosing._is_blocking(scene, Proposal(1, "PROTEST", mode, 0.9, ())) is wanted


def test_the_scan_stops_at_words_that_told_events() -> None:
    word = load_lexicon("en").tables["told"][0].lemma
    assert scanner("en").hits(f"They {word} it.") == [(5, 5 + len(word))]


def test_a_report_in_which_nothing_is_sure_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Two hundred bakers went on strike in Lyon on Monday. " * 5
    assert told(text)
    surer = choosing.CUTS["en"]._replace(sure=99.0)
    monkeypatch.setattr(choosing, "CUTS", {**choosing.CUTS, "en": surer})
    assert not told(text)
    assert told(text[:60])  # so short a text is left to the lexicon


def test_a_joke_of_one_sentence_tells_nothing() -> None:
    assert not told("Наш кіт знову оголосив голодування, бо корм не той.", "uk")
    assert told("В'язень знову оголосив голодування, бо його побили.", "uk")
