"""Mend what the small network often gets wrong of a French clause, where word order or a closed class of words tells.

Rules, each for one slip: clitics are no subjects, a day of the week holds no phrase of its own, a noun behind a verb
that has its subject is its object, "…, a annoncé la CGT" is said by the CGT, and some verbs have no passive.
"""

from collections.abc import Mapping, Sequence

import msgspec

from khronika.language.record import Token

CLITICS = frozenset("me m' m’ te t' t’ se s' s’ le la les l' l’ lui leur nous vous".split())
DATIVE = frozenset({"lui", "leur"})
SUBJECTS = frozenset("je j' j’ tu il elle on ils elles ce c' c’ qui".split())
DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain soir matin nuit".split())
# Verbs that take "être" in their past and have no passive.
MOVING = frozenset(
    "aller arriver descendre devenir entrer intervenir monter mourir naître parvenir partir passer rentrer rester "
    "retourner revenir sortir survenir tomber venir".split()
)
NOMINAL = frozenset({"NOUN", "PROPN"})
AGAINST = frozenset(
    "appel atteinte entrave incitation insulte obstacle outrage participation provocation trouble".split()
)
LOOSE = frozenset({"xcomp", "obl", "obl:mod", "obl:arg", "obj", "nmod", "appos", "dislocated", "advmod", "dep"})
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "lequel", "où", "quoi"})
CLAUSAL = frozenset({"conj", "parataxis", "advcl", "dep", "obj", "nsubj"})


class Clause:
    """The tokens of a sentence under repair: each change makes a new token in its place."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)

    def put(self, index: int, *, head: int | None = None, deprel: str | None = None) -> None:
        """Give a token another head or relation."""
        token = self.tokens[index]
        self.tokens[index] = msgspec.structs.replace(
            token, head=token.head if head is None else head, deprel=token.deprel if deprel is None else deprel
        )

    def below(self, index: int) -> list[int]:
        """Give the dependents of a token, in order."""
        return [i for i, token in enumerate(self.tokens) if token.head == index]

    def has(self, index: int, *relations: str) -> bool:
        """Say whether a token has a dependent in one of these relations, subtypes among them."""
        return any(self.tokens[i].deprel.partition(":")[0] in relations for i in self.below(index))

    def is_below(self, index: int, above: int) -> bool:
        """Say whether a token stands under another."""
        for _ in self.tokens:
            if index == above:
                return True
            index = self.tokens[index].head
            if index < 0:
                return False
        return True


def mend_clauses(tokens: Sequence[Token]) -> list[Token]:
    """Give a sentence's tokens with the slips of the network mended."""
    clause = Clause(tokens)
    rules = (_nobody, _auxiliaries, _days, _clitics, _inversions, _bare_relatives, _next_subjects, _objects, _subjects)
    for rule in (*rules, _no_passives, _against):
        rule(clause)
    return clause.tokens


def _is_verb(token: Token) -> bool:
    return token.upos == "VERB"


def _nobody(clause: Clause) -> None:
    """Read a bare "personne" beside "ne" as the pronoun."""
    for index, token in enumerate(clause.tokens):
        bare = token.text.lower() == "personne" and not clause.has(index, "det", "nummod", "amod")
        if bare and any(other.lemma == "ne" for other in clause.tokens):
            clause.tokens[index] = msgspec.structs.replace(token, upos="PRON")


def _auxiliaries(clause: Clause) -> None:
    """Hang what hangs on an auxiliary on its verb."""
    for index, token in enumerate(clause.tokens):
        if token.head >= 0 and clause.tokens[token.head].deprel.startswith("aux"):
            clause.put(index, head=clause.tokens[token.head].head)


def _days(clause: Clause) -> None:
    """Take phrases from a day's name and give them to its verb; the day itself is no object."""
    for index, token in enumerate(clause.tokens):
        if token.head < 0 or token.upos not in NOMINAL:
            continue
        day = clause.tokens[token.head]
        if day.lemma.lower() in DAYS and token.deprel == "nmod" and index > token.head and day.head >= 0:
            verb = day.head
            if _is_verb(clause.tokens[verb]) and token.lemma.lower() not in DAYS:
                clause.put(index, head=verb, deprel="obl:mod" if clause.has(index, "case") else "obj")
    for index, token in enumerate(clause.tokens):
        is_loose = token.deprel in ("obj", "xcomp", "nsubj", "nsubj:pass")
        if token.lemma.lower() in DAYS and is_loose and token.head >= 0 and token.upos == "NOUN":
            clause.put(index, deprel="obl:mod")


def _against(clause: Clause) -> None:
    """Hang on an offence what it is against: "inculpé d'**atteinte à la sûreté** de l'État"."""
    for index, token in enumerate(clause.tokens):
        case = next((i for i in clause.below(index) if clause.tokens[i].deprel == "case"), index)
        before = case - 1
        if not token.deprel.startswith("obl") or case == index or before < 0 or clause.tokens[case].lemma != "à":
            continue
        if clause.tokens[before].lemma in AGAINST and clause.tokens[before].head == token.head:
            clause.put(index, head=before, deprel="nmod")


def _clitics(clause: Clause) -> None:
    """Make a clitic before a verb its object where the network took it for a subject."""
    for index, token in enumerate(clause.tokens):
        form = token.text.lower()
        if token.upos != "PRON" or form not in CLITICS or not token.deprel.startswith("nsubj") or token.head < index:
            continue
        others = [i for i in clause.below(token.head) if i != index and clause.tokens[i].deprel.startswith("nsubj")]
        if others or form not in ("nous", "vous"):
            clause.put(index, deprel="iobj" if form in DATIVE else "obj")


def _inversions(clause: Clause) -> None:
    """Find who says it behind a verb of saying that follows what is said: "…, a annoncé la CGT"."""
    for index, token in enumerate(clause.tokens):
        if not _is_verb(token) or clause.has(index, "nsubj") or not _is_set_behind(clause, index):
            continue
        said = next(
            (
                i
                for i in clause.below(index)
                if i > index and clause.tokens[i].deprel in ("obj", "obl:agent") and not clause.has(i, "case")
            ),
            None,
        )
        if said is not None:
            clause.put(said, deprel="nsubj")
            for i in clause.below(index):
                if i < index and _is_verb(clause.tokens[i]) and clause.tokens[i].deprel in CLAUSAL:
                    clause.put(i, deprel="ccomp")
            _give_back(clause, index)


def _is_set_behind(clause: Clause, index: int) -> bool:
    at = index - 1
    while at > 0 and clause.tokens[at].upos in ("AUX", "ADV"):
        at -= 1
    return at > 1 and clause.tokens[at].text in (",", "»", "”", '"')


def _give_back(clause: Clause, verb: int) -> None:
    """Hang what stands before the clause that is said on that clause: "**Lundi**, des caissières ont débrayé, …"."""
    said = next((i for i in clause.below(verb) if clause.tokens[i].deprel == "ccomp"), None)
    for i in clause.below(verb) if said is not None else ():
        if said is not None and i < said and clause.tokens[i].upos != "PUNCT":
            clause.put(i, head=said)


def _bare_relatives(clause: Clause) -> None:
    """Make a noun the subject of the verb behind it that is called relative without a relative pronoun.

    "les prévenus, contre lesquels …, **ont été relaxés**", "a tiré : **un adolescent est mort**".
    """
    for index, token in enumerate(clause.tokens):
        noun = token.head
        if token.deprel != "acl:relcl" or noun < 0 or noun > index or not _is_verb(token):
            continue
        below = clause.below(index)
        opens = any(clause.tokens[i].lemma.lower() in RELATIVE for i in range(noun + 1, index) if i in below)
        if opens or not clause.has(index, "aux") or clause.has(index, "nsubj", "csubj", "expl", "mark"):
            continue
        if _has_preposition(clause, noun) or clause.tokens[noun].deprel.startswith("nsubj"):
            continue
        above = clause.tokens[noun].head
        clause.put(index, head=above, deprel="root" if above < 0 else "parataxis")
        is_passive = any(clause.tokens[i].deprel == "aux:pass" for i in below)
        clause.put(noun, head=index, deprel="nsubj:pass" if is_passive else "nsubj")


def _next_subjects(clause: Clause) -> None:
    """Give a subject that stands behind its verb to the next, which has none: "est mort et **cinq** sont blessés"."""
    for index, token in enumerate(clause.tokens):
        if not token.deprel.startswith("nsubj") or token.head < 0 or token.head > index or token.upos not in NOMINAL:
            continue
        following = (i for i in range(index + 1, len(clause.tokens)) if _is_verb(clause.tokens[i]))
        verb = next(following, None)
        if verb is None or not clause.has(verb, "aux") or clause.has(verb, "nsubj", "csubj", "expl"):
            continue
        helper = min(i for i in clause.below(verb) if clause.tokens[i].deprel.startswith("aux"))
        if helper > index and not clause.is_below(verb, index):
            is_passive = any(clause.tokens[i].deprel == "aux:pass" for i in clause.below(verb))
            clause.put(index, head=verb, deprel="nsubj:pass" if is_passive else "nsubj")


def _objects(clause: Clause) -> None:
    """Make the later of two subjects, behind the verb, its object; so a participle's: "tuant **neuf personnes**"."""
    for index, token in enumerate(clause.tokens):
        subjects = (
            [i for i in clause.below(index) if clause.tokens[i].deprel.startswith("nsubj")] if _is_verb(token) else []
        )
        for later in subjects[1:]:
            if (
                later > index
                and clause.tokens[later].upos in NOMINAL
                and subjects[0] < index
                and not clause.has(index, "obj")
            ):
                clause.put(later, deprel="obj")
        is_present = token.text.endswith("ant") and token.feats.get("VerbForm") == "Part"
        if is_present and len(subjects) == 1 and subjects[0] > index and not clause.has(index, "obj"):
            clause.put(subjects[0], deprel="obj")


def _subjects(clause: Clause) -> None:
    """Find the subject of a finite verb that has none: the nearest bare noun before it in its clause."""
    for index, token in enumerate(clause.tokens):
        if not _is_finite(clause, index) or clause.has(index, "nsubj", "csubj", "expl"):
            continue
        before = [
            i
            for i in clause.below(index)
            if i < index
            and clause.tokens[i].upos in NOMINAL
            and clause.tokens[i].deprel in LOOSE
            and clause.tokens[i].lemma.lower() not in DAYS
            and not _has_preposition(clause, i)
        ]
        if before and token.deprel not in ("acl", "amod"):
            clause.put(before[-1], deprel="nsubj")


def _has_preposition(clause: Clause, index: int) -> bool:
    return any(
        clause.tokens[i].deprel == "case" and clause.tokens[i].lemma.lower() != "quelque" for i in clause.below(index)
    )


def _is_finite(clause: Clause, index: int) -> bool:
    token = clause.tokens[index]
    if not _is_verb(token):
        return False
    return token.feats.get("VerbForm") == "Fin" or clause.has(index, "aux")


def _no_passives(clause: Clause) -> None:
    """Take the passive from pasts with "avoir", reflexives, and verbs that have none."""
    for index, token in enumerate(clause.tokens):
        below = clause.below(index) if _is_verb(token) else []
        helpers = {clause.tokens[i].lemma for i in below if clause.tokens[i].deprel.startswith("aux")}
        texts = {clause.tokens[i].lemma for i in below}
        is_reflexive = any(clause.tokens[i].lemma == "se" and i < index for i in below)
        active = is_reflexive or token.lemma in MOVING or ("avoir" in helpers and not {"être"} & texts)
        if active and below:
            for i in below:
                relation = clause.tokens[i].deprel
                if relation in ("aux:pass", "nsubj:pass"):
                    clause.put(i, deprel="aux:tense" if relation == "aux:pass" else "nsubj")
            feats: Mapping[str, str] = {name: value for name, value in token.feats.items() if name != "Voice"}
            clause.tokens[index] = msgspec.structs.replace(clause.tokens[index], feats=feats)
