"""Who can take part in an event at all: known classes first, then what a word's shape lets it be."""

from msgspec import Struct

from khronika.extract.grammar import NOMINAL, stands_as_noun
from khronika.extract.match import Match
from khronika.extract.participants import counted, is_resolvable
from khronika.extract.scene import PERSONAL, Scene
from khronika.model import Role

DATELINE_MARKS = frozenset({":", "—", "–", "(", "/"})
POINTING = frozenset({
    "this", "that", "these", "those", "some", "many", "several", "both", "others", "все", "многие", "ceux", "celui",
    "celle", "tous", "plusieurs", "certains", "усі", "всі", "багато", "деякі",
})  # fmt: skip
COURTS = frozenset("bench court courtroom jury tribunal суд трибунал cour tribunal".split())
# Words that stand for a saying or an act, and in these roles for nobody.
NEUTER = frozenset({"this", "that", "it", "оно", "это", "воно", "це", "ce", "cela", "ça"})
REFLEXIVE = frozenset({"себя", "себе", "se", "soi"})
DOERS = ("er", "or", "ist", "ant", "man", "men", "woman", "women", "ian", "craft", "force", "unit", "side", "group",
         "eur", "euse", "iste", "ien", "ienne")  # fmt: skip
ABSTRACT = frozenset(
    "order number letter matter power paper water border factor error terror disaster character corner quarter winter "
    "summer offer answer weather manner computer center floor door sector humor honor labor "
    "erreur valeur peur faveur hauteur rigueur chaleur couleur douleur lenteur "
    "secteur moteur facteur ordinateur intérieur".split()
)
DEEDS = frozenset(
    "charge complaint count crime protocol report level operation warrant action news fact case way time thing "
    "responsibility permit permission decision ruling verdict term death air преступление сообщение факт случай "
    "действие раз время дело решение приговор разрешение протокол обвинение срок смерть воздух "
    "злочин повідомлення випадок дія справа рішення вирок дозвіл протокол звинувачення строк повітря "
    "fait cas temps acte affaire décision autorisation peine mort".split()
)
# Protests whose recipient may be a thing: what is occupied, shunned or spoilt; other protests address somebody.
AT_THINGS = frozenset({"boycott", "burning", "graffiti", "occupation", "picket", "riot", "sit_in", "vandalism"})
# What is done to nobody: of a strike the employer is told apart, of a verdict appealed against its author is no party.
TO_NOBODY = {
    "COERCE": frozenset({"appeal"}),
    "ELECT": frozenset({"fraud", "vote"}),
    "LEGISLATE": frozenset({"law"}),
    "MOBILIZE": frozenset({"police", "troops"}),
    "PROTEST": frozenset(
        "banner civil_disobedience claim_of_responsibility demonstration hunger_strike leafleting march motorcade "
        "performance self_harm solo_picket strike".split()
    ),
}
# What is done to persons and bodies, and to no thing.
TO_SOMEBODY = frozenset(
    "acquittal administrative_arrest arrest conscription criminal_charge deportation detention dismissal fine "
    "house_arrest interrogation release remand sentence summons trial".split()
)
# Parts of people and what is theirs alone: done to these, it is done to them.
THEIRS = frozenset(
    "access activity ankle arm back bone call eye face finger foot hand head jaw knee leg nose rib shoulder skull "
    "tooth wrist "
    "глаз голова деятельность зуб колено лицо нос палец плечо рёбра рука ребро спина челюсть череп нога доступ "
    "activité bras côte dent doigt dos genou jambe main mâchoire nez oeil tête visage accès "
    "голова діяльність зуб коліно обличчя око ніс палець плече ребро рука спина щелепа череп нога доступ".split()
)
WITHHOLDING = "agent_withholds"
# Classes of those who hold, try, sack and beat, rather than the other way about.
AUTHORITIES = frozenset(
    "company court election_commission government military paramilitary parliament police prosecutor school".split()
)
FIRING = frozenset({"shooting", "crowd_control", "shelling"})
SHOTS = frozenset("coup force rafale round salve salvo shot volley сила".split())  # what is fired or used, and nobody
THROWING = frozenset({None, "arson", "attempt", "bombing"})
DAMAGING = frozenset({"riot", "vandalism"})  # protests at which something is thrown
CHARGES = frozenset({"explosive", "incendiary", "thrown"})  # "a **bomb** was placed" at what it is to hit


class Filler(Struct, frozen=True):
    """The head of a phrase that plays a role; `via` is the word by which it was counted ("dozens of workers")."""

    role: Role
    token: int
    via: int
    inferred: bool = False


def is_somebody(scene: Scene, index: int) -> bool:
    """Say whether a word, what it counts or what it is made of ("a **cell of rebels**") names or describes somebody."""
    if any(scene.is_participant(each) or stands_as_noun(scene.tokens[each]) for each in counted(scene, index)):
        return True
    rows = scene.lexicon.by_anchor.get(scene.lemmas[index], ())
    is_act = is_deed(scene, index) or any("NOUN" in row.pos and len(row.words) == 1 for row in rows)
    made_of = scene.grammar.obliques(index, "of|Gen") if not is_act else ()
    return any(scene.means(each) is not None for each in made_of)


def is_possible(scene: Scene, index: int) -> bool:
    """Say whether a token can be somebody or something that an event is done by or to: no date, number or clause."""
    token, lemma = scene.tokens[index], scene.lemmas[index]
    is_nominal = token.upos in NOMINAL or token.upos in ("ADJ", "DET", "X") or stands_as_noun(token)
    if not is_nominal and scene.mention_at(index, "place") is None:
        return False
    if _is_dateline(scene, index):
        return False
    if lemma in ("each", "chacun") and not scene.sentence.children[index]:
        return False  # "three hundred euros **each**"
    if token.upos == "PRON" and (lemma.endswith(("self", "selves")) or lemma in REFLEXIVE):
        return False
    if token.upos == "PRON" and lemma == "it":
        return is_resolvable(scene, index)
    if token.upos == "PRON" and lemma not in PERSONAL and not token.feats.get("Person"):
        return lemma in POINTING
    measure = scene.word("units", index)
    if measure is not None and measure.meaning.startswith(("money:", "time:")):
        return False
    return scene.mention_at(index, "date") is None


def _is_dateline(scene: Scene, index: int) -> bool:
    """Say whether a word is the place before a report's first words: "LYON: …", "Lyon (Agency) — …"."""
    place = scene.mention_at(index, "place")
    if place is None or place.start > scene.sentence.start + 2:
        return False
    return scene.analysis.text[place.end : place.end + 3].lstrip()[:1] in DATELINE_MARKS


def can_act(scene: Scene, index: int) -> bool:
    """Say whether a word of no known class may be a doer: a proper name, one who does (-er, -ist)."""
    token, lemma = scene.tokens[index], scene.lemmas[index]
    if token.upos in ("PROPN", "PRON", "DET", "X", "NUM") or token.feats.get("Animacy") == "Anim":
        return True
    return lemma.endswith(DOERS) and lemma not in ABSTRACT and lemma not in scene.lexicon.by_anchor


def can_suffer(scene: Scene, index: int) -> bool:
    """Say whether a word of no known class may be what is hit, taken or forbidden: a thing, not a deed or a saying."""
    lemma = scene.lemmas[index]
    if scene.tokens[index].upos not in ("NOUN", "PROPN"):
        return scene.tokens[index].upos in ("PRON", "ADJ", "DET", "NUM") and lemma not in NEUTER
    return not is_deed(scene, index)


def is_deed(scene: Scene, index: int) -> bool:
    """Say whether a noun is the word for an act, a saying or an occasion, and for nobody."""
    lemma = scene.lemmas[index]
    if scene.tokens[index].upos != "NOUN" or scene.is_participant(index):
        return False
    rows = scene.lexicon.by_anchor.get(lemma, ())
    return lemma in DEEDS or any("NOUN" in row.pos and len(row.words) == 1 and not row.needs for row in rows)


def is_addressed(scene: Scene, match: Match, role: Role, token: int) -> bool:
    """Say whether an event may have this recipient: of most protests somebody; never what is withheld (pay, care)."""
    if role != "recipient":
        return True
    if match.mode in TO_NOBODY.get(match.trigger.type, ()):
        return False
    if match.trigger.type == "REJECT" and scene.lemmas[token] in NEUTER:
        return False  # "the firm denies **it**"
    if match.trigger.type == "CONSULT" and not is_somebody(scene, token):
        return scene.tokens[token].upos in ("PROPN", "PRON")
    is_protest = match.trigger.type == "PROTEST"
    asks_somebody = match.mode not in AT_THINGS if is_protest else match.trigger.frame == WITHHOLDING
    is_counted = next(scene.sentence.dependents(token, "nummod", "nummod:gov"), None) is not None
    if match.mode == "fine" and is_counted and not is_somebody(scene, token):
        return False  # the sum
    if match.mode == "trial" and scene.means(token) == "prosecutor":
        return False
    if match.mode in TO_SOMEBODY and scene.means(token) == "court" and scene.lemmas[token] in COURTS:
        return False  # "left the **court** with a fine"
    if match.mode in TO_SOMEBODY and scene.tokens[token].feats.get("Animacy") == "Inan":
        return is_somebody(scene, token) or scene.tokens[token].upos == "PROPN"
    if match.mode in TO_SOMEBODY and scene.word("instruments", token) is not None and not is_somebody(scene, token):
        return False  # "put on a **plane**"
    if not asks_somebody:
        return True
    return is_somebody(scene, token) or scene.tokens[token].upos in ("PROPN", "PRON")


def is_weapon(scene: Scene, match: Match, role: Role, token: int) -> bool:
    """Say whether a word is what was used ("a **bomb** killed …", "fired **shots**"), not who did or suffered it."""
    if token in match.taken and scene.lemmas[token] in SHOTS:
        return True
    word = scene.word("instruments", token)
    if word is None or scene.means(token) is not None or word.meaning == "vehicle":
        return False
    modes = THROWING if match.trigger.type == "ASSAULT" else DAMAGING
    is_thrown = match.mode in modes and word.meaning in CHARGES
    return role == "actor" or match.mode in FIRING or is_thrown
