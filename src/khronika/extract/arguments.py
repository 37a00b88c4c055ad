"""Who plays a role in an event: the rows of frames.tsv, walked over deep grammar, for verbs and nouns alike."""

from collections.abc import Iterator

from khronika.extract.carriers import carrier_of, from_construction
from khronika.extract.concerned import name_the_concerned
from khronika.extract.framing import fill, roles_of
from khronika.extract.grammar import fold_relative, marker, stands_as_noun, with_conjuncts
from khronika.extract.implied import implied_party
from khronika.extract.match import Match, is_noun_like
from khronika.extract.participants import counted, named_members
from khronika.extract.parties import (
    AUTHORITIES,
    DAMAGING,
    THEIRS,
    TO_SOMEBODY,
    Filler,
    can_act,
    is_addressed,
    is_deed,
    is_possible,
    is_somebody,
    is_weapon,
)
from khronika.extract.scene import Scene
from khronika.extract.sufferers import find_sufferers
from khronika.extract.traits import SLAVIC
from khronika.lexicon import FrameRow
from khronika.model import Role

DONE = frozenset({"ASSAULT", "COERCE", "CONCEDE"})
HARMING = frozenset({"ASSAULT", "COERCE"})
TAKING_PART = frozenset("organiser organizer participant организатор организаторка участник участница "
                        "організатор організаторка учасник учасниця organisateur organisatrice participante".split())
PREMISES = frozenset(
    "apartment building dwelling flat headquarters home house office premises residence room "
    "дом жилище жильё здание квартира кабинет комната общежитие офис помещение штаб "
    "будинок дім житло квартира кімната офіс помешкання приміщення гуртожиток штаб "
    "appartement bureau domicile local logement maison siège".split()
)
CUSTODY = frozenset("barracks camp cell centre center jail prison station".split())
WITHIN = "at|in|of|в+Loc|у+Loc|à|chez|dans|de"
BESIDE = frozenset({"avec", "with", "с", "со", "з", "із", "зі"})
TOGETHER = frozenset({"along", "together", "вместе", "заодно", "разом"})
AMID = frozenset({"during", "in", "lors de"})
NOBODY = "on"  # French: "**on** lui refuse" says of nobody that he does it
OWNED = "of|to|Gen|к+Dat|de|à|до+Gen"
# Before what a thing thrown or laid is to hit.
AIMS = "at|about|against|into|on|under|upon|to|в+Acc|на+Acc|под+Acc|contre|sur|dans|у+Acc|під+Acc"


def find_fillers(scene: Scene, match: Match) -> list[Filler]:
    """Find who did it and to whom; for each role the first row of the frame that finds somebody."""
    found = _of_event_above(scene, match, "advcl")
    own = {*match.words, *(token for token in match.taken if is_deed(scene, token) or _tells(scene, token, match))}
    for anchor, rows in _readings(scene, match):
        for role in roles_of(rows):
            if role not in found:
                held = own.union(*found.values())
                tokens = fill(scene, anchor, [row for row in rows if row.role == role], held)
                if tokens:
                    found[role] = tokens
        if anchor == match.anchor and "actor" not in found:
            found |= _of_event_above(scene, match, "acl")
    if match.trigger.type == "PROTEST" and match.pos == "NOUN" and "actor" not in found:
        owners = list(scene.grammar.possessors(match.anchor))
        head = scene.tokens[match.anchor].head
        if scene.tokens[match.anchor].deprel == "nmod" and scene.lemmas[head] in TAKING_PART:
            owners = list(with_conjuncts(scene.sentence, head))  # "three **participants** in the march"
        doers = [token for token in owners if is_somebody(scene, token) or can_act(scene, token)]
        if doers:  # "the hauliers' blockade"
            found = {"actor": doers, **{role: tokens for role, tokens in found.items() if tokens != doers}}
    if _is_counted_hit(scene, match, found):
        found = {"recipient": found["actor"]}
    hit = found.get("recipient", [])
    is_attack = (match.trigger.type == "ASSAULT" or match.mode in DAMAGING) and match.pos == "VERB"
    if is_attack and all(is_weapon(scene, match, "recipient", token) for token in hit):
        is_thrown = any(is_weapon(scene, match, "recipient", token) for token in (*hit, *match.words, *match.taken))
        found |= _aimed_at(scene, match, is_thrown=is_thrown) or _hit_by_words(scene, match)
    if match.mode == "search" and "recipient" not in found:
        found |= _searched(scene, match)
    if "actor" not in found and match.trigger.type == "ASSAULT":
        found |= _of_attack_above(scene, match)
    if "actor" not in found:
        found |= from_construction(scene, match, found)
    if "actor" in found:
        found["actor"] = _doers(scene, found["actor"])
    name_the_concerned(scene, match, found)
    token = scene.tokens[match.anchor]
    is_among = stands_as_noun(token) and token.deprel.startswith("nmod")
    if "actor" not in found and match.trigger.type == "PROTEST" and is_among:
        found["actor"] = [match.anchor]  # «представитель **бастующих**»
    if "recipient" not in found and match.trigger.type in DONE and is_among:
        found["recipient"] = [match.anchor]  # «рассказал один из **уволенных**»
    suffering = find_sufferers(scene, match, found)
    if suffering:
        found["recipient"] = suffering
    if match.trigger.type in HARMING and "recipient" in found:
        found["recipient"] = [whole for part in found["recipient"] for whole in _whole(scene, match.anchor, part)]
    role, beside = _companions(scene, match)
    if role in found:
        found[role] = [*found[role], *(token for token in beside if token not in found[role])]
    fillers = [
        Filler(role, token, via)
        for role, tokens in found.items()
        for via in tokens
        for token in (*counted(scene, via), *named_members(scene, via))
        if is_addressed(scene, match, role, token) and not is_weapon(scene, match, role, token)
        if not (match.trigger.type in HARMING and scene.lemmas[token] == NOBODY)
    ]
    implied = implied_party(scene, match, set(found))
    return [*fillers, *(filler for filler in implied if is_addressed(scene, match, filler.role, filler.token))]


def _doers(scene: Scene, tokens: list[int]) -> list[int]:
    """Leave out things joined with those who act: "frappé par des policiers et son **matériel** confisqué"."""
    acting = [token for token in tokens if is_somebody(scene, token) or not _is_done_to(scene, token)]
    return acting or tokens


def _is_done_to(scene: Scene, token: int) -> bool:
    return any(child in scene.anchors for child in scene.sentence.dependents(token, "acl", "amod"))


def _tells(scene: Scene, token: int, match: Match) -> bool:
    """Say whether a noun may by itself tell such an act: "the **fine** imposed on them"."""
    rows = scene.lexicon.by_anchor.get(scene.lemmas[token], ())
    return any(row.type == match.trigger.type and row.mode == match.mode and "NOUN" in row.pos for row in rows)


def _is_counted_hit(scene: Scene, match: Match, found: dict[Role, list[int]]) -> bool:
    """Say whether a number's noun that reads as either is to whom it was done: «**двадцать студентов** задержали»."""
    is_done = match.mode in TO_SOMEBODY or (match.trigger.type, match.mode) == ("ASSAULT", "beating")
    if scene.sentence.language not in SLAVIC or match.pos != "VERB" or not is_done or len(found) != 1:
        return False
    rows = scene.lexicon.frames.get((match.trigger.frame, "VERB"), ())
    if not any(row.role == "recipient" and row.relation == "obj" for row in rows):
        return False
    return all(
        scene.tokens[token].deprel == "nsubj"
        and token < match.anchor
        and scene.means(token) not in AUTHORITIES
        and next(scene.sentence.dependents(token, "nummod", "nummod:gov"), None) is not None
        for token in found.get("actor", [match.anchor])
    )


def _of_event_above(scene: Scene, match: Match, relation: str) -> dict[Role, list[int]]:
    """Give who does what a protest is said to do: "**workers** held a march demanding his resignation".

    Where police disperse such a march the parser hangs *demanding* on the verb (`relation` is "advcl", not "acl"); then
    nobody named demands it.
    """
    token = scene.tokens[match.anchor]
    above = token.head if relation == "acl" else match.anchor - 1
    if token.upos != "VERB" or token.deprel != relation or above < 0 or scene.is_participant(above):
        return {}
    if relation == "advcl" and scene.tokens[above].head != token.head:
        return {}
    rows = scene.lexicon.by_anchor.get(scene.lemmas[above], ())
    if not any(row.type == "PROTEST" and "NOUN" in row.pos for row in rows):
        return {}
    carrier = carrier_of(scene, above)
    if carrier is None or carrier[1] != "does" or scene.word("light", carrier[0]) is None:
        return {"actor": []}  # and not who is named in what is demanded
    return {"actor": [t for t in scene.grammar.subjects(carrier[0]) if is_somebody(scene, t)]}


def _companions(scene: Scene, match: Match) -> tuple[Role, list[int]]:
    """Give who did or suffered it with those told of: "arrested **along with her husband**", «вместе **с мужем**»."""
    verb = match.anchor
    found: list[int] = []
    for holder in (verb, *scene.sentence.dependents(verb, "advmod")) if match.pos == "VERB" else ():
        for child in scene.sentence.dependents(holder, "obl"):
            case = next((i for i in scene.sentence.dependents(child, "case") if scene.lemmas[i] in BESIDE), None)
            if case and scene.lemmas[case - 1] in TOGETHER and is_somebody(scene, child):
                found.append(child)
    is_behind = bool(found) and found[0] > verb
    is_done = scene.grammar.is_passive(verb) or (is_behind and bool(scene.grammar.objects(verb)))
    return "recipient" if is_done else "actor", found


def _of_attack_above(scene: Scene, match: Match) -> dict[Role, list[int]]:
    """Give who made the attack in which somebody was hurt: "**police** firing on activists in which one was killed"."""
    sentence, at = scene.sentence, match.anchor
    within = (i for i in sentence.dependents(at, "obl") if fold_relative(scene.tokens[i]))
    if scene.tokens[at].deprel != "acl:relcl" or all(marker(sentence, i)[0] not in AMID for i in within):
        return {}
    for above in scene.grammar.path(at)[:2]:
        rows = scene.lexicon.by_anchor.get(scene.lemmas[above], ())
        if above in scene.anchors and any(row.type == "ASSAULT" and "NOUN" in row.pos for row in rows):
            beside = (*sentence.dependents(above, "compound"), *scene.grammar.possessors(above))
            doers = [t for t in (*beside, *scene.grammar.obliques(above, "by|par")) if is_somebody(scene, t)]
            return {"actor": doers} if doers else {}
    return {}


def _whole(scene: Scene, anchor: int, part: int) -> list[int]:
    """Give whose a thing is to which it was done: "broke **his** arm", «сломали **ему** руку», "access **to X**"."""
    if scene.lemmas[part] not in THEIRS or is_somebody(scene, part):
        return [part]
    owners = [*scene.grammar.possessors(part), *scene.grammar.obliques(part, OWNED)]
    owners += [*scene.sentence.dependents(anchor, "iobj"), *scene.grammar.obliques(anchor, "to")]
    owners += [i for i in scene.sentence.dependents(anchor, "obl") if marker(scene.sentence, i) == (None, "Dat")]
    owners += scene.grammar.obliques(anchor, "у+Gen")
    owners = [token for token in owners if is_possible(scene, token) and not is_deed(scene, token)]
    return list(dict.fromkeys(owners)) or [part]


def _searched(scene: Scene, match: Match) -> dict[Role, list[int]]:
    """Give where a search was: "officers carried out a search **of the flat**", «обыск **в квартире** активистки»."""
    carrier = carrier_of(scene, match.anchor)
    places = (match.anchor, *match.words, *match.taken, *(carrier[:1] if carrier else ()))
    beside = dict.fromkeys(token for at in places for token in scene.grammar.obliques(at, WITHIN))
    hit = [token for token in beside if scene.lemmas[token] in PREMISES]
    return {"recipient": hit} if hit else {}


def _hit_by_words(scene: Scene, match: Match) -> dict[Role, list[int]]:
    """Give the thing among a trigger's own words to which it is done: "broke into our **office**"."""
    things = [token for token in match.taken if not is_deed(scene, token) and is_possible(scene, token)]
    hit = [token for token in things if marker(scene.sentence, token)[0] == "into"]
    return {"recipient": hit} if hit else {}


def _aimed_at(scene: Scene, match: Match, *, is_thrown: bool) -> dict[Role, list[int]]:
    """Give what an attack is done to: "set fire **to the stall**", "bombs were thrown **at the bank**".

    A verb of no row of the lexicon may hit what a preposition names: "rockets slammed **into a bakery**".
    """
    is_unlisted = match.trigger.line == 0 and not scene.grammar.objects(match.anchor)
    if not is_thrown and len(match.words) == 1 and not is_unlisted:
        return {}
    beside = scene.grammar.obliques(match.anchor, AIMS if is_thrown or is_unlisted else "to")
    hit = [token for token in beside if is_possible(scene, token) and not is_deed(scene, token)]
    return {"recipient": hit} if hit else {}


def _readings(scene: Scene, match: Match) -> Iterator[tuple[int, tuple[FrameRow, ...]]]:
    """Yield the anchors at which a match's frame is read: its own, then the event nouns that it took."""
    frames = scene.lexicon.frames
    yield match.anchor, frames.get((match.trigger.frame, match.pos), ())
    token = scene.tokens[match.anchor]
    head = token.head
    if token.deprel == "cop":  # "**been** on hunger strike": whose it is hangs on the noun
        yield head, frames.get((match.trigger.frame, match.pos), ())
    if token.deprel == "compound" and scene.tokens[head].upos == "NOUN" and scene.means(head) is None:
        yield head, frames.get((match.trigger.frame, "NOUN"), ())
    for at in (*match.words, *match.taken):
        is_noun = scene.tokens[at].upos == "NOUN" or is_noun_like(scene, at)
        if match.trigger.type == "ASSAULT" and marker(scene.sentence, at)[0] == "into":
            continue  # "broke into our **office**": it is hit, and not whose it is
        if scene.lemmas[at] in CUSTODY:
            continue  # "held at the **Dock Street** station"
        if match.trigger.type == "REQUEST" and match.anchor in scene.grammar.path(at):
            continue  # «требование отставки **главы**»: it is he who is to go
        if at != match.anchor and is_noun and not scene.is_participant(at):
            yield at, frames.get((match.trigger.frame, "NOUN"), ())
