"""Deep grammar over Universal Dependencies: who stands where, whatever the construction.

Passive, relative clauses, participles, control, raising and coordination are undone here, once, for every language;
all else in this room asks for a "subj" or an "obj" and need not know how it was said.
"""

from collections.abc import Iterator
from functools import cache

from khronika.extract.traits import SLAVIC
from khronika.language import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
AS_NOUN = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})  # where a participle without a noun stands for somebody
PREDICATE = frozenset({"VERB", "AUX", "ADJ"})
ANNIVERSARIES = frozenset({"anniversary", "anniversaire", "годовщина", "роковини", "річниця"})
# «**полиции** пришлось открыть огонь»: who has to do it stands in the dative
IMPERSONAL = frozenset("предстоять приходиться прийтись удаваться удаться надлежать случиться".split())
CASES = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})
SUBJECT_CONTROL = frozenset({
    "promise", "threaten", "vow", "обещать", "угрожать", "пообещать", "поклясться", "promettre", "menacer", "jurer",
    "обіцяти", "погрожувати", "пообіцяти", "поклястися",
})  # fmt: skip
STATES = frozenset({"committed", "determined", "inclined", "prepared"})  # "is **prepared** to talk" says what he will
NEVER_GENITIVE = frozenset({"в", "во", "за", "на", "о", "об", "про", "через"})
# Slavic verbs of asking: what is asked for, others are to do: «потребовал **освободить** её».
ASKING = frozenset({
    "попросить", "потребовать", "призвать", "призывать", "просить", "рекомендовать", "требовать", "вимагати",
    "закликати", "попросити", "просити", "рекомендувати",
})  # fmt: skip
# Before whom these ask: "called **on the authorities** to free her".
ASKED_BY = {
    "appeal": "to", "call": "on|upon", "plead": "with", "demander": "à", "interdire": "à", "ordonner": "à",
    "permettre": "à", "обратиться": "к+Dat", "обращаться": "к+Dat", "звернутися": "до+Gen",
}  # fmt: skip
TAKING_TWO = frozenset({"deny", "refuse", "give", "grant", "offer", "send", "fine", "charge"})  # "was **denied** help"
# English verbs that stand with an object, or else in the passive: "One killed in clash", as headlines have it.
NEEDING_OBJECT = frozenset({
    "arrest", "beat", "behead", "convict", "deport", "detain", "evict", "execute", "expel", "find guilty", "fine",
    "free", "handcuff", "hospitalise", "hospitalize", "imprison", "injure", "jail", "kill", "lynch", "murder",
    "sentence", "shoot dead", "stab", "suspend", "wound",
})  # fmt: skip
# Those that are passive when joined to a passive without an object of their own: "was summoned and **questioned**".
SHARING_PASSIVE = NEEDING_OBJECT | frozenset(
    "abduct acquit assault ban bar blacklist blindfold confiscate dismiss disperse drag evacuate harass humiliate "
    "impound interrogate intimidate kick kidnap pardon punch question raid rape remand sack search seize strip summon "
    "tie torture".split()
)
RELATIVE = frozenset({
    "who", "whom", "which", "that", "whose", "который", "кто", "qui", "que", "dont", "lequel", "який", "що", "хто",
    "котрий",
})  # fmt: skip
PREPOSITIONS = {"во": "в", "со": "с", "ко": "к", "обо": "о", "об": "о", "изо": "из", "ото": "от", "надо": "над",
                "d'": "de", "d’": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}  # fmt: skip
PAYING = frozenset({"pay", "serve", "spend", "receive", "get", "face", "await"})  # for what one has done oneself
BLAME = ("of", "for", "from", "with", "de", "d'", "d’")
OBLIQUE = ("obl", "nmod")
SHORT_ENDING = "ing"
Link = tuple[str, int]  # a deep relation and the token that stands in it


def is_predicate(token: Token) -> bool:
    """Say whether a token can be the head of a clause by its part of speech."""
    return token.upos in PREDICATE


def is_gerund(token: Token) -> bool:
    """Say whether a verb form is an active participle or gerund ("striking", «бастующий»)."""
    form = token.feats.get("VerbForm")
    if form in ("Ger", "Conv"):
        return True
    if form == "Part" and ("Voice" in token.feats or token.feats.get("Tense") == "Pres"):
        return token.feats.get("Voice") != "Pass"
    return token.text.lower().endswith(SHORT_ENDING) and token.lemma != token.text.lower()


def is_participle(token: Token) -> bool:
    """Say whether a verb form is a participle that can stand alone ("arrested", «задержанный», «бастующий»)."""
    if "VerbForm" in token.feats:
        return token.feats["VerbForm"] in ("Part", "Ger", "Conv")
    text = token.text.lower()
    return text.endswith((SHORT_ENDING, "ed", "en", "t", "d")) and token.lemma.lower() != text


def marker(sentence: Sentence, index: int) -> tuple[str | None, str | None]:
    """Give the preposition of a nominal (all its words) and its case, null where it has none."""
    words = []
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        is_behind = child > index and token.lemma == "due"  # "against the bill, which is **due to** come"
        if token.deprel == "case" and not is_behind and token.text not in ("'s", "’s", "'", "’"):
            words.append(token.text.lower())
            words += [sentence.tokens[part].text.lower() for part in sentence.dependents(child, "fixed")]
    written = " ".join(words)
    case = sentence.tokens[index].feats.get("Case")
    if case == "Gen" and written in NEVER_GENITIVE and sentence.language in SLAVIC:
        case = "Acc"  # «протоколы **на десятерых участников**»
    return PREPOSITIONS.get(written, written) or None, case


@cache
def wanted_markers(written: str) -> tuple[tuple[str | None, str | None], ...]:
    """Read alternatives of a marker: `by|from`, `Ins`, `против+Gen` as pairs of preposition and case."""
    found: list[tuple[str | None, str | None]] = []
    for part in written.split("|"):
        word, _, case = part.partition("+")
        found.append((None, word) if word in CASES else (word, case or None))
    return tuple(found)


def has_marker(sentence: Sentence, index: int, written: str) -> bool:
    """Say whether a nominal is marked in one of these ways; an unknown case fits any."""
    return _is_one_of(marker(sentence, index), written)


def _is_one_of(marked: tuple[str | None, str | None], written: str) -> bool:
    word, case = marked
    for wanted, wanted_case in wanted_markers(written):
        if wanted == word and (wanted_case is None or wanted_case == case or (case is None and word is not None)):
            return True
    return False


def _is_agent(sentence: Sentence, index: int) -> bool:
    """Say whether an oblique of a passive is who does it: "by police", "par la police", «поліцією»."""
    return sentence.tokens[index].deprel == "obl:agent" or has_marker(sentence, index, "by|par|Ins")


def with_conjuncts(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield a nominal and those coordinated with it, also those that hang on its name: "leader Ann and **Bob**"."""
    yield index
    if not sentence.children[index]:
        return
    for child in sentence.dependents(index, "conj"):
        if sentence.tokens[child].upos in NOMINAL or sentence.tokens[child].upos == "ADJ":
            yield from with_conjuncts(sentence, child)
    for name in sentence.dependents(index, "appos"):
        if name == index + 1:
            for child in sentence.dependents(name, "conj"):
                if sentence.tokens[child].upos in NOMINAL:
                    yield from with_conjuncts(sentence, child)


def only_dates(sentence: Sentence, index: int) -> bool:
    """Say whether a noun is there to say when: "on the anniversary of the 1987 **massacre**"."""
    for _ in range(3):
        token = sentence.tokens[index]
        if token.head < 0 or token.deprel.partition(":")[0] not in ("nmod", "compound", "amod", "nummod"):
            return False
        index = token.head
        if sentence.tokens[index].lemma in ANNIVERSARIES and token.deprel.startswith("nmod"):
            return True
    return False


class Grammar:
    """What stands in which deep relation to the words of one sentence; it remembers what it has worked out."""

    def __init__(self, sentence: Sentence) -> None:
        """Take the sentence; nothing is worked out before it is asked for."""
        self.sentence = sentence
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._objects: dict[int, tuple[int, ...]] = {}
        self._passives: dict[int, bool] = {}
        self._markers: dict[int, tuple[str | None, str | None]] = {}

    # Voice.

    def is_passive(self, index: int) -> bool:
        """Say whether a verb is in the passive, also where coordination leaves the auxiliary out."""
        found = self._passives.get(index)
        if found is None:
            found = self._passives[index] = self._find_voice(index)
        return found

    def _has_be(self, index: int) -> bool:
        """Say whether "be" stands with a verb as an auxiliary, though not tagged as that of the passive."""
        sentence = self.sentence
        return any(sentence.tokens[child].lemma == "be" for child in sentence.dependents(index, "aux"))

    def _find_voice(self, index: int) -> bool:
        sentence, token = self.sentence, self.sentence.tokens[index]
        if token.upos not in PREDICATE:
            return False
        own = [sentence.tokens[child].deprel for child in sentence.children[index]]
        if token.text.lower() in STATES and "xcomp" in own:
            return False
        if "aux:pass" in own or "nsubj:pass" in own or "csubj:pass" in own or "obl:agent" in own:
            return True
        if sentence.language == "en" and token.text == token.lemma and self._has_be(index):
            return True  # "to be **let** go"
        if token.feats.get("Voice") == "Pass" and token.feats.get("VerbForm") == "Part":
            return sentence.language in SLAVIC or not self._is_past(index, own)
        if token.deprel == "conj" and "nsubj" not in own and "iobj" not in own:
            lacks_object = token.lemma in SHARING_PASSIVE and not {"obj", "ccomp"} & set(own)
            if lacks_object or token.lemma in TAKING_TWO:
                return self.is_passive(token.head)
        if sentence.language == "en" and self._lacks_object(index, own):
            return True
        if sentence.language in SLAVIC or "aux" in own or not is_participle(token) or is_gerund(token):
            return False
        if token.deprel in ("acl", "amod"):
            return token.feats.get("VerbForm") != "Inf" and not self._has_mark(index, "to")
        if token.deprel == "conj" and "nsubj" not in own and "obj" not in own:
            return self.is_passive(token.head)
        return False

    def _lacks_object(self, index: int, own: list[str]) -> bool:
        """Say whether an English past that needs an object has none, its own or shared: "Two **shot** dead"."""
        sentence, token = self.sentence, self.sentence.tokens[index]
        after = next((form for form in ("dead", "guilty") if self._is_followed(index, form)), None)
        named = f"{token.lemma} {after}" if after else token.lemma
        if named not in NEEDING_OBJECT or "nsubj" not in own or "aux" in own or token.deprel == "acl:relcl":
            return False
        shared = [sentence.tokens[at].deprel for child in sentence.dependents(index, "conj")
                  for at in sentence.children[child]]  # fmt: skip
        return token.feats.get("Tense") == "Past" and not {*own, *shared} & {"obj", "iobj", "ccomp", "expl"}

    def _is_followed(self, index: int, form: str) -> bool:
        return index + 1 < len(self.sentence.tokens) and self.sentence.tokens[index + 1].text.lower() == form

    def _is_past(self, index: int, own: list[str]) -> bool:
        """Say whether an English verb tagged a participle must be a past: "A court **sentenced** her"."""
        token = self.sentence.tokens[index]
        if "nsubj" in own:
            return True
        if token.deprel != "conj":
            return False
        head = token.head
        while is_gerund(self.sentence.tokens[head]) and self.sentence.tokens[head].head >= 0:  # no past joins one
            head = self.sentence.tokens[head].head
        return self.sentence.tokens[head].upos == "VERB" and not self.is_passive(head)

    def _has_mark(self, index: int, word: str) -> bool:
        tokens = self.sentence.tokens
        return any(tokens[child].text.lower() == word for child in self.sentence.dependents(index, "mark"))

    # Subjects as they stand.

    def surface_subjects(self, index: int) -> tuple[int, ...]:
        """Give the grammatical subject of a predicate, looking through ellipsis, control and relative clauses."""
        if index not in self._subjects:
            self._subjects[index] = ()  # against loops of broken trees
            self._subjects[index] = self._find_subjects(index)
        return self._subjects[index]

    def _find_subjects(self, index: int) -> tuple[int, ...]:
        sentence, token = self.sentence, self.sentence.tokens[index]
        own = self._own_subject(index)
        if own is not None:
            return self._resolve_relative(own, index)
        shared = self._subject_behind(index)
        if shared is not None:
            return tuple(with_conjuncts(sentence, shared))
        if token.head < 0:
            return ()
        match token.deprel.partition(":")[0]:
            case "conj":
                head = sentence.tokens[token.head]
                if self._leaves_out_doer(index):
                    return ()
                return self.surface_subjects(token.head) if self._can_share(head, token) else ()
            case "xcomp":
                return self.controllers(token.head)
            case "csubj" if sentence.tokens[token.head].lemma in IMPERSONAL:
                return self.controllers(token.head)
            case "acl":
                return self._antecedent_as_subject(index)
            case "amod":
                return (token.head,) if token.upos == "VERB" else ()
            case "advcl" if self._is_open(index):
                return self._blamed(index) or self.surface_subjects(token.head)
            case "ccomp":
                return self._subject_of_complement(index)
        return ()

    def _own_subject(self, index: int) -> int | None:
        """Give a predicate's own subject; of several (a parser's slip) the nearest before it; "it" at need."""
        found = [child for child in self.sentence.dependents(index, "nsubj") if not self._is_genitive(child)]
        if not found:
            return next((i for i in self.sentence.dependents(index, "expl") if self._is_dummy(i)), None)
        before = [child for child in found if child < index]
        return before[-1] if before else found[0]

    def _subject_behind(self, index: int) -> int | None:
        """Give the subject that stands behind two Slavic participles: «задержана и оштрафована **библиотекарь**»."""
        if self.sentence.language not in SLAVIC or not self.is_passive(index):
            return None
        for other in self.sentence.dependents(index, "conj"):
            own = self._own_subject(other) if other > index and self.is_passive(other) else None
            if own is not None and own > other:
                return own
        return None

    def _is_dummy(self, index: int) -> bool:
        """Say whether an expletive is a subject ("it"), not the clitic of a reflexive verb ("se")."""
        return self.sentence.tokens[index].deprel in ("expl", "expl:subj") and self.sentence.tokens[index].lemma != "se"

    def _is_genitive(self, index: int) -> bool:
        """Say whether an English noun bears "'s", so that it cannot be a subject."""
        return any(
            self.sentence.tokens[i].text in ("'s", "’s", "'", "’") for i in self.sentence.dependents(index, "case")
        )

    def possessors(self, index: int) -> Iterator[int]:
        """Yield whose something is, also where the parser hangs "X's" on the verb before the noun."""
        own = list(self.sentence.dependents(index, "nmod:poss"))
        if not own:
            low = min(self.sentence.subtree(index))
            own = [
                i
                for i in range(max(0, low - 3), low)
                if self._is_genitive(i) and max(self.sentence.subtree(i)) == low - 1
            ]
        for owner in own:
            yield from with_conjuncts(self.sentence, owner)

    def _blamed(self, index: int) -> tuple[int, ...]:
        """Give the object that does what follows "of", "for", "from": "accused **him** of beating", "kept X from …"."""
        token = self.sentence.tokens[index]
        head = self.sentence.tokens[token.head]
        is_blame = any(self._has_mark(index, word) for word in BLAME) and head.lemma not in PAYING
        if not is_blame or self.is_passive(token.head):
            return ()
        return self.objects(token.head)

    def _subject_of_complement(self, index: int) -> tuple[int, ...]:
        """Give who does what is said: "denied beating them"; in "X struck, his lawyer said" X may hang on "said"."""
        token = self.sentence.tokens[index]
        if token.head > index:
            before = [child for child in self.sentence.dependents(token.head, "nsubj") if child < index]
            return tuple(with_conjuncts(self.sentence, before[0])) if before else ()
        is_open = is_gerund(token) or token.feats.get("VerbForm") == "Inf" or self._has_dropped_subject(index)
        return self.surface_subjects(token.head) if is_open else ()

    def _has_dropped_subject(self, index: int) -> bool:
        """Say whether a Slavic verb goes on with the subject above: «она сказала, что **голодает**».

        In the plural only what will be done does («объявили, что **прекратят** работу»): «сообщили, что его увезли»
        leaves out who did it.
        """
        token, above = self.sentence.tokens[index], self.sentence.tokens[self.sentence.tokens[index].head]
        if self.sentence.language not in SLAVIC or token.feats.get("VerbForm") != "Fin" or above.upos != "VERB":
            return False
        number = token.feats.get("Number")
        if number != above.feats.get("Number") or (number != "Sing" and token.feats.get("Tense") != "Fut"):
            return False
        return token.feats.get("Gender", "") in (above.feats.get("Gender", ""), "") and not self.is_passive(index)

    def _leaves_out_doer(self, index: int) -> bool:
        """Say whether a Slavic clause put beside another names but whom it befell: «вышли, **двух оштрафовали**»."""
        sentence = self.sentence
        if sentence.language not in SLAVIC or sentence.tokens[index].feats.get("Number") != "Plur":
            return False
        is_beside = next(sentence.dependents(index, "cc"), None) is None
        return is_beside and any(child < index for child in sentence.dependents(index, "obj"))

    def _can_share(self, head: Token, token: Token) -> bool:
        """Say whether a coordinated predicate may borrow the subject: a finite one of its own number or an ellipsis."""
        numbers = head.feats.get("Number"), token.feats.get("Number")
        if self.sentence.language in SLAVIC and numbers == ("Sing", "Plur") and token.feats.get("VerbForm") != "Part":
            return False  # «суд оставил приговор, а его **увезли**»: nobody is named
        return head.upos in PREDICATE or (head.deprel == "root" and token.upos == "VERB")

    def _is_open(self, index: int) -> bool:
        """Say whether an adverbial clause has no subject of its own: participle, infinitive, converb."""
        token = self.sentence.tokens[index]
        form = token.feats.get("VerbForm")
        return form in ("Inf", "Conv", "Ger", "Part") or is_gerund(token) or self._has_mark(index, "to")

    def _antecedent_as_subject(self, index: int) -> tuple[int, ...]:
        token = self.sentence.tokens[index]
        if self._has_mark(index, "to") or token.feats.get("VerbForm") == "Inf":
            return self._owner(token.head)
        if token.deprel == "acl:relcl" or token.feats.get("VerbForm") == "Fin":
            return ()
        return (token.head,)

    def _owner(self, noun: int) -> tuple[int, ...]:
        """Give whose plan, right or attempt a noun is: its possessor, else the subject of its verb."""
        poss = tuple(self.sentence.dependents(noun, "nmod:poss"))
        token = self.sentence.tokens[noun]
        if poss or token.head < 0 or not is_predicate(self.sentence.tokens[token.head]):
            return poss
        return self.surface_subjects(token.head) if token.deprel in ("obj", "obl") else ()

    def _resolve_relative(self, subject: int, index: int) -> tuple[int, ...]:
        token = self.sentence.tokens[subject]
        if fold_relative(token):
            antecedent = self.antecedent(index)
            if antecedent is not None:
                return tuple(with_conjuncts(self.sentence, antecedent))
        return tuple(with_conjuncts(self.sentence, subject))

    def antecedent(self, index: int) -> int | None:
        """Give the noun that the relative clause around a predicate describes."""
        tokens = self.sentence.tokens
        for _ in range(6):
            token = tokens[index]
            if token.deprel.startswith("acl"):
                return token.head
            if token.head < 0 or token.deprel.partition(":")[0] not in ("conj", "xcomp", "ccomp"):
                return None
            index = token.head
        return None

    def controllers(self, governor: int) -> tuple[int, ...]:
        """Give who does what a governing verb has as open complement: its object, if it has one, else its subject."""
        sentence = self.sentence
        if self.is_passive(governor) or sentence.tokens[governor].lemma in SUBJECT_CONTROL:
            return self.surface_subjects(governor)
        told = next(sentence.dependents(governor, "obj"), None)
        if told is None:
            told = next(sentence.dependents(governor, "iobj"), None)
        if told is None:
            told = next((o for o in sentence.dependents(governor, "obl") if marker(sentence, o) == (None, "Dat")), None)
        if told is None:
            written = ASKED_BY.get(sentence.tokens[governor].lemma)
            asked = sentence.dependents(governor, "obl") if written else ()
            told = next((each for each in asked if has_marker(sentence, each, written or "")), None)
        if told is None:
            return () if sentence.tokens[governor].lemma in ASKING else self.surface_subjects(governor)
        return tuple(with_conjuncts(sentence, told))

    # Deep relations.

    def subjects(self, index: int) -> tuple[int, ...]:
        """Give the deep subject of a verb: who does it."""
        if not self.is_passive(index):
            return self.surface_subjects(index)
        sentence = self.sentence
        beside = list(sentence.dependents(index, "obl", "nmod"))
        found = [i for i in beside if _is_agent(sentence, i)]
        if not found:  # "was summoned for questioning **by the service**"
            aims = (i for i in beside if marker(sentence, i)[0] in ("for", "pour"))
            found = [i for aim in aims for i in sentence.dependents(aim, "nmod") if has_marker(sentence, i, "by|par")]
        return tuple(each for agent in found for each in with_conjuncts(sentence, agent))

    def objects(self, index: int) -> tuple[int, ...]:
        """Give the deep object of a verb: to whom or what it is done."""
        found = self._objects.get(index)
        if found is None:
            found = self._objects[index] = self._find_objects(index)
        return found

    def _find_objects(self, index: int) -> tuple[int, ...]:
        if self.is_passive(index):
            return self.surface_subjects(index)
        sentence = self.sentence
        every = list(sentence.dependents(index, "obj"))
        if every:  # of several (a parser's slip) one that may stand there: «Мінськ: **вчительку** засуджено»
            nouns = [each for each in every if sentence.tokens[each].upos != "ADJ"] or every
            own = next((each for each in nouns if sentence.tokens[each].feats.get("Case") != "Nom"), nouns[0])
            antecedent = self.antecedent(index) if fold_relative(sentence.tokens[own]) else None
            return tuple(with_conjuncts(sentence, own if antecedent is None else antecedent))
        return self._gap(index) or self._shared_object(index) or self._indirect_object(index)

    def _gap(self, index: int) -> tuple[int, ...]:
        """Give the antecedent of a relative clause without a pronoun: "the men police arrested"."""
        sentence, token = self.sentence, self.sentence.tokens[index]
        if token.deprel != "acl:relcl" or sentence.language != "en":
            return ()
        subject = next(sentence.dependents(index, "nsubj"), None)
        is_own = subject is not None and not fold_relative(sentence.tokens[subject])
        return (token.head,) if is_own else ()

    def _indirect_object(self, index: int) -> tuple[int, ...]:
        tokens = self.sentence.tokens
        beside = self.sentence.dependents(index, "iobj")
        found = next((i for i in beside if tokens[i].feats.get("Case") != "Ins"), None)  # «избили **дубинками**»
        return () if found is None else tuple(with_conjuncts(self.sentence, found))

    def _shared_object(self, index: int) -> tuple[int, ...]:
        """Give the object that follows coordinated verbs: "detained and beat protesters"."""
        sentence, token = self.sentence, self.sentence.tokens[index]
        beside = list(sentence.dependents(index, "conj"))
        if token.deprel == "conj":
            beside.append(token.head)
        for other in beside:
            if sentence.tokens[other].upos == "VERB" and not self.is_passive(other):
                found, first, second = list(sentence.dependents(other, "obj")), min(index, other), max(index, other)
                is_slip = bool(found) and found[0] < first and (len(found) > 1 or sentence.language in SLAVIC)
                if found and not first < found[0] < second and (is_slip or not self._are_full(first, second)):
                    return tuple(with_conjuncts(sentence, found[0]))
        return ()

    def _are_full(self, first: int, second: int) -> bool:
        """Say whether two verbs each have what belongs to them: "rammed **into a stall** and broke a window"."""
        sentence = self.sentence
        between = any(first < child < second for child in sentence.dependents(first, "obl"))
        return between or next(sentence.dependents(second, "nsubj"), None) is not None

    def obliques(self, index: int, written: str | None) -> Iterator[int]:
        """Yield the obliques and nominal modifiers of a word with one of these markers (None: any)."""
        sentence = self.sentence
        for child in sentence.dependents(index, *OBLIQUE):
            is_marked = written is not None and self._is_marked(child, written)
            if written is None or (is_marked and sentence.tokens[child].deprel not in ("obl:agent", "nmod:poss")):
                yield from with_conjuncts(sentence, child)

    def _is_marked(self, index: int, written: str) -> bool:
        marked = self._markers.get(index)
        if marked is None:
            marked = self._markers[index] = marker(self.sentence, index)
        return _is_one_of(marked, written)

    def governor(self, index: int) -> int | None:
        """Give the word that governs another, looking past coordination; None at the root."""
        tokens = self.sentence.tokens
        for _ in range(len(tokens)):
            token = tokens[index]
            if token.head < 0:
                return None
            if token.deprel != "conj":
                return token.head
            index = token.head
        return None

    def path(self, index: int) -> list[int]:
        """Give the words above a word, from its head to the root."""
        found: list[int] = []
        head = self.sentence.tokens[index].head
        while head >= 0 and len(found) < len(self.sentence.tokens):
            found.append(head)
            head = self.sentence.tokens[head].head
        return found


def stands_as_noun(token: Token) -> bool:
    """Say whether a participle stands for those of whom it is said: «**задержанные** объявили голодовку»."""
    is_declined = token.upos == "VERB" and token.feats.get("VerbForm") == "Part" and "Case" in token.feats
    if not is_declined or token.feats.get("Gender") == "Neut":
        return False
    return token.deprel.partition(":")[0] in AS_NOUN


def fold_relative(token: Token) -> bool:
    """Say whether a word is a relative pronoun, which stands for the noun its clause describes."""
    return token.feats.get("PronType") == "Rel" or (
        token.upos in ("PRON", "DET", "SCONJ") and token.lemma.lower() in RELATIVE
    )
