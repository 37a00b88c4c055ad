"""The desk: one mention, statement or relation as a card of fields, beside the report that tells it."""
