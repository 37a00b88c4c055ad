"""Who a pronoun or a bare role word stands for: the nearest fitting one before it, and nobody where two fit alike."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from khronika import lexicon
from khronika.extract.gender import gender_of, surname_gender
from khronika.extract.quotations import Quotations
from khronika.extract.scene import Scene
from khronika.extract.scenes import Scenes
from khronika.extract.traits import GENDERED, SLAVIC
from khronika.language import Analysis, Token
from khronika.model import Mention, Name, ParticipantKind, Place

HE = frozenset({"he", "him", "his", "himself", "он", "его", "il", "lui", "le", "він", "його"})
SHE = frozenset({"she", "her", "hers", "herself", "она", "ее", "elle", "la", "вона", "її"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "они", "их", "ils", "elles",
                  "eux", "leur", "leurs", "les", "вони", "їх", "їхній"})  # fmt: skip
IT = frozenset({"it", "its", "itself", "оно", "воно"})
WE = frozenset({"we", "us", "our", "ours", "ourselves", "мы", "наш", "nous", "notre", "nos", "ми"})
ME = frozenset({
    "i", "me", "my", "mine", "myself", "я", "мой", "je", "j'", "m'", "moi", "mon", "ma", "mes", "мій",
})  # fmt: skip
YOU = frozenset({
    "you", "your", "yourself", "вы", "вас", "вам", "ваш", "ты", "твой", "vous", "votre", "vos", "-vous", "tu", "te",
    "toi", "ви", "ти", "твій",
})  # fmt: skip
OWN = frozenset({"свой", "себя", "сам", "se", "s'", "свій", "себе"})
POSSESSIVE = frozenset({"my", "your", "his", "her", "its", "our", "their", "мой", "твой", "его", "ее", "их", "наш",
                        "ваш", "свой", "mon", "ton", "son", "notre", "votre", "leur", "sa", "ses", "мій", "твій",
                        "його", "її", "їхній", "свій"})  # fmt: skip
FEMALE = frozenset({
    "mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "madame", "sister", "mother", "wife", "widow", "daughter",
    "woman", "girl", "actress", "spokeswoman", "chairwoman", "mme", "mlle", "avocate", "étudiante", "militante",
    "soeur", "mère", "épouse", "veuve", "fille", "femme", "présidente", "journaliste", "lycéenne", "enseignante",
    "institutrice", "infirmière", "éditrice",
})  # fmt: skip
MALE = frozenset({
    "mr", "mr.", "sir", "lord", "king", "father", "brother", "husband", "son", "man", "boy", "priest", "spokesman",
    "chairman", "businessman", "policeman", "monsieur", "m.", "avocat", "étudiant", "militant", "frère", "père",
    "mari", "homme", "président", "lycéen", "enseignant", "instituteur",
})  # fmt: skip
POWERS = frozenset({"court", "government", "military", "parliament", "police", "prosecutor"})
DONE_TO = ("obj", "nsubj:pass")
DEFINITE = frozenset({"the", "this", "that", "le", "la", "l'", "l’", "ce", "cet", "cette"})
REACH = 3  # sentences back
CROWDS = frozenset({"police", "crowd", "foule"})
BESIDE = 4  # tokens around a name within which a title or role tells its bearer's gender
BUILDINGS = frozenset({"station"})  # "the police station" is nobody
BODIES = frozenset({"union", "party", "ngo", "company", "court", "hospital", "school", "media", "movement",
                    "government", "parliament", "church", "igo", "prosecutor", "military", "election commission",
                    "election_commission"})  # fmt: skip
HOLDERS = (
    "er",
    "or",
    "man",
    "woman",
    "ist",
    "ian",
    "judge",
    "minister",
    "president",
    "chief",
    "general",
    "mp",
    "priest",
)
PART_OF_NAME = frozenset({"nmod:desc", "compound", "flat", "amod", "appos", "flat:name"})
Gender = str | None


class Antecedent(Struct, frozen=True):
    """Whom a word stands for, with the words that name him."""

    kind: ParticipantKind
    name: str
    start: int
    end: int
    text: str


class Candidate(Struct, frozen=True):
    """One who may be meant: the sentence and token that name him, his number and, where known, his gender."""

    antecedent: Antecedent
    sentence: int
    token: int
    plural: bool
    gender: Gender


class Antecedents:
    """The ones named so far in a document, asked for by pronoun or by role."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        """Take the document and its mentions, sorted by position."""
        self.analysis = analysis
        self.mentions = mentions
        self._scenes = Scenes(analysis, mentions)
        self._candidates: dict[int, tuple[Candidate, ...]] = {}
        self._bodies: dict[str, Antecedent | None] = {}

    def scene(self, number: int) -> Scene | None:
        """Give the scene of a sentence, None where its language has no lexicon."""
        return self._scenes.at(number)

    def scenes(self) -> Iterator[Scene]:
        """Yield the scenes of the sentences in the document's body, in order."""
        for number, sentence in enumerate(self.analysis.sentences):
            scene = self.scene(number) if self.analysis.is_body(sentence) else None
            if scene is not None:
                yield scene

    @cached_property
    def quotations(self) -> Quotations:
        """Give the document's quoted speech."""
        return Quotations(self.analysis, self._scenes.at)

    # Pronouns.

    def resolve(self, sentence: int, index: int, *, suffers: bool = False) -> Antecedent | None:
        """Give whom the pronoun at a token stands for, None where nobody fits or two fit alike.

        One who `suffers` what is done by those in power is no such body, and rather one to whom something was done than
        one of theirs.
        """
        token = self.analysis.sentences[sentence].tokens[index]
        word = lexicon.fold(token.text)
        lemma = lexicon.fold(token.lemma)
        words = {word, lemma}
        same = self._same_above(sentence, index, words & (HE | SHE | THEY))
        if same is not None:
            return self.resolve(sentence, same, suffers=suffers)
        if words & ME:
            return self._speaker_at(sentence, index)
        if words & WE:
            return self._body_of_speaker(sentence, index)
        if words & YOU:
            return self._addressed_at(sentence)
        if words & THEY:
            return self._choose(sentence, index, plural=True, gender=None, suffers=suffers)
        if token.upos == "NUM":  # "a dozen were fined"
            return self._choose(sentence, index, plural=True, gender=None, suffers=suffers)
        if words & IT and token.upos in ("PRON", "DET"):
            return self._choose(
                sentence, index, plural=False, gender="Neut" if lemma in ("оно", "воно") else None, thing=True
            )
        if words & (HE | SHE):
            gender = token.feats.get("Gender") or ("Fem" if words & SHE else "Masc")
            gendered = self.analysis.sentences[sentence].language in GENDERED
            return self._choose(sentence, index, plural=False, gender=gender, thing=gendered, suffers=suffers)
        return None

    def _same_above(self, sentence: int, index: int, words: Set[str]) -> int | None:
        """Give the pronoun above that means the same: "**She** told her lawyer that they had beaten **her**"."""
        kin = next((group for group in (HE, SHE, THEY) if words & group), None)
        scene = self.scene(sentence) if kin else None
        if kin is None or scene is None:
            return None
        above = scene.grammar.path(index)
        for at in range(index):
            token = scene.tokens[at]
            is_kin = token.upos == "PRON" and bool({lexicon.fold(token.text), lexicon.fold(token.lemma)} & kin)
            is_above = token.deprel.startswith("nsubj") and token.head in above
            if is_kin and is_above and not self._is_beside(sentence, index, at):
                return at
        return None

    def _choose(
        self, sentence: int, index: int, *, plural: bool, gender: Gender, thing: bool = False, suffers: bool = False
    ) -> Antecedent | None:
        """Give the one that fits in the nearest sentence that has any; a subject goes before others."""
        token = self.analysis.sentences[sentence].tokens[index]
        others: tuple[int, list[Candidate]] | None = None
        for number in range(sentence, max(-1, sentence - REACH - 1), -1):
            near = [
                c
                for c in self._in(number)
                if c.antecedent.end <= token.start
                and _agrees(c, plural=plural, gender=gender, thing=thing, gendered=self._is_gendered(number))
                and not (number == sentence and self._is_beside(sentence, index, c.token))
                and not (suffers and self._is_power(c))
            ]
            best = [c for c in near if (c.plural if plural else c.antecedent.kind == "person")]
            best = [c for c in best if not (suffers and self._serves(c))] or best
            if token.upos == "NUM":
                near = best = [c for c in best if self._is_told_plural(c)]
            if best or (near and not plural):
                return self._only(number, best or near, suffers=suffers)
            others = others or ((number, near) if near else None)
        return self._only(*others, suffers=suffers) if others else None

    def _is_power(self, candidate: Candidate) -> bool:
        scene = self.scene(candidate.sentence)
        return scene is not None and is_power(scene, candidate.token) and not _is_named_person(candidate)

    def _serves(self, candidate: Candidate) -> bool:
        """Say whether a candidate is somebody, unnamed, who serves such a body: "two **policemen**"."""
        scene = self.scene(candidate.sentence)
        return scene is not None and scene.means(candidate.token) in POWERS and not _is_named_person(candidate)

    def _is_told_plural(self, candidate: Candidate) -> bool:
        token = self.analysis.sentences[candidate.sentence].tokens[candidate.token]
        return token.feats.get("Number") == "Plur" and lexicon.fold(token.lemma) not in CROWDS

    def _is_gendered(self, number: int) -> bool:
        return self.analysis.sentences[number].language in GENDERED

    def _only(self, number: int, fitting: list[Candidate], *, suffers: bool) -> Antecedent | None:
        """Give the one meant: all names of one bearer are one; else the only subject; else nobody.

        Of one who suffers, to whom something was done goes before the subject.
        """
        tokens = self.analysis.sentences[number].tokens
        subjects = [c for c in fitting if self._is_subject(number, c.token)]
        done_to = [c for c in fitting if suffers and tokens[c.token].deprel in DONE_TO]
        for group in (fitting, done_to, subjects, subjects[:1] if _is_main(subjects) else []):
            if len({c.antecedent.name.casefold() for c in group}) == 1:
                known = None if _is_named(group[-1]) else self.resolve_role(number, group[-1].token)
                return known or group[-1].antecedent
        return None

    def _is_subject(self, number: int, index: int) -> bool:
        return self.analysis.sentences[number].tokens[index].deprel.startswith(("nsubj", "root"))

    def _is_beside(self, sentence: int, pronoun: int, other: int) -> bool:
        """Say whether two words are arguments of one verb, so that they cannot be the same ("Ann hit **her**")."""
        tokens = self.analysis.sentences[sentence].tokens
        if tokens[pronoun].deprel in ("nmod:poss", "det") or tokens[pronoun].head < 0:
            return False
        return tokens[pronoun].head == tokens[other].head or tokens[pronoun].head == other

    # Candidates of a sentence.

    def _in(self, number: int) -> tuple[Candidate, ...]:
        if number not in self._candidates:
            scene = self.scene(number)
            self._candidates[number] = tuple(_candidates(scene)) if scene is not None else ()
        return self._candidates[number]

    # Roles: "the union leader", «активист», "the union".

    def resolve_role(self, sentence: int, index: int) -> Antecedent | None:
        """Give whom a bare role word means: the person introduced with that role, or the body of that kind."""
        scene = self.scene(sentence)
        if scene is None or not _is_definite(scene, index):
            return None
        is_body = scene.lemmas[index] in scene.lexicon.words("organisations")
        before = scene.tokens[index].start
        found: dict[str, Antecedent] = {}
        for number in range(sentence, -1, -1):
            for mention in self._named(number, "organisation" if is_body else "person"):
                if mention.end <= before and self._bears(number, mention, scene.lemmas[index]):
                    who = _as_antecedent(mention)
                    found.setdefault(who.name.casefold(), who)
        if not found and not is_body and scene.word("groups", index) is not None:
            found = self._only_person(sentence, before, scene.tokens[index].feats.get("Gender"))
        return next(iter(found.values())) if len(found) == 1 else None

    def _only_person(self, sentence: int, before: int, gender: Gender) -> dict[str, Antecedent]:
        """Give the persons named shortly before whose gender does not speak against."""
        near = [c for number in range(max(0, sentence - REACH), sentence + 1) for c in self._in(number)]
        above = self._verbs_above(sentence, before)
        fitting = [c for c in near if _is_named(c) and c.antecedent.kind == "person" and c.antecedent.end <= before]
        fitting = [c for c in fitting if not (c.sentence == sentence and self._head(c) in above)]
        fitting = [c for c in fitting if gender is None or c.gender in (None, gender)]
        return {c.antecedent.name.casefold(): c.antecedent for c in fitting}

    def _verbs_above(self, sentence: int, start: int) -> set[int]:
        """Give the words on which the clause of a word hangs: their subject ("**Ann** said a client …") is another."""
        scene = self.scene(sentence)
        if scene is None:
            return set()
        index = next(i for i, token in enumerate(scene.tokens) if token.start == start)
        path = list(scene.grammar.path(index))
        return set(path[1:])

    def _head(self, candidate: Candidate) -> int:
        return self.analysis.sentences[candidate.sentence].tokens[candidate.token].head

    def _named(self, number: int, kind: str) -> list[Mention]:
        sentence = self.analysis.sentences[number]
        starts = self._scenes.starts
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        return [mention for mention in self.mentions[low:high] if mention.kind == kind and not mention.text.islower()]

    def _bears(self, number: int, mention: Mention, lemma: str) -> bool:
        """Say whether a name stands with a role word: in it ("Nurses' Union"), beside it, or as its predicate."""
        scene = self.scene(number)
        if scene is None:
            return False
        inside = scene.sentence.covering(mention.start, mention.end)
        head = scene.sentence.head_of(mention.start, mention.end)
        if head is None:
            return False
        near = {*inside, *range(max(0, inside[0] - BESIDE), inside[0]), scene.tokens[head].head}
        near |= set(scene.sentence.dependents(head, "appos", "compound"))
        return any(i >= 0 and scene.lemmas[i] == lemma and (i in inside or _is_tied(scene, i, head)) for i in near)

    # "I" and "we".

    def _speaker_at(self, sentence: int, index: int) -> Antecedent | None:
        """Give who speaks where a token stands: the quoted one, or whose turn it is."""
        at = self.analysis.sentences[sentence]
        quotation = self.quotations.at(at.tokens[index].start)
        if quotation is not None:
            voice = self.quotations.voice(quotation)
            if voice is not None and voice.saying.speaker is not None:
                return self._outside(voice.sentence, voice.saying.speaker)
        name = self.analysis.speaker_of(at)
        return self.first_naming(name) if name else None

    def _addressed_at(self, sentence: int) -> Antecedent | None:
        """Give whom the one who asks in an interview calls "you": whose turn is next."""
        at, turns = self.analysis.sentences[sentence], self.analysis.document.turns
        following = next((after for turn, after in pairwise(turns) if turn.start <= at.start < turn.end), None)
        asks = self.analysis.document.paragraphs[at.paragraph].kind == "question"
        return self.first_naming(following.speaker) if asks and following is not None and following.speaker else None

    def _outside(self, sentence: int, index: int) -> Antecedent | None:
        """Give whom the word for a quotation's speaker names; a pronoun that is itself quoted names nobody."""
        token = self.analysis.sentences[sentence].tokens[index]
        is_own = {lexicon.fold(token.text), lexicon.fold(token.lemma)} & (ME | WE)
        return None if is_own and self.quotations.at(token.start) is not None else self.named_at(sentence, index)

    def _body_of_speaker(self, sentence: int, index: int) -> Antecedent | None:
        speaker = self._speaker_at(sentence, index)
        if speaker is None or speaker.kind in ("organisation", "group"):
            return speaker
        return self.body_of(speaker.name) or speaker

    def named_at(self, sentence: int, index: int) -> Antecedent | None:
        """Give the one whom a word names or, as a pronoun or role, stands for."""
        scene = self.scene(sentence)
        if scene is None:
            return None
        token = scene.tokens[index]
        if token.upos == "PRON":
            return self.resolve(sentence, index)
        mention = scene.mention_at(index, "person", "organisation") or _beside(scene, index)
        if mention is not None:
            return _as_antecedent(mention)
        return self.resolve_role(sentence, index)

    def first_naming(self, name: str) -> Antecedent:
        """Give an interviewee by the first words of the text that name him; without any, by his name alone at 0."""
        last = name.split()[-1] if name.split() else name
        for mention in self.mentions:
            if mention.kind in ("person", "organisation") and _name(mention).casefold() == name.casefold():
                return Antecedent(mention.kind, name, mention.start, mention.end, mention.text)
        for words in (name, last):
            at = self.analysis.text.find(words) if words else -1
            if at >= 0:
                return Antecedent("person", name, at, at + len(words), words)
        return Antecedent("person", name, 0, 0, "")

    def body_of(self, person: str) -> Antecedent | None:
        """Give the organisation that a person is introduced with: "Ann Example of the Nurses' Union"."""
        key = person.casefold()
        if key not in self._bodies:
            self._bodies[key] = next(self._introduced(key), None)
        return self._bodies[key]

    def _introduced(self, person: str) -> Iterator[Antecedent]:
        for number in range(len(self.analysis.sentences)):
            bodies = self._named(number, "organisation")
            for mention in self._named(number, "person") if bodies else ():
                if _name(mention).casefold() in (person, person.split()[-1]):
                    scene = self.scene(number)
                    tied = [body for body in bodies if scene is not None and _belongs(scene, mention, body)]
                    yield from (_as_antecedent(body) for body in tied[:1])


def _candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield the persons, organisations and groups that a sentence names, in order."""
    heads: dict[int, Mention] = {}
    for mention in scene.mentions:
        if mention.kind in ("person", "organisation"):
            head = scene.sentence.head_of(mention.start, mention.end)
            if head is not None:
                heads[head] = mention
    for index, token in enumerate(scene.tokens):
        named = heads.get(index)
        if named is not None:
            yield Candidate(_as_antecedent(named), scene.number, index, False, _gender(scene, named, index))
        elif _is_nominal(token) and not scene.mention_at(index, "person", "organisation", "place"):
            is_title = token.deprel in PART_OF_NAME and (token.head in heads or token.deprel in ("compound", "amod"))
            after = scene.mention_at(index + 1, "person") if index + 1 < len(scene.tokens) else None
            is_title = is_title or (after is not None and after.start == scene.tokens[index + 1].start)
            if not is_title and scene.means(index) is not None:
                yield _described(scene, index)


def _is_nominal(token: Token) -> bool:
    """Say whether a word may describe somebody: a noun, or an adjective or participle in a case («задержанные»)."""
    return token.upos == "NOUN" or (token.upos in ("ADJ", "VERB") and "Case" in token.feats)


def _described(scene: Scene, index: int) -> Candidate:
    """Make the candidate that an unnamed person or group is: "four students", «задержанные»."""
    beside, feats = _beside(scene, index), scene.tokens[index].feats
    plural, gender = feats.get("Number") == "Plur", feats.get("Gender")
    if beside is not None:
        named = surname_gender(_name(beside)) if beside.kind == "person" else None
        return Candidate(_as_antecedent(beside), scene.number, index, plural, named or gender)
    first = index
    while (
        first > 0 and scene.tokens[first - 1].head == index and scene.tokens[first - 1].deprel in ("amod", "compound")
    ):
        first -= 1
    span = scene.span(first, index)
    is_crowd = plural or scene.lemmas[index] in CROWDS
    kind: ParticipantKind = "group" if is_crowd else "organisation" if _is_body(scene, index) else "person"
    who = Antecedent(kind, span.text, span.start, span.end, span.text)
    return Candidate(who, scene.number, index, plural or (is_crowd and gender is None), gender)


def is_power(scene: Scene, index: int) -> bool:
    """Say whether a word means a body that does things to people ("the court", "police"), not one who serves it."""
    return scene.means(index) in POWERS and not _is_holder(scene, index)


def _is_body(scene: Scene, index: int) -> bool:
    """Say whether a role word means a body ("court") rather than one who holds an office ("judge")."""
    lemma = scene.lemmas[index]
    is_inanimate = scene.tokens[index].feats.get("Animacy") == "Inan"
    is_body = scene.means(index) in BODIES or lemma in scene.lexicon.words("organisations") or lemma in BUILDINGS
    return (is_body or is_inanimate) and not _is_holder(scene, index)


def _is_holder(scene: Scene, index: int) -> bool:
    return scene.lemmas[index].endswith(HOLDERS) or scene.tokens[index].feats.get("Animacy") == "Anim"


def _gender(scene: Scene, mention: Mention, head: int) -> Gender:
    """Give a name's gender where its tags, a title or a role word beside it tell, None where nothing does."""
    if scene.sentence.language in SLAVIC:
        told = scene.tokens[head].feats.get("Gender")
        if scene.sentence.language != "ru":  # whose names are not always in the nominative
            return told
        return surname_gender(_name(mention)) or told if mention.kind == "person" else told
    inside = scene.sentence.covering(mention.start, mention.end)
    near = {i for i in range(max(0, inside[0] - BESIDE), inside[0]) if _is_tied(scene, i, head) or i == inside[0] - 1}
    near |= {*inside, *scene.sentence.dependents(head, "appos")}
    words = {word for i in near for word in (scene.lemmas[i], scene.forms[i])}
    told = "Fem" if words & FEMALE else "Masc" if words & MALE else None
    if told is None and scene.sentence.language in GENDERED:  # "l'**étudiante** Lise Example"
        roles = (i for i in near if scene.means(i) is not None and _is_tied(scene, i, head))
        told = next((scene.tokens[i].feats.get("Gender") for i in roles), None)
    names = mention.text.split()
    return told or (gender_of(names[0]) if mention.kind == "person" and len(names) > 1 else None)


def _agrees(candidate: Candidate, *, plural: bool, gender: Gender, thing: bool, gendered: bool) -> bool:
    kind = candidate.antecedent.kind
    if plural:
        return candidate.plural or (kind in ("organisation", "group") and not gendered)
    if candidate.plural:
        return False
    if gendered:
        return gender is None or candidate.gender in (None, gender)
    if thing:
        return kind == "organisation"
    return kind == "person" and candidate.gender in (None, gender)


def _is_main(subjects: Sequence[Candidate]) -> bool:
    """Say whether the first of several subjects names somebody while all others only describe."""
    return len(subjects) > 1 and _is_named(subjects[0]) and not any(_is_named(each) for each in subjects[1:])


def _is_named(candidate: Candidate) -> bool:
    return candidate.antecedent.text[:1].isupper()


def _is_named_person(candidate: Candidate) -> bool:
    return candidate.antecedent.kind == "person" and _is_named(candidate)


def _is_definite(scene: Scene, index: int) -> bool:
    """Say whether a role word takes up somebody known: with "the" or, in Russian, bare and singular."""
    token = scene.tokens[index]
    named = scene.mention_at(index, "person", "organisation")
    if token.upos != "NOUN" or token.feats.get("Number") == "Plur" or (named is not None and not named.text.islower()):
        return False
    if scene.means(index) is None and scene.lemmas[index] not in scene.lexicon.words("ties"):
        return False
    below = [scene.tokens[child] for child in scene.sentence.children[index]]
    if any(lexicon.fold(each.text) in POSSESSIVE or lexicon.fold(each.lemma) in POSSESSIVE for each in below):
        return False  # "**her** client" is not she
    if any(each.deprel in ("nmod", "appos", "acl", "nummod", "flat", "nmod:poss") for each in below):
        return False
    if scene.sentence.language in SLAVIC:
        return not any(each.deprel == "amod" for each in below)
    return any(each.text.lower() in DEFINITE for each in below)


def _is_tied(scene: Scene, index: int, head: int) -> bool:
    """Say whether a role word and a name belong together: one hangs on the other, or the role is said of the name."""
    tokens = scene.tokens
    return tokens[index].head == head or tokens[head].head == index


def _belongs(scene: Scene, person: Mention, body: Mention) -> bool:
    """Say whether a body stands in one noun phrase with a person, by a role noun or preposition, no verb between."""
    one, other = (scene.sentence.head_of(each.start, each.end) for each in (person, body))
    if one is None or other is None:
        return False
    up_one, up_other = [one, *scene.grammar.path(one)], [other, *scene.grammar.path(other)]
    meeting = next((at for at in up_other if at in up_one), None)
    if meeting is None:
        return False
    between = {*up_one[: up_one.index(meeting) + 1], *up_other[: up_other.index(meeting) + 1]}
    is_role = scene.tokens[meeting].upos in ("NOUN", "PROPN")
    conjoined = any(scene.tokens[i].deprel == "conj" for i in between - {meeting})
    return is_role and not conjoined and all(scene.tokens[i].upos not in ("VERB", "AUX") for i in between)


def _beside(scene: Scene, index: int) -> Mention | None:
    """Give the name in apposition to a role word: "the union leader **Ann Example**"."""
    for child in scene.sentence.dependents(index, "appos", "flat"):
        mention = scene.mention_at(child, "person", "organisation")
        if mention is not None:
            return mention
    return None


def _as_antecedent(mention: Mention) -> Antecedent:
    kind: ParticipantKind = mention.kind  # type: ignore[assignment]  # person or organisation
    return Antecedent(kind, _name(mention), mention.start, mention.end, mention.text)


def _name(mention: Mention) -> str:
    return mention.value.name if isinstance(mention.value, Name | Place) else mention.text
