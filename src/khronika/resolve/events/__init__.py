"""Events across reports: candidates by blocking, comparison by a table of features, clusters under constraints."""

from khronika.resolve.events.link import Linking, link_events
from khronika.resolve.events.making import link_document, link_mention, marks_of
from khronika.resolve.events.mention import LinkedDocument, LinkedMention, Party

__all__ = [
    "LinkedDocument", "LinkedMention", "Linking", "Party", "link_document", "link_events", "link_mention", "marks_of",
]  # fmt: skip
