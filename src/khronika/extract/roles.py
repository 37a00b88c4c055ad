"""Who holds a role, and of what: the words around a role noun ("the union's **leader**, Ann Example")."""

from collections.abc import Sequence

from khronika.extract.ends import NAMED, End, Ends
from khronika.extract.mergers import merged_from, merged_into
from khronika.extract.participants import name_behind_body
from khronika.extract.tie_words import appointing, tie_of
from khronika.model import Mention, Tie

BESIDE = ("appos", "flat", "flat:name", "nmod", "compound")
REACH = 8  # tokens between a role noun and the name beside it


class Roles:
    """Reads the role nouns of one sentence."""

    def __init__(self, ends: Ends) -> None:
        """Take what makes the ends of the sentence's ties."""
        self.scene = ends.scene
        self.ends = ends

    def holders(self, index: int, tie: Tie) -> list[End]:
        """Give the persons or bodies that a role noun describes."""
        scene, sentence = self.scene, self.scene.sentence
        token = scene.tokens[index]
        near = [child for child in sentence.dependents(index, "appos", "flat") if abs(child - index) <= REACH]
        if token.deprel in BESIDE and abs(token.head - index) <= REACH:
            near.append(token.head)
        near += self._beside_owner(index)
        mention = scene.mention_at(index, "person")
        if mention is not None:
            near.append(index)
        beside = (self.ends.name_right_after(index), self._name_before_comma(index))
        near += [each for each in beside if each is not None]
        is_predicate = any(True for _ in sentence.dependents(index, "cop")) or token.deprel in ("root", "ccomp", "conj")
        has_subject = any(True for _ in sentence.dependents(index, "nsubj"))
        if not near and (is_predicate or has_subject):
            near = list(sentence.dependents(index, "nsubj"))
        if not near and tie == "merger":
            near = merged_into(scene, index)
        if not near and token.deprel in ("xcomp", "obl", "obj") and token.head >= 0:
            near = self._of_appointment(index)
        near = near or self._behind_body(index)
        ends = [end for each in dict.fromkeys(near) if (end := self.ends.end(each, NAMED)) is not None]
        ends = [end for end in ends if not self._is_owner(index, end)]
        return ends or self._shared_holders(index, tie)

    def _beside_owner(self, index: int) -> list[int]:
        """Give a name in the role noun's own case that the parser hung on the owner: «брат Анны **Пётр** задержан»."""
        sentence, tokens = self.scene.sentence, self.scene.tokens
        case = tokens[index].feats.get("Case")
        owners = [i for i in sentence.dependents(index, "nmod") if case and tokens[i].feats.get("Case") != case]
        near = [each for owner in owners for each in sentence.dependents(owner, "appos", "flat")]
        named = ((i, self.scene.mention_at(i, "person")) for i in near)
        return [i for i, name in named if name is not None and self._has_case(name, case)]

    def _has_case(self, name: Mention, case: str | None) -> bool:
        """Say whether a word of a name is tagged with a case; tags of single words of names are often wrong."""
        inside = self.scene.sentence.covering(name.start, name.end)
        return any(self.scene.tokens[i].feats.get("Case") == case for i in inside)

    def _behind_body(self, index: int) -> list[int]:
        """Give the head of the name set behind a role with its body."""
        name = name_behind_body(self.scene, index)
        head = None if name is None else self.scene.sentence.head_of(name.start, name.end)
        return [] if head is None else [head]

    def _shared_holders(self, index: int, tie: Tie) -> list[End]:
        """Give the holders of the role that this one is coordinated with: "a member of X and **head of Y**"."""
        scene, at = self.scene, index
        for _ in range(2):
            if scene.tokens[at].deprel not in ("conj", "nmod") or scene.tokens[index].deprel != "conj":
                return []
            at = scene.tokens[at].head
            other = tie_of(scene, at, "NOUN")
            if other is not None and at < index:
                return self.holders(at, other)
        return []

    def _name_before_comma(self, index: int) -> int | None:
        """Give the head of a person's name to which a role is set with a comma: "Ann Example, chairwoman of …"."""
        scene = self.scene
        if index < 2 or scene.tokens[index - 1].text != ",":
            return None
        mention = scene.mention_at(index - 2, "person")
        return None if mention is None else scene.sentence.head_of(mention.start, mention.end)

    def _of_appointment(self, index: int) -> list[int]:
        """Give who is made what: "elected Ann Example chairwoman", «избран председателем»."""
        scene, verb = self.scene, self.scene.tokens[index].head
        if scene.tokens[verb].upos != "VERB" or scene.lemmas[verb] not in appointing(scene.sentence.language):
            return []
        objects = [each for each in scene.grammar.objects(verb) if each != index]
        return objects or list(scene.grammar.subjects(verb))

    def _is_owner(self, index: int, end: End) -> bool:
        """Say whether a name is the noun's owner and not its holder: "Ann Example's brother"."""
        token = self.scene.tokens[end.token]
        is_genitive = token.feats.get("Case") == "Gen" and self.scene.tokens[index].feats.get("Case") not in (
            None,
            "Gen",
        )
        has_marker = any(True for _ in self.scene.sentence.dependents(end.token, "case"))
        return token.head == index and (
            token.deprel == "nmod:poss" or (token.deprel == "nmod" and (is_genitive or has_marker))
        )

    def bodies(self, index: int, tie: Tie, holders: Sequence[End]) -> list[End]:
        """Give what a role noun is said of: "leader **of the union**", "**union** leader", "**its** leader"."""
        sentence = self.scene.sentence
        taken = {end.token for end in holders}
        kinds = (*NAMED, "place")
        beside = list(sentence.dependents(index, "nmod", "nmod:poss", "compound", "amod", "obl"))
        beside += [child for child in sentence.dependents(index, "det") if self.scene.tokens[child].upos == "PRON"]
        near = [
            each
            for child in beside
            if child not in taken
            for each in (child, *(c for c in sentence.dependents(child, "conj") if not self._is_role(c)))
        ]
        if tie == "merger":
            near = [each for each in merged_from(self.scene, index) if each not in taken]
        found = [end for each in near if (end := self.ends.end(each, kinds)) is not None]
        if not found and holders:
            found = self._behind_holder(holders[0], taken, kinds)
        spans = {(end.party.start, end.party.end) for end in holders}
        return [end for end in found if (end.party.start, end.party.end) not in spans]

    def _is_role(self, index: int) -> bool:
        """Say whether a common noun states a tie of its own."""
        return self.scene.tokens[index].upos == "NOUN" and tie_of(self.scene, index, "NOUN") is not None

    def _behind_holder(self, holder: End, taken: set[int], kinds: Sequence[str]) -> list[End]:
        """Give the body that hangs on the name itself: "union leader Ann Example **of the Nurses' Union**"."""
        near = [
            child for child in self.scene.sentence.dependents(holder.token, "nmod", "compound") if child not in taken
        ]
        return [end for each in near if (end := self.ends.end(each, kinds)) is not None]

    def role(self, index: int, bodies: Sequence[End]) -> str:
        """Give the role as told: the noun with what describes it, without the body it is said of."""
        scene = self.scene
        inside = {t for end in bodies for t in scene.sentence.covering(end.party.start, end.party.end)}
        words = [
            child
            for child in scene.sentence.dependents(index, "amod", "compound")
            if child not in inside and abs(child - index) <= 3 and scene.mention_at(child, *NAMED, "place") is None
        ]
        chosen = sorted([*words, index])
        return " ".join(scene.tokens[i].text for i in chosen)
