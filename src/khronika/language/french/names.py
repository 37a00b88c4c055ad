"""Complete the names that the network found: abbreviations of bodies, and bodies called by what they are."""

from collections.abc import Iterator, Sequence

from khronika.language.french.clauses import DAYS
from khronika.language.record import NamedSpan, Token

TITLES = frozenset({"m.", "mm.", "mme", "mmes", "mlle", "dr", "me", "mgr", "maître", "docteur"})
# Nouns that begin a body's name when written with a capital («la Ligue des droits de l'homme»).
BODIES = frozenset({
    "agence", "alliance", "assemblée", "association", "bourse", "bureau", "chambre", "cimade", "coalition",
    "collectif", "comité",
    "commission", "confédération", "conseil", "coordination", "cour", "fédération", "fondation", "front",
    "intersyndicale",
    "ligue", "ministère", "mouvement", "observatoire", "office", "organisation", "parti", "parlement", "réseau",
    "secours",
    "sénat", "syndicat", "union", "université",
})  # fmt: skip
# Before a town's name these are no part of it, in small letters: «la cour d'appel de **Douai**».
SEATED = BODIES | {"aéroport", "collège", "commissariat", "gare", "hôpital", "lycée", "mairie", "parquet", "préfecture",
                   "prison", "rectorat", "stade", "tribunal", "usine"}  # fmt: skip
# Bodies that the network takes for places, and what bears the name that stands behind it.
NO_PLACES = frozenset({"assemblée", "beauvau", "élysée", "état", "matignon", "sénat"})
BEARERS = frozenset({"allée", "avenue", "boulevard", "collège", "gymnase", "impasse", "lycée", "quai", "rue", "stade"})
WITHIN = frozenset({"ADJ", "ADP", "DET", "NOUN", "PROPN"})
NOT_BODIES = frozenset(
    {
        "AM",
        "CV",
        "DVD",
        "HLM",
        "II",
        "III",
        "IV",
        "PDF",
        "PIB",
        "PM",
        "RTT",
        "SMIC",
        "SMS",
        "TGV",
        "TV",
        "USA",
        "VI",
        "VII",
        "ZAD",
    }
)
LONGEST = 9


def find_names(tokens: Sequence[Token], found: Sequence[NamedSpan]) -> list[NamedSpan]:
    """Give the names of a sentence in order: the network's, without titles and articles, and bodies beside them."""
    kept = [name for one in found if (name := _trimmed(tokens, one)) is not None and _is_name(tokens, name)]
    for body in (*_called(tokens), *_abbreviated(tokens)):
        beside = [name for name in kept if name.first < body.last and body.first < name.last]
        if all(body.first <= name.first and name.last <= body.last for name in beside):
            kept = [name for name in kept if name not in beside] + [body]
    return sorted(kept, key=lambda name: name.first)


def _called(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield bodies named by a noun with a capital and what hangs on it («Confédération paysanne»)."""
    for at, token in enumerate(tokens):
        if token.lemma.lower() not in BODIES or not token.text[0].isupper() or token.text.isupper():
            continue
        end = at + 1
        while end < len(tokens) and end - at < LONGEST and _belongs(tokens, end, at):
            end += 1
        while end > at + 1 and tokens[end - 1].upos in ("ADP", "DET"):
            end -= 1
        if end > at + 1:
            yield NamedSpan("organisation", at, end)


def _belongs(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Say whether a word stands below a noun by way of words in between."""
    if tokens[index].upos not in WITHIN or tokens[index].text[0] in "-(":
        return False
    above = tokens[index].head
    while above > head:
        above = tokens[above].head
    return above == head


def _abbreviated(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield abbreviations in capitals (CGT), but in sentences that have nothing else."""
    if not any(token.text.islower() and len(token.text) > 3 for token in tokens):
        return
    for at, token in enumerate(tokens):
        bare = token.text.replace(".", "")
        if (
            2 <= len(bare) <= 7
            and bare.isalpha()
            and bare.isupper()
            and bare not in NOT_BODIES
            and token.lemma == token.text
        ):
            yield NamedSpan("organisation", at, at + 1)


def _trimmed(tokens: Sequence[Token], name: NamedSpan) -> NamedSpan | None:
    first, last = name.first, name.last
    while first < last and (tokens[first].upos in ("PUNCT", "ADP") or tokens[first].text.lower() in TITLES):
        first += 1
    if name.kind == "place" and first < last and tokens[first].text.islower() and tokens[first].lemma in SEATED:
        first = next((i for i in range(first, last) if tokens[i].text[0].isupper()), last)
    while first < last and tokens[last - 1].upos in ("PUNCT", "ADP", "DET"):
        last -= 1
    while first < last and tokens[last - 1].lemma.lower() in DAYS:
        last -= 1
    return NamedSpan(name.kind, first, last) if first < last else None


def _is_name(tokens: Sequence[Token], name: NamedSpan) -> bool:
    """Say whether a capital stands in it, or all of the sentence is in small letters; a lycée's name is no place."""
    if name.kind == "place":
        before = tokens[name.first - 1].lemma if name.first else ""
        if before in BEARERS or (name.last - name.first == 1 and tokens[name.first].text.lower() in NO_PLACES):
            return False
    return any(letter.isupper() for token in tokens[name.first : name.last] for letter in token.text) or not any(
        letter.isupper() for token in tokens for letter in token.text
    )
