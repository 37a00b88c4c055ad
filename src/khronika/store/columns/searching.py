"""Full-text search for events: those of which a mention, or the report that tells it, holds the words."""

import numpy as np

from khronika.store.columns.snapshot import Column, Snapshot
from khronika.store.models import Mention


def search(snapshot: Snapshot, words: str) -> Column:
    """Give the positions of the events found."""
    keys = Mention.objects.filter(quote__icontains=words, event__isnull=False).values_list("event_id", flat=True)
    rows = snapshot.words.rows
    return np.array(sorted({rows[key] for key in keys if key in rows}), np.int64)
