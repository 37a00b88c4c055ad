"""The nouns: frozen values, checked when made, without input or output."""

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
from khronika.model.mention import Mention, MentionKind, MentionValue
from khronika.model.place import Place, PlacePrecision
from khronika.model.span import Span, overlap
from khronika.model.statement import About, Party, Relation, Speaker, Statement, StatementKind, StatementRelation, Tie
from khronika.model.value import Name, Participant, ParticipantKind, Quantity, Term
from khronika.model.view import View

__all__ = [
    "FURNITURE", "About", "Argument", "ArgumentValue", "Attribution", "Document", "EventMention", "Genre", "Interval",
    "Manner", "Mention", "MentionKind", "MentionValue", "Name", "Paragraph", "ParagraphKind", "Participant",
    "ParticipantKind", "Party", "Place", "PlacePrecision", "Precision", "Publication", "Quantity", "Realis", "Relation",
    "Role", "Span", "Speaker", "Statement", "StatementKind", "StatementRelation", "Term", "Tie", "ToldDate",
    "ToldPlace", "Turn", "View", "mention_id", "overlap",
]  # fmt: skip
