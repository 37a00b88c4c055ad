"""From the head of a noun phrase to the one it speaks of: the compact span, the kind, the name."""

from collections.abc import Iterator, Sequence

import msgspec

from khronika.extract.coreference import Antecedents, is_power
from khronika.extract.gender import gender_of, surname_gender
from khronika.extract.grammar import fold_relative, stands_as_noun
from khronika.extract.match import QUANTIFIERS
from khronika.extract.naming import person_name, phrase_name
from khronika.extract.scene import PERSONAL, Scene
from khronika.extract.sentencing import CHARGING
from khronika.model import Argument, Mention, Name, Participant, ParticipantKind, Place, Role

INSIDE = frozenset({"compound", "amod", "flat", "nummod", "nmod:poss", "fixed", "goeswith", "compound:prt", "flat:name",
                    "flat:foreign", "nmod:desc", "nummod:gov", "nummod:entity", "det", "advmod", "case"})  # fmt: skip
AROUND_NUMBER = frozenset({"det", "acl:relcl", "punct"})
TAILS = frozenset({"of", "Gen"})
NOT_IN_NAMES = frozenset({"det", "nummod", "nummod:gov", "nummod:entity", "advmod", "nmod:poss", "case"})
# One word for several people, who are neither one person nor a body.
CROWDS = frozenset(
    "audience band cast clergy community congregation couple crew crowd delegation duo family flock force gang "
    "garrison household junta jury mob militia opposition patrol peasantry platoon police population posse public "
    "squad staff team trio troupe workforce youth "
    "bande clergé communauté commando couple délégation équipage équipe escadron escouade famille foule fratrie "
    "jeunesse junte jury milice opposition patrouille peloton personnel population troupe "
    "банда взвод делегация дружина духовенство екіпаж коллектив команда милиция молодежь наряд население "
    "ополчение оппозиция отряд пара патруль полиция публика семья супружество толпа хунта экипаж "
    "громада делегація духівництво загін колектив міліція молодь населення натовп ополчення опозиція подружжя поліція "
    "публіка родина сім'я".split()
)
THIRD = frozenset({"he", "she", "it", "they", "он", "она", "оно", "они", "il", "elle", "він", "вона", "воно", "вони"})
GENDERS = {"he": "Masc", "she": "Fem", "он": "Masc", "она": "Fem", "elle": "Fem", "він": "Masc", "вона": "Fem"}
COUNTING = frozenset({
    "more", "other", "several", "many", "few", "various", "numerous", "same", "last", "next", "first", "многие",
    "другой", "несколько", "остальной", "первый", "последний", "autre", "plusieurs", "nombreux", "même", "premier",
    "dernier", "багато", "інший", "кілька", "перший", "останній",
})  # fmt: skip
# Words that say no more of people than what happens to them, or that they are people.
BARE = frozenset(
    "accused applicant captive client convict defendant detainee fellow guy inmate lad man one person prisoner suspect "
    "victim woman accusé client détenu femme homme plaignant prévenu suspect victime "
    "арестованный женщина задержанный заключенный мужчина обвиняемый осужденный парень подозреваемый подсудимый "
    "потерпевший фигурант человек жінка затриманий людина обвинувачений підозрюваний підсудний потерпілий фігурант "
    "чоловік".split()
)
CLOSING = {"»": "«", "”": "“"}
BODY_REACH = 8  # tokens between a role word and the name behind the body it is said of
FAR = 14  # tokens that may stand between a role and the name beside it
KINDS: dict[str, ParticipantKind] = {"person": "person", "organisation": "organisation", "place": "place"}


def counted(scene: Scene, index: int) -> Iterator[int]:
    """Yield who a phrase is really about: the word itself, or what "dozens of", "a group of" count."""
    if scene.lemmas[index] in QUANTIFIERS or scene.tokens[index].upos == "NUM":
        if _named_beside(scene, index) is not None:  # "one of the leaders, Ann Example"
            yield index
            return
        inner = list(scene.grammar.obliques(index, "of|from|de|parmi|Gen|из+Gen|з+Gen|із+Gen"))
        if inner and (scene.means(index) is None or any(scene.is_participant(i) for i in inner)):
            # but «участники митинга» are the participants themselves
            yield from (antecedent_before(scene, each) for each in inner)
            return
    yield index


def antecedent_before(scene: Scene, index: int) -> int:
    """Give the noun for which "whom" stands in "38 people, all of **whom** …"; the word itself where none does."""
    if not fold_relative(scene.tokens[index]):
        return index
    for before in range(index - 1, -1, -1):
        token = scene.tokens[before]
        is_many = scene.means(before) is not None or token.feats.get("Number") == "Plur"
        if token.upos in ("NOUN", "PROPN") and is_many:
            return before
    return index


def named_members(scene: Scene, index: int) -> Iterator[int]:
    """Yield the persons that are named behind a group's words: "members of the guild — **Ann**, **Bob** —"."""
    if scene.tokens[index].feats.get("Number") != "Plur" or scene.mention_at(index, "person") is not None:
        return
    inside = scene.sentence.children[index]
    below = [child for child in inside if scene.tokens[child].deprel == "nmod"]
    for holder in (index, *below):
        for name in scene.sentence.dependents(holder, "appos"):
            if name > index and scene.mention_at(name, "person") is not None:
                yield name
                yield from (
                    other
                    for other in scene.sentence.dependents(name, "conj")
                    if scene.mention_at(other, "person") is not None
                )


def phrase(scene: Scene, index: int) -> tuple[int, int]:
    """Give the first and last token of a compact noun phrase: no relative clause, apposition or coordination."""
    members = sorted(_members(scene, index))
    first = last = members.index(index)
    while first > 0 and members[first - 1] == members[first] - 1:
        first -= 1
    while last + 1 < len(members) and members[last + 1] == members[last] + 1:
        last += 1
    tokens = scene.tokens
    low, high = members[first], members[last]
    while low < index and (
        tokens[low].deprel in ("case", "fixed", "det", "punct", "advmod") or tokens[low].upos in ("ADP", "PUNCT")
    ):
        low += 1
    articles = [child for child in scene.sentence.dependents(index, "det") if low < child < index]
    low = max(articles, default=low - 1) + 1  # "à coups de gaz **lacrymogène une** manifestation"
    low = _behind_date(scene, low, index)
    while high > index and tokens[high].upos in ("PUNCT", "ADP", "PART"):
        high -= 1
    return low, high


def _behind_date(scene: Scene, low: int, index: int) -> int:
    """Give where a phrase begins that the parser has begin with a day: "on 20 February **strikers** blocked …"."""
    if scene.tokens[index].upos != "NOUN" or scene.tokens[low].deprel == "nmod:poss":
        return low
    begin = scene.tokens[low].start
    ends = [m.end for m in scene.mentions if m.kind == "date" and m.start <= begin < m.end <= scene.tokens[index].start]
    return next((at for at in range(low, index) if scene.tokens[at].start >= max(ends)), index) if ends else low


def _members(scene: Scene, index: int, *, is_tail: bool = False) -> set[int]:
    found = {index}
    for child in scene.sentence.children[index]:
        token = scene.tokens[child]
        relation = token.deprel
        if relation == "amod" and ((child in scene.anchors and not is_tail) or _is_clause(scene, child)):
            continue  # "the **murdered** envoy": the event, not his name; but "members of the **banned** league"
        if relation in INSIDE or (relation == "punct" and abs(child - index) > 0 and token.text in "-–\"«»“”''``"):
            found |= set(scene.sentence.subtree(child)) if relation != "case" or child < index else set()
        elif relation == "nmod" and _is_tail(scene, child) and not _is_charge(scene, index, child):
            found |= _members(scene, child, is_tail=True) | set(scene.sentence.dependents(child, "case"))
    return found


def _is_charge(scene: Scene, index: int, child: int) -> bool:
    """Say whether a noun is what somebody is accused of: "accused soldiers **of the murder**"."""
    head = scene.tokens[index].head
    is_accused = head >= 0 and scene.tokens[index].deprel == "obj" and scene.lemmas[head] in CHARGING
    return is_accused and (child in scene.anchors or scene.word("offences", child) is not None)


def _is_clause(scene: Scene, index: int) -> bool:
    """Say whether an adjective has words of its own behind it: "the army **responsible for the attack**"."""
    return any(child > index for child in scene.sentence.dependents(index, "obl", "advcl", "ccomp"))


def _is_tail(scene: Scene, child: int) -> bool:
    """Say whether a modifier belongs to the core of a phrase: "members **of the front**", «члены **партии**»."""
    token = scene.tokens[child]
    cases = [scene.tokens[i].text.lower() for i in scene.sentence.dependents(child, "case")]
    return cases == ["of"] or (not cases and token.feats.get("Case") == "Gen")


def as_argument(scene: Scene, index: int, role: Role, antecedents: Antecedents, *, of_told: bool = False) -> Argument:
    """Make the argument whose phrase is headed by a token; a pronoun is taken for whom it stands for.

    So is a bare number where it counts people told of before (`of_told`): "police took **38** to headquarters".
    """
    stands_for = scene.tokens[index].upos == "PRON" or _is_demonstrative(scene, index)
    if stands_for or (of_told and _is_bare_number(scene, index)):
        suffers = of_told and role == "recipient"
        speaker = _speaker(scene, index)
        if speaker is not None and not (suffers and is_power(scene, speaker)):
            return msgspec.structs.replace(_told(scene, speaker, role), inferred=True)
        antecedent = antecedents.resolve(scene.number, index, suffers=suffers)
        if antecedent is not None:
            value = Participant(antecedent.kind, antecedent.name)
            return Argument(role, antecedent.start, antecedent.end, antecedent.text, value, True)
    told = _told(scene, index, role)
    known = antecedents.resolve_role(scene.number, index)
    return told if known is None else msgspec.structs.replace(told, value=Participant(known.kind, known.name))


def _speaker(scene: Scene, index: int) -> int | None:
    """Give whom "it", "he", "they" stand for in what somebody says of himself: "**Italy** said it would …"."""
    if scene.lemmas[index] not in THIRD:
        return None
    for at in scene.grammar.path(index)[1:]:
        for subject in scene.grammar.surface_subjects(at):
            token = scene.tokens[subject]
            if subject < index and token.upos in ("NOUN", "PROPN") and _agrees(scene, index, subject):
                return subject
    return None


def _agrees(scene: Scene, pronoun: int, noun: int) -> bool:
    """Say whether a pronoun may stand for a noun: one person for he, a body or country for it, either for they."""
    lemma, number = scene.lemmas[pronoun], scene.tokens[noun].feats.get("Number")
    named = scene.mention_at(noun, "person") or _named_beside(scene, noun)
    is_person = named is not None and named.kind == "person"
    if named is not None and is_person and GENDERS.get(lemma) not in (None, *_genders(named)):
        return False  # "his lawyer, **Ann** Example, said **he** …"
    if lemma in ("they", "они", "вони"):
        return not is_person and (number == "Plur" or scene.is_participant(noun))
    if lemma in ("it", "оно", "воно"):
        return (not is_person and number != "Plur") or scene.mention_at(noun, "place", "organisation") is not None
    return is_person or (number != "Plur" and kind_of_phrase(scene, noun) == "person")


def _genders(person: Mention) -> tuple[str | None, ...]:
    """Give the genders that a person's name allows: the one it tells, or any."""
    name = _name_of(person)
    told = surname_gender(name) or (gender_of(name.split()[0]) if " " in name else None)
    return (told,) if told else ("Fem", "Masc")


def _is_demonstrative(scene: Scene, index: int) -> bool:
    return scene.tokens[index].upos == "DET" and scene.lemmas[index] not in PERSONAL


def _is_bare_number(scene: Scene, index: int) -> bool:
    """Say whether a number counts nobody named beside it: "**two** were freed", "the **four**, who had …"."""
    token = scene.tokens[index]
    beside = {scene.tokens[child].deprel for child in scene.sentence.children[index]}
    return token.upos == "NUM" and token.deprel.startswith(("nsubj", "obj")) and beside <= AROUND_NUMBER


def _told(scene: Scene, index: int, role: Role) -> Argument:
    if scene.tokens[index].deprel == "appos" and scene.mention_at(scene.tokens[index].head, "person") is not None:
        index = scene.tokens[index].head  # "Ann Example, a jailed baker"
    index = _explained(scene, index)
    first, last = phrase(scene, index)
    mention = scene.mention_at(index, "person", "organisation") or scene.mention_at(index, "place")
    beside = None if mention else _named_beside(scene, index)
    first = _behind_number(scene, first, index)
    start, end = scene.tokens[first].start, scene.tokens[last].end
    if mention is not None:
        start, end = min(start, mention.start), max(end, mention.end)
        value = Participant(KINDS[mention.kind], _name_of(mention))
    elif beside is not None:
        start, end = min(start, beside.start), max(end, beside.end)
        value = Participant(KINDS[beside.kind], _name_of(beside))
    elif (last_name := _unlisted_name(scene, index)) is not None:
        end = max(end, scene.tokens[last_name].end)
        value = Participant("person", person_name(scene, index + 1, last_name))
    else:
        value = Participant(kind_of_phrase(scene, index), name_of_phrase(scene, index))
    text = scene.analysis.text
    mark = text[end : end + 1]
    if mark in CLOSING and text.count(CLOSING[mark], start, end) > text.count(mark, start, end):
        end += 1  # behind the mark that closes a name opened inside
    return Argument(role, start, end, text[start:end], value)


def _unlisted_name(scene: Scene, index: int) -> int | None:
    """Give the last word of a name behind a role that the engine has not found: «обозреватель **Род Эн**»."""
    tokens, at = scene.tokens, index + 1
    if tokens[index].upos != "NOUN" or scene.means(index) is None or kind_of_phrase(scene, index) != "person":
        return None
    is_name = at < len(tokens) and tokens[at].head == index and tokens[at].deprel in ("appos", "flat", "flat:name")
    if not is_name or scene.mention_at(at, "person", "organisation", "place") is not None:
        return None
    while at < len(tokens) and tokens[at].upos == "PROPN" and tokens[at].text[:1].isupper():
        at += 1
    return at - 1 if at > index + 2 else None


def _explained(scene: Scene, index: int) -> int:
    """Give the word that says who a bare "the accused" or number is: "the accused, three **students**"."""
    if scene.lemmas[index] not in BARE and scene.tokens[index].upos != "NUM":
        return index
    if _named_beside(scene, index) is not None:
        return index
    beside = (i for i in scene.sentence.dependents(index, "appos") if i > index and scene.tokens[i].upos == "NOUN")
    return next((i for i in beside if scene.means(i) is not None and scene.lemmas[i] not in BARE), index)


def _behind_number(scene: Scene, first: int, index: int) -> int:
    """Give where a phrase starts behind the number of those who are counted, which is an argument of its own.

    So it does where an adjective is hung before the number: "shot **dead** three villagers".
    """
    counting = first + 1 if first < index and scene.tokens[first].deprel == "amod" else first
    number = scene.mention_at(first, "number") or scene.mention_at(counting, "number")
    if number is None or number.end >= scene.tokens[index].start:
        return first
    return next(i for i in range(first, index + 1) if scene.tokens[i].start >= number.end)


def _named_beside(scene: Scene, index: int) -> Mention | None:
    """Give the name that a role word stands before or beside: "the union leader, Ann Example", "watchdog ExWatch"."""
    if index + 1 < len(scene.tokens):
        mention = scene.mention_at(index + 1, "person", "organisation")
        if mention is not None and mention.start == scene.tokens[index + 1].start and _is_title(scene, index, mention):
            person = _person_beside(scene, index) if _is_of(scene, index + 1, mention) else None
            return person or mention
    for mention in scene.mentions:
        if mention.kind in ("person", "organisation") and mention.start > scene.tokens[index].end:
            head = scene.sentence.head_of(mention.start, mention.end)
            if head is not None and head - index < FAR and _is_apposed(scene, index, head):
                return mention
    return name_behind_body(scene, index) if scene.means(index) is not None else None


def _is_of(scene: Scene, index: int, mention: Mention) -> bool:
    """Say whether a body only tells where somebody is what he is: «полковник **ГРУ**»."""
    return mention.kind == "organisation" and scene.tokens[index].feats.get("Case") == "Gen"


def _person_beside(scene: Scene, index: int) -> Mention | None:
    """Give the person who stands in apposition to a role word: «полковник ГРУ **Эн Пример**»."""
    for child in scene.sentence.dependents(index, "appos", "flat"):
        mention = scene.mention_at(child, "person")
        if mention is not None and child - index < FAR:
            return mention
    return None


def name_behind_body(scene: Scene, index: int) -> Mention | None:
    """Give the name set behind a role with its body: "the editor of Sample News, **Ann Example**, …"."""
    tokens = scene.tokens
    for at in range(index + 2, min(index + BODY_REACH + 1, len(tokens))):
        mention = scene.mention_at(at, "person") if tokens[at - 1].text == "," else None
        if mention is not None and mention.start == tokens[at].start:
            last = scene.sentence.covering(mention.start, mention.end)[-1]
            behind = tokens[last + 1].text if last + 1 < len(tokens) else "."
            is_phrase = all(token.upos not in ("VERB", "AUX", "PUNCT") for token in tokens[index + 1 : at - 1])
            return mention if is_phrase and behind in (",", ".", ")") else None
    return None


def _is_title(scene: Scene, index: int, name: Mention) -> bool:
    """Say whether a word right before a name says who that is: a role, or a word on which the name hangs."""
    head = scene.sentence.head_of(name.start, name.end)
    return scene.means(index) is not None or (head is not None and scene.tokens[head].head == index)


def _is_apposed(scene: Scene, index: int, name: int) -> bool:
    """Say whether a name further on is the role word's: in apposition, or below it in the same (not genitive) case.

    Several ("forty prisoners, among them the poet Ann Example") are not called by the name of one.
    """
    if scene.tokens[index].feats.get("Number") == "Plur" and scene.mention_at(name, "person") is not None:
        return False
    if scene.tokens[name].deprel in ("appos", "flat"):
        above = scene.tokens[name].head  # "her husband, the poet Ilya Example": a name on an apposition
        is_on_apposition = scene.tokens[above].deprel == "appos" and scene.tokens[above].head == index
        return above == index or is_on_apposition or _is_behind_body(scene, index, name)
    case = scene.tokens[name].feats.get("Case")
    if case in (None, "Gen") or case != scene.tokens[index].feats.get("Case"):
        return False
    is_bare = not any(True for _ in scene.sentence.dependents(name, "case"))
    return is_bare and scene.tokens[name].deprel == "nmod" and index in scene.grammar.path(name)


def _is_behind_body(scene: Scene, index: int, name: int) -> bool:
    """Say whether a name on the body behind its role stands in the role's case: «судья суда **Эн Пример**»."""
    tokens, above = scene.tokens, scene.tokens[name].head
    case = tokens[index].feats.get("Case")
    is_body = index < above < name and tokens[above].deprel.startswith("nmod") and index in scene.grammar.path(above)
    is_person = scene.mention_at(name, "person") is not None
    return is_body and is_person and case not in (None, "Gen") and tokens[name].feats.get("Case") == case


def _name_of(mention: Mention) -> str:
    return mention.value.name if isinstance(mention.value, Name | Place) else mention.text


def full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Map each surname that only one fuller name of the document ends with to that name, both as normal forms."""
    names = {mention.value.name for mention in mentions if mention.kind == "person" and isinstance(mention.value, Name)}
    fuller: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        if len(words) > 1:
            fuller.setdefault(words[-1], set()).add(name)
    return {last: next(iter(found)) for last, found in fuller.items() if len(found) == 1}


def name_of_phrase(scene: Scene, index: int) -> str:
    """Give an unnamed group's or person's words: the head and what describes it, without articles and numbers."""
    first, last = phrase(scene, index)
    dropped = {
        each
        for child in scene.sentence.children[index]
        if scene.tokens[child].deprel in NOT_IN_NAMES
        or (scene.tokens[child].deprel == "nmod:desc" and scene.tokens[index].upos == "PROPN")
        or scene.tokens[child].upos in ("DET", "NUM")
        or scene.lemmas[child] in COUNTING
        for each in scene.sentence.subtree(child)
    }
    first = _behind_number(scene, first, index)
    while first < index and (first in dropped or scene.tokens[first].upos in ("PUNCT", "ADP", "DET")):
        first += 1
    return phrase_name(scene, first, last, index, dropped)


def kind_of_phrase(scene: Scene, index: int) -> ParticipantKind:
    """Say what an unnamed participant is, by its head."""
    meaning = scene.means(index)
    is_plural = scene.tokens[index].feats.get("Number") == "Plur"
    if scene.lemmas[index] in PERSONAL:
        return (
            "group"
            if is_plural or scene.lemmas[index] in ("they", "we", "они", "мы", "вони", "ми", "nous", "eux")
            else "person"
        )
    if meaning is None and stands_as_noun(scene.tokens[index]):
        return "group" if is_plural else "person"
    if meaning is None:
        return "unknown"
    if is_plural or scene.lemmas[index] in CROWDS:
        return "group"
    is_body = scene.lemmas[index] in scene.lexicon.words("organisations")  # also where its tag is that of a name
    return "organisation" if is_body or scene.tokens[index].feats.get("Animacy") == "Inan" else "person"


def is_resolvable(scene: Scene, index: int) -> bool:
    """Say whether "it" stands for somebody: as a speaker's word for himself, or as a real subject or object."""
    return _speaker(scene, index) is not None or scene.tokens[index].deprel != "expl"
