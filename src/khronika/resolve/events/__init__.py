"""Events across reports: candidates by blocking, comparison by a table of features, clusters under constraints."""

from khronika.resolve.events.link import Linking, link_events
from khronika.resolve.events.mention import LinkedDocument, LinkedMention, Party

__all__ = ["LinkedDocument", "LinkedMention", "Linking", "Party", "link_events"]
