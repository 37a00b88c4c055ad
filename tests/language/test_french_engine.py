"""The French engine: exact offsets, proper trees, and the lemmas and relations that the rules rely on."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.language.engines import engine
from khronika.language.record import Sentence, Token

FRENCH = engine("fr")


def analyse(text: str) -> list[Sentence]:
    return FRENCH.analyse(text, FRENCH.segment(text))


def token(text: str, form: str) -> Token:
    return next(token for sentence in analyse(text) for token in sentence.tokens if token.text == form)


def names(text: str) -> set[tuple[str, str]]:
    return {
        (name.kind, text[sentence.tokens[name.first].start : sentence.tokens[name.last - 1].end])
        for sentence in analyse(text)
        for name in sentence.names
    }


SEGMENTED = [
    "La grève continue.| |Elle durera.",
    "M. Durand a parlé à Mme Petit.| |Rien n'a changé.",
    "Le tribunal a appliqué l'art. 431-3 du code pénal.| |Deux mois ferme.",
    "« Nous restons. »| |Puis ils sont partis.",
    "Ils étaient 300 selon la C.G.T. de Nantes.| |Le maire se tait.",
    "Drapeaux, tracts, etc. jonchaient le sol.| |On a balayé.",
    "A-t-on cédé ?| |Non !",
    "Elle est née vers 50 av. J.-C. à Lyon.",
    "Les revendications :|\n|- des salaires|\n|- des postes",
]


@pytest.mark.parametrize("marked", SEGMENTED)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in FRENCH.segment(text)] == [s for s in marked.split("|") if s.strip()]


CUT = [
    "L'|usine|d'|Ivry|a|-t-elle|fermé|?",
    "l’|ONU|et|l’|usine",
    "Qu'|est|-ce|qu'|ils|veulent|?",
    "aujourd'hui|quelqu'un|prud'hommes|c'est-à-dire",
    "ce|jour|-là|celui-ci|rendez-vous|peut-être",
    "donne|-le|-moi",
    "Saint-Denis|Bar-le-Duc|Villeneuve-d'Ascq|N'Djamena",
    "du|des|au|aux|auquel|duquel",
    "10 000|personnes|12,5|%|1er|mai|20h30|50|€|n°|3",
    "M.|Durand|,|J.-C.|Petit|,|C.G.T.",
    "étudiant·e·s|manifestant.e.s",
    "«|Non|»|(|dit|-elle|)|…",
    "www.exemple.fr|@collectif|#greve|nom@exemple.org",
]


@pytest.mark.parametrize("marked", CUT)
def test_words_are_cut_as_in_the_treebanks(marked: str) -> None:
    text = " ".join(marked.split("|"))
    glued = text.replace("' ", "'").replace("’ ", "’").replace(" -", "-")
    (sentence,) = FRENCH.analyse(glued, [(0, len(glued))])
    assert [t.text for t in sentence.tokens] == marked.split("|")


@given(st.text(alphabet="abéÉlL'’.,!?«» \n\t\u00a012-()🔥", max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_where_its_offsets_say(text: str) -> None:
    spans = FRENCH.segment(text)
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for sentence in FRENCH.analyse(text, spans):
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert sum(len(t.text) for t in sentence.tokens) == len("".join(text[sentence.start : sentence.end].split()))


WORDS = ("l'", "usine", "la", "police", "a", "interpellé", "des", "manifestants", "à", "Paris", ",", "et", "été", "«")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_tree_has_one_root_and_no_cycle(words: list[str]) -> None:
    text = " ".join(words)
    (sentence,) = FRENCH.analyse(text, [(0, len(text))])
    roots = [i for i, t in enumerate(sentence.tokens) if t.head < 0]
    assert len(roots) == 1 and sentence.tokens[roots[0]].deprel == "root"
    assert sentence.subtree(roots[0]) == list(range(len(sentence.tokens)))


def test_a_sentence_reads_the_same_alone_and_among_others() -> None:
    text = (
        "Les conducteurs ont cessé le travail. La direction les a licenciés. Le syndicat a saisi le tribunal de Lille."
    )
    spans = FRENCH.segment(text)
    together = FRENCH.analyse(text, spans)
    assert together == [FRENCH.analyse(text, [span])[0] for span in spans]
    assert together[::-1] == FRENCH.analyse(text, spans[::-1])


LEMMAS = [
    ("La police a interpellé douze manifestants.", "interpellé", "VERB", "interpeller"),
    ("La police a interpellé douze manifestants.", "manifestants", "NOUN", "manifestant"),
    ("Les salariés ont cessé le travail lundi.", "salariés", "NOUN", "salarié"),
    ("Trois ouvriers ont été licenciés.", "licenciés", "VERB", "licencier"),
    ("Les grévistes ont bloqué les entrées de l'usine.", "l'", "DET", "le"),
    ("Ils se sont rassemblés devant la préfecture.", "rassemblés", "VERB", "rassembler"),
    ("Ils se sont rassemblés devant la préfecture.", "se", "PRON", "se"),
    ("Le procès du militant s'ouvrira mardi.", "du", "ADP", "de"),
    ("Elles manifestent aux portes de la mairie.", "aux", "ADP", "à"),
    ("Il n'a pas été jugé.", "n'", "ADV", "ne"),
    ("Deux syndicats appellent à la grève.", "syndicats", "NOUN", "syndicat"),
]


@pytest.mark.parametrize(("text", "form", "upos", "lemma"), LEMMAS)
def test_lemmas_are_those_of_the_lexicon(text: str, form: str, upos: str, lemma: str) -> None:
    found = token(text, form)
    assert (found.upos, found.lemma) == (upos, lemma)


def test_passives_name_their_subject_auxiliary_and_agent() -> None:
    (sentence,) = analyse("Deux militants ont été interpellés par la police.")
    relations = {t.text: t.deprel for t in sentence.tokens}
    assert (relations["militants"], relations["été"], relations["police"]) == ("nsubj:pass", "aux:pass", "obl:agent")
    assert next(t for t in sentence.tokens if t.text == "interpellés").feats["Voice"] == "Pass"


def test_actives_have_a_subject_and_an_object() -> None:
    relations = {t.text: t.deprel for t in analyse("La police a interpellé douze manifestants.")[0].tokens}
    assert (relations["police"], relations["manifestants"], relations["a"]) == ("nsubj", "obj", "aux:tense")


def test_names_of_persons_organisations_and_places_are_found() -> None:
    found = names("À Marseille, la CGT dénonce l'arrestation de Jean Moreau.")
    assert {("place", "Marseille"), ("organisation", "CGT"), ("person", "Jean Moreau")} <= found


def test_bodies_are_known_by_their_abbreviation_or_by_what_they_are() -> None:
    found = names("Hier, la Confédération paysanne et le SNPF ont appelé à manifester.")
    assert {("organisation", "Confédération paysanne"), ("organisation", "SNPF")} <= found
    assert not names("GRÈVE TOTALE AU PORT")


MOODS = [
    ("Les dockers feront grève le 3 juin.", "feront", "Ind", "Fut"),
    ("Les infirmières manifesteront lundi.", "manifesteront", "Ind", "Fut"),
    ("Le préfet aurait refusé.", "aurait", "Cnd", "Pres"),
    ("La police bloque la rue.", "bloque", "Ind", "Pres"),
]


@pytest.mark.parametrize(("text", "form", "mood", "tense"), MOODS)
def test_moods_and_tenses_are_those_of_the_dictionary(text: str, form: str, mood: str, tense: str) -> None:
    feats = token(text, form).feats
    assert (feats["Mood"], feats["Tense"]) == (mood, tense)
