"""The phrase of a participant, wherever in its sentence it stands."""

from trees import tree

from khronika.extract.coreference import Antecedents
from khronika.extract.participants import as_argument
from khronika.extract.scene import Scene
from khronika.language.record import Analysis
from khronika.lexicon import load
from khronika.model import Document

AT_THE_END = """
Ткачі ткач NOUN 2 nsubj
відійшли відійти VERB 0 root
за за ADP 4 case
р. р. NOUN 2 obl
Марну марний ADJ 4 amod
"""


def test_the_last_word_of_a_sentence_may_be_a_participant() -> None:
    sentence = tree(AT_THE_END, "uk")
    text = " ".join(token.text for token in sentence.tokens)
    document = Document(id="d", source="d", media_type="text/plain", sha256="", text=text, language="uk")
    analysis = Analysis(document, text, (sentence,))
    scene = Scene(analysis, 0, load("uk"), ())
    assert as_argument(scene, 4, "recipient", Antecedents(analysis, ())).text == "Марну"
