"""Nouns whose actor stands with the verb that carries them: "nurses held a strike", «рабочие провели митинг»."""

from khronika.extract.framing import fill, roles_of
from khronika.extract.grammar import NOMINAL, has_marker, is_predicate, marker
from khronika.extract.match import QUANTIFIERS, Match
from khronika.extract.participants import counted
from khronika.extract.parties import AUTHORITIES, can_act, is_deed, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.lexicon import Word
from khronika.model import Role

# "took two women **from** the picket": they were there, who took them was not.
AWAY = frozenset("after against before despite following from near outside over après avant contre devant depuis от "
                 "после против у близ из-за від після проти біля через".split())  # fmt: skip
# "voted for a **continuation** of the strike": who does this does the strike.
PHASES = frozenset("beginning continuation extension launch organisation organization resumption start "
                   "lancement organisation poursuite prolongation reconduction reprise tenue "
                   "начало организация проведение продление продолжение "
                   "організація початок проведення продовження".split())  # fmt: skip
BY = "by|par|Ins"
ABOUT = frozenset({"о", "об", "про", "щодо"})
# Who does this to an event only looks on, or lets it be.
WATCHING = frozenset("allow approve authorise authorize cover film observe permit photograph record see watch witness "
                     "autoriser couvrir filmer photographier regarder voir "
                     "видеть наблюдать освещать разрешать разрешить снимать снять согласовать увидеть фотографировать "
                     "бачити висвітлювати дозволити знімати побачити погодити спостерігати фотографувати"
                     .split())  # fmt: skip
# By whom this is done to a protest, it is theirs.
ORGANISING = frozenset("call convene hold launch lead organise organize sign stage start write "
                    "appeler convoquer écrire lancer mener organiser signer "
                    "начать объявить организовать подписать провести созвать "
                    "оголосити організувати підписати провести розпочати скликати".split())  # fmt: skip
# Whom a protest does this to joins it.
DRAWING = frozenset("attract draw gather mobilise mobilize attirer mobiliser rassembler réunir "
                    "привлечь собирать собрать залучити збирати зібрати".split())  # fmt: skip
# Who does this to a protest takes no part in it.
STOPPING = frozenset("ban block break disperse disrupt foil forbid halt prevent prohibit stop thwart "
                     "bloquer disperser empêcher interdire interrompre stopper "
                     "блокировать запретить остановить предотвратить прервать разогнать сорвать "
                     "блокувати заборонити зірвати зупинити перервати розігнати".split())  # fmt: skip
ROLES_OF_SUBJECT = {"does": "does", "joins": "does", "suffers": "suffers", "happens": "happens"}


def from_construction(scene: Scene, match: Match, found: dict[Role, list[int]]) -> dict[Role, list[int]]:
    """Find the party of an event noun that the verb around it names, and what else stands with that verb."""
    rows = scene.lexicon.frames.get((match.trigger.frame, "VERB"), ())
    role: Role = "recipient" if any(row.role == "recipient" and row.relation == "subj" for row in rows) else "actor"
    if role in found or scene.tokens[match.anchor].upos not in NOMINAL:
        return {}
    holders = _holders(scene, match.anchor) if match.trigger.type == "PROTEST" else []
    if holders:
        return {"actor": holders}
    carrier = carrier_of(scene, match.anchor)
    if carrier is None:
        return _from_sibling(scene, match)
    verb, meaning = carrier
    if scene.word("light", verb) is None and verb != match.anchor and match.trigger.type in ("ASSAULT", "COERCE"):
        return {}
    if match.trigger.type == "PROTEST" and verb != match.anchor and scene.lemmas[verb] in STOPPING:
        return {}
    if _is_only_said(scene, match, verb) or _is_asked_of_others(scene, match, verb):
        return {}
    does: Role = role if meaning == "does" else "recipient"
    held = {token for tokens in found.values() for token in tokens}
    subjects = scene.grammar.subjects(verb) if verb != match.anchor else scene.grammar.surface_subjects(verb)
    tokens = [t for t in subjects if t not in held and t != match.anchor and is_possible(scene, t)]
    if does == "actor":
        tokens = [t for t in tokens if is_somebody(scene, t) or can_act(scene, t)]
    more = {does: tokens} if tokens and does not in found and meaning != "happens" else {}
    for other in roles_of(rows):
        beside = [row for row in rows if row.role == other and row.relation == "obl"]
        if other not in found and other not in more and (hit := fill(scene, verb, beside, held | set(tokens))):
            more[other] = hit
    return more


def _holders(scene: Scene, anchor: int) -> list[int]:
    """Give who is told to have held a protest: "a march **organised by the league**", "it drew **300 people**"."""
    token = scene.tokens[anchor]
    if token.deprel == "nsubj" and scene.lemmas[token.head] in DRAWING:
        drawn = [who for thing in scene.grammar.objects(token.head) for who in counted(scene, thing)]
        return [who for who in drawn if is_somebody(scene, who) and scene.means(who) not in AUTHORITIES]
    clauses = (i for i in scene.sentence.dependents(anchor, "acl") if scene.lemmas[i] in ORGANISING)
    found = (who for clause in clauses if scene.grammar.is_passive(clause) for who in scene.grammar.subjects(clause))
    return [who for who in found if is_somebody(scene, who) or can_act(scene, who)]


def _is_only_said(scene: Scene, match: Match, verb: int) -> bool:
    """Say whether who speaks of a harm does not do it: «заявили о **пытках**»; police who tell of an arrest made it."""
    if match.trigger.type not in ("ASSAULT", "COERCE"):
        return False
    if verb == match.anchor or not scene.tokens[match.anchor].deprel.startswith("obl"):
        return False
    is_told = scene.word("reporting", verb) is not None and marker(scene.sentence, match.anchor)[0] in ABOUT
    return is_told and all(scene.means(token) not in AUTHORITIES for token in scene.grammar.subjects(verb))


def _is_asked_of_others(scene: Scene, match: Match, verb: int) -> bool:
    """Say whether who asks for an act does not do it: "appelle à la **libération**"; but who calls a strike strikes."""
    word = scene.word("reporting", verb) if match.trigger.type != "PROTEST" else None
    if word is None or word.note not in ("calls_for", "demands"):
        return False
    return all(scene.means(token) not in AUTHORITIES for token in scene.grammar.subjects(verb))  # a court orders it


def _from_sibling(scene: Scene, match: Match) -> dict[Role, list[int]]:
    """Share what stands with a coordinated noun: "strikes and protests by nurses"."""
    token = scene.tokens[match.anchor]
    beside = list(scene.sentence.dependents(match.anchor, "conj"))
    if token.deprel == "conj" and scene.tokens[token.head].upos == "NOUN":
        beside.append(token.head)
    every = scene.lexicon.frames.get((match.trigger.frame, "NOUN"), ())
    nominal = [row for row in every if row.role == "actor" and row.relation == "nmod"]
    for other in beside:
        hit = fill(scene, other, nominal, set()) if scene.tokens[other].upos == "NOUN" else []
        if match.trigger.type in ("ASSAULT", "COERCE"):  # "a ban on the party and the arrest **of its leaders**"
            hit = [token for token in hit if has_marker(scene.sentence, token, BY)]
        if hit:
            return {"actor": hit}
    return {}


def carrier_of(scene: Scene, anchor: int) -> tuple[int, str] | None:
    """Give the verb that carries an event noun, and what its subject is to it: `does`, `suffers`, or it `happens`."""
    token = scene.tokens[anchor]
    if all(any(True for _ in scene.sentence.dependents(anchor, each)) for each in ("nsubj", "case")):
        return anchor, "does"  # "nurses are on strike"
    if token.head < 0:
        return None
    if _is_part(scene, anchor) and scene.tokens[token.head].upos == "NOUN" and scene.means(token.head) is None:
        return carrier_of(scene, token.head)
    beside = _verb_before(scene, anchor)
    if beside is not None:
        return beside, "does"
    if not is_predicate(scene.tokens[token.head]):
        return None
    if _is_only_called(scene, anchor):
        return None
    light = scene.word("light", token.head)
    if light is None:
        return (token.head, "does") if _is_done(scene, anchor) else None
    return (token.head, ROLES_OF_SUBJECT[light.meaning]) if _fits(scene, anchor, light) else None


def taken_deed(scene: Scene, match: Match) -> int | None:
    """Give the noun of the protest that a verb tells: "called a **strike** for 5 June"."""
    is_protest = match.trigger.type == "PROTEST" and scene.tokens[match.anchor].upos == "VERB"
    return next((at for at in match.taken if is_deed(scene, at)), None) if is_protest else None


def _verb_before(scene: Scene, anchor: int) -> int | None:
    """Give the light verb right before "on strike", «на пикет», though the parser hung the noun on another verb."""
    case = next(scene.sentence.dependents(anchor, "case"), None)
    if not case or scene.tokens[anchor].head == case - 1 or scene.tokens[case - 1].upos != "VERB":
        return None
    light = scene.word("light", case - 1)
    return case - 1 if light is not None and light.note == scene.tokens[case].text.lower() else None


def _is_only_called(scene: Scene, anchor: int) -> bool:
    """Say whether a verb only says what an event was: "called the **arrests** lawless"."""
    token = scene.tokens[anchor]
    said = scene.sentence.dependents(token.head, "xcomp")
    return token.deprel == "obj" and any(at > anchor and scene.tokens[at].upos in ("ADJ", "NOUN") for at in said)


def _is_part(scene: Scene, anchor: int) -> bool:
    """Say whether a noun shares its place in the clause with its head: coordinated, first of a compound, or counted."""
    token = scene.tokens[anchor]
    is_counted = token.deprel == "nmod" and scene.lemmas[token.head] in QUANTIFIERS | PHASES
    return token.deprel in ("conj", "compound") or is_counted


def _is_done(scene: Scene, anchor: int) -> bool:
    """Say whether a noun is the plain object of a verb that tells nothing else: "renewed **negotiations**"."""
    token = scene.tokens[anchor]
    is_object = token.deprel == "obj" and scene.tokens[token.head].upos == "VERB"
    is_seen = scene.lemmas[token.head] in WATCHING or scene.word("reporting", token.head) is not None
    return is_object and not is_seen and token.head not in scene.anchors


def _fits(scene: Scene, anchor: int, light: Word) -> bool:
    """Say whether a noun stands to its light verb as light.tsv says."""
    token = scene.tokens[anchor]
    relation = token.deprel.partition(":")[0]
    if light.meaning == "happens" and relation == "obj" and token.feats.get("Case") == "Nom":
        relation = "nsubj"  # «прошёл **обыск**»: what stands behind its verb is often taken for an object
    done = "nsubj" if scene.grammar.is_passive(token.head) else "obj"
    wanted = {"does": done, "suffers": "obj", "happens": "nsubj", "joins": "obl"}[light.meaning]
    if relation == "obl" and marker(scene.sentence, anchor)[0] in AWAY:
        return False
    return relation == wanted or (relation == "obl" and light.note is not None and light.meaning != "happens")
