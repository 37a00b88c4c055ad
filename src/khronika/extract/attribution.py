"""Who tells of an event, and how: the nearest word of saying that holds it, the one quoted, else the reporter."""

import re

from khronika.extract.coreference import Antecedents
from khronika.extract.participants import as_argument, phrase
from khronika.extract.quotations import Voice
from khronika.extract.scene import Scene
from khronika.extract.speech import Saying, can_speak, find_sayings
from khronika.model import Attribution, Manner, Participant

WIDEST = 12  # tokens a speaker and the word of saying may span together; beyond, the speaker's words alone are given
CLOSING = {"»": "«", "”": "“", '"': '"'}
TAKEN_UP = re.compile(r"\s*(?:Об этом|Про це|C'est ce qu|This was (?:reported|announced|confirmed)|The news was)\b")


def attribute(scene: Scene, anchor: int, antecedents: Antecedents) -> Attribution:
    """Give who tells of the event anchored at a token.

    The speaker's span holds the whole frame ("the CGT union said"). Null is the reporter; a claim whose author is not
    told ("allegedly") has the relation `claims` and neither speaker nor span.
    """
    sayings = [s for s in find_sayings(scene) if anchor in s.content and s.token != anchor]
    sayings = [s for s in sayings if not (s.token in scene.anchors and s.manner == "says" and s.speaker is None)]
    named = min((s for s in sayings if s.speaker is not None), key=lambda s: len(s.content), default=None)
    unnamed = next((s for s in sayings if s.speaker is None and s.manner != "says"), None)
    voice = _quoting(scene, anchor, antecedents)
    if named is not None and (voice is None or antecedents.quotations.at(scene.tokens[named.token].start) is not None):
        return _told_by(scene, named, antecedents, _manner(named, unnamed))
    if voice is not None:
        speaking = antecedents.scene(voice.sentence)
        if speaking is not None:
            return _told_by(speaking, voice.saying, antecedents, _manner(voice.saying, unnamed))
    turn = antecedents.analysis.speaker_of(scene.sentence)
    if turn is not None:
        who = antecedents.first_naming(turn)
        span = (who.start, who.end, who.text) if who.text else (None, None, None)
        return Attribution(turn, unnamed.manner if unnamed else "says", *span)
    if unnamed is not None:
        return Attribution(None, unnamed.manner)
    return _taken_up(scene, antecedents)


def _manner(saying: Saying, hedge: Saying | None) -> Manner:
    """Give how it is told: what somebody says with a hedge, he claims."""
    is_claim = hedge is not None and saying.manner == "says" and saying.by_frame is False
    return "claims" if is_claim else saying.manner


def _quoting(scene: Scene, anchor: int, antecedents: Antecedents) -> Voice | None:
    quotation = antecedents.quotations.at(scene.tokens[anchor].start)
    return antecedents.quotations.voice(quotation) if quotation is not None else None


def _taken_up(scene: Scene, antecedents: Antecedents) -> Attribution:
    """Give who is named behind: «Людей задержали. **Об этом сообщила** правозащитница …»."""
    following = scene.number + 1
    sentences = antecedents.analysis.sentences
    if following >= len(sentences) or sentences[following].paragraph > scene.sentence.paragraph + 1:
        return Attribution()
    if not TAKEN_UP.match(antecedents.analysis.text, sentences[following].start):
        return Attribution()
    behind = antecedents.scene(following)
    sayings = [s for s in find_sayings(behind) if s.speaker is not None] if behind is not None else []
    return _told_by(behind, sayings[0], antecedents, sayings[0].manner) if behind and sayings else Attribution()


def _told_by(scene: Scene, saying: Saying, antecedents: Antecedents, manner: Manner) -> Attribution:
    if saying.speaker is None or not can_speak(scene, saying.speaker):
        return Attribution(None, manner)
    who = as_argument(scene, saying.speaker, "actor", antecedents)
    name = speaker_name(who.value.name if isinstance(who.value, Participant) else who.text)
    first, last = frame(scene, saying)
    start, end = scene.tokens[first].start, _closed(scene, first, last)
    return Attribution(name, manner, start, end, scene.analysis.text[start:end])


def _closed(scene: Scene, first: int, last: int) -> int:
    """Give the end of a frame, behind the quotation mark that closes a name opened in it."""
    inside = {scene.tokens[i].text for i in range(first, last + 1)}
    behind = scene.tokens[last + 1] if last + 1 < len(scene.tokens) else None
    if behind is None or CLOSING.get(behind.text) not in inside or behind.text in inside - {'"'}:
        return scene.tokens[last].end
    return behind.end


def frame(scene: Scene, saying: Saying) -> tuple[int, int]:
    """Give the first and last token of a frame: the speaker with his article, and the word of saying."""
    speaker = saying.speaker if saying.speaker is not None else saying.token
    first, last = phrase(scene, speaker)
    beside = [c for c in scene.sentence.dependents(speaker, "appos", "flat") if abs(c - speaker) <= 3]
    named = (scene.mention_at(i, "person", "organisation") for i in (speaker, *beside))
    for mention in (each for each in named if each is not None):
        inside = scene.sentence.covering(mention.start, mention.end)
        first, last = min(first, inside[0]), max(last, inside[-1])
    if first > 0 and scene.tokens[first - 1].upos == "DET":
        first -= 1
    low, high = min(first, saying.token), max(last, saying.token)
    between = set(range(low, high + 1)) - set(range(first, last + 1)) - {saying.token}
    if high - low >= WIDEST or (not saying.by_frame and between & saying.content):
        return first, last
    return _opened(scene, low, saying), high


def _opened(scene: Scene, low: int, saying: Saying) -> int:
    """Take in the word that opens a frame: «**как** сообщил …», «**со** ссылкой на …»."""
    opens = (
        low > 0 and scene.lemmas[low - 1] in ("как", "as", "с", "comme", "як", "з", "із") and saying.token <= low + 1
    )
    return low - 1 if opens else low


def speaker_name(name: str) -> str:
    """Give a speaker's clean name: "CGT union" is CGT, as its general word tells only what it is."""
    words = name.split()
    while len(words) > 1 and words[0][:1].isupper() and words[-1].islower() and words[-1] in GENERAL:
        words.pop()
    return " ".join(words)


GENERAL = frozenset({
    "union", "party", "group", "movement", "agency", "newspaper", "organisation", "organization", "federation",
    "watchdog", "website", "channel", "syndicat", "collectif", "association",
})  # fmt: skip
