"""The nouns: frozen values, checked when made, without input or output."""

from khronika.model.actor import Actor, ActorKind, ActorName, Naming, Protection, Script
from khronika.model.chronicle import (
    Case,
    Custody,
    CustodySpell,
    Event,
    EventField,
    LinkProposal,
    SourceType,
    Told,
)
from khronika.model.decision import Decision, Target, TargetKind, Verb
from khronika.model.document import FURNITURE, Document, Genre, Paragraph, ParagraphKind, Publication, Turn
from khronika.model.event import (
    Argument,
    ArgumentValue,
    Attribution,
    EventMention,
    Manner,
    Realis,
    Role,
    ToldDate,
    ToldPlace,
    mention_id,
)
from khronika.model.interval import Interval, Precision
from khronika.model.keys import Body, argument_keys, digest, fingerprint, fold, relation_keys, statement_keys
from khronika.model.mention import Mention, MentionKind, MentionValue
from khronika.model.place import Place, PlacePrecision
from khronika.model.span import Span, overlap
from khronika.model.statement import About, Party, Relation, Speaker, Statement, StatementKind, StatementRelation, Tie
from khronika.model.value import Name, Participant, ParticipantKind, Quantity, Term
from khronika.model.view import View

__all__ = [
    "FURNITURE", "About", "Actor", "ActorKind", "ActorName", "Argument", "ArgumentValue", "Attribution", "Body",
    "Case", "Custody", "CustodySpell", "Decision", "Document", "Event", "EventField", "EventMention", "Genre",
    "Interval", "LinkProposal", "Manner", "Mention", "MentionKind", "MentionValue", "Name", "Naming", "Paragraph",
    "ParagraphKind", "Participant", "ParticipantKind", "Party", "Place", "PlacePrecision", "Precision", "Protection",
    "Publication", "Quantity", "Realis", "Relation", "Role", "Script", "SourceType", "Span", "Speaker", "Statement",
    "StatementKind", "StatementRelation", "Target", "TargetKind", "Term", "Tie", "Told", "ToldDate", "ToldPlace",
    "Turn", "Verb", "View", "argument_keys", "digest", "fingerprint", "fold", "mention_id", "overlap",
    "relation_keys", "statement_keys",
]  # fmt: skip
