"""Whether an expression of time points ahead: from the verb it hangs on, else from the nearest word that tells."""

from collections.abc import Mapping, Sequence

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.language.record import Sentence, Token
from khronika.lexicon.calls import CALLERS, MEANT

# Verbs with which a day is set for something.
SETTING = frozenset(
    "adjourn call due expect fix list plan postpone schedule set slate назначить запланировать намечать наметить "
    "перенести отложить призначити запланувати відкласти".split()
)
# "Friday's ruling" was given; one to come is told with a verb of its own.
POSSESSED = frozenset({"nmod:poss", "compound"})


def points_ahead(one: Match, pieces: Sequence[Piece], sentence: Sentence) -> bool | None:
    """Say whether what happens then is still to come ("will meet on Friday"); None where no verb tells."""
    at = sentence.head_of(pieces[one.first].start, pieces[one.last - 1].end)
    if at is None:
        return _nearest_cue(one, pieces)
    if sentence.tokens[at].deprel in POSSESSED:
        return False
    cues = {piece.start: piece.kind for piece in pieces if piece.kind == "ahead"}
    if one.first and pieces[one.first - 1].kind == "since":
        # What goes on since then began before; only "will strike from Monday" points ahead.
        return any(_is_future(sentence, above, cues) for above in _upwards(sentence, at))
    if _is_set_for(one, pieces) or _is_appointed(one, pieces, sentence, at) or _is_deadline(one, pieces, sentence, at):
        return True
    if any(_is_called(sentence, above, at) for above in _upwards(sentence, at)):
        return True
    is_named_by = sentence.tokens[at].upos == "ADJ" and sentence.tokens[at].deprel == "amod"
    for above in _upwards(sentence, at):
        verdict = _verdict(sentence, above, cues)
        if verdict is not None:  # after «мартовский обыск» something may be missing now
            return None if verdict and is_named_by and not _is_future(sentence, above, cues) else verdict
    return None


def _is_set_for(one: Match, pieces: Sequence[Piece]) -> bool:
    """Say whether something is set for that weekday ("a rally for Saturday", but not «в ночь на субботу»)."""
    if not one.first or pieces[one.first].kind != "weekday" or pieces[one.first - 1].value not in ("for", "onto"):
        return False
    return one.first < 2 or pieces[one.first - 2].value != "night"


def _is_appointed(one: Match, pieces: Sequence[Piece], sentence: Sentence, at: int) -> bool:
    """Say whether a day is what something is set for: "trial **set for** 14 September"."""
    before = pieces[one.first - 1].value if one.first else ""
    head = sentence.tokens[at].head
    return before in ("for", "onto") and head >= 0 and sentence.tokens[head].lemma.lower() in SETTING


def _is_deadline(one: Match, pieces: Sequence[Piece], sentence: Sentence, at: int) -> bool:
    """Say whether something is promised or demanded by then ("promised new homes by spring")."""
    if not one.first or pieces[one.first - 1].kind not in ("by", "until"):
        return False
    pledges = {piece.start for piece in pieces if piece.kind == "pledge"}
    return any(sentence.tokens[above].start in pledges for above in _upwards(sentence, at))


def _is_called(sentence: Sentence, at: int, told: int) -> bool:
    """Say whether others are called to what a word tells, or a word stands with such a call: "called for a rally"."""
    token = sentence.tokens[at]
    if token.lemma.lower() in CALLERS and sentence.tokens[told].head == at:
        below = [each for each in sentence.dependents(at, "obl", "xcomp") if each < told]
    elif token.head >= 0 and sentence.tokens[token.head].lemma.lower() in CALLERS:
        below = [at]
    else:
        return False
    return any(
        sentence.tokens[each].deprel == "xcomp"
        or any(sentence.tokens[i].lemma.lower() in MEANT for i in sentence.dependents(each, "case"))
        for each in below
        if sentence.tokens[each].upos in ("NOUN", "VERB")
    )


def _nearest_cue(one: Match, pieces: Sequence[Piece]) -> bool | None:
    cues = [(_distance(at, one), piece.kind) for at, piece in enumerate(pieces) if piece.kind in ("ahead", "behind")]
    return min(cues)[1] == "ahead" if cues else None


def _distance(at: int, one: Match) -> int:
    return one.first - at if at < one.first else at - one.last + 1


def _upwards(sentence: Sentence, at: int) -> list[int]:
    """Give a word and those above it, as far as the semicolons around it: what stands beyond is told by itself."""
    way = [at]
    while (head := sentence.tokens[way[-1]].head) >= 0 and len(way) <= len(sentence.tokens):
        if any(token.text == ";" for token in sentence.tokens[min(at, head) : max(at, head)]):
            break
        way.append(head)
    return way


def _verdict(sentence: Sentence, at: int, cues: Mapping[int, str]) -> bool | None:
    """Say what a word tells of the direction by its own form, its auxiliaries and modifiers; None if nothing."""
    if _is_future(sentence, at, cues):
        return True
    members = _members(sentence, at)
    verbs = [token for token in members if token.upos in ("VERB", "AUX") and token.deprel != "amod"]
    finite = [token for token in verbs if token.feats.get("VerbForm") == "Fin"]
    if sentence.language == "fr" and any(token.feats.get("VerbForm") == "Part" for token in verbs) and finite:
        return finite[0].feats.get("Tense") == "Fut"  # «ont débrayé», «est placé»: done, or being told as done
    if finite:
        return _finite(finite[0])
    if any(token.feats.get("VerbForm") == "Inf" for token in verbs):
        return True if sentence.tokens[at].deprel == "acl" else None
    return False if any(token.feats.get("Tense") == "Past" for token in verbs) else None


def _members(sentence: Sentence, at: int) -> list[Token]:
    """Give a word with its auxiliaries and modifiers."""
    return [sentence.tokens[at], *(sentence.tokens[i] for i in sentence.dependents(at, "aux", "cop", "amod"))]


def _is_future(sentence: Sentence, at: int, cues: Mapping[int, str]) -> bool:
    return any(token.start in cues or token.feats.get("Tense") == "Fut" for token in _members(sentence, at))


def _finite(verb: Token) -> bool:
    is_past = verb.feats.get("Tense") == "Past" or verb.text.lower() == "could"
    return not is_past and verb.lemma != "have"
