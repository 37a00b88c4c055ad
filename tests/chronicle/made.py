"""What the tests of a chronicle put into it."""

from datetime import UTC, datetime

from khronika.model import Body, fingerprint
from khronika.store import models

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said. Police detained 26 of them.\n\n"
    "Vera Kolm, of the Open Ledger union, said that two of them had been dismissed."
)


def span(words: str, text: str = TEXT) -> Body:
    """Give the first place of words in a text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def mention_body(key: str, trigger: str = "walked out", **changes: object) -> Body:
    """Give a mention as the coder proposes it: a strike of nurses in Lille."""
    quote = TEXT[: TEXT.index(" Police")]
    return {
        "id": key, "document": "a.txt", "type": "PROTEST", "mode": "strike", "contexts": ["labour"], "realis": "actual",
        "start": 0, "end": len(quote), "quote": quote, "trigger": span(trigger),
        "arguments": [
            {"role": "actor", **span("nurses"), "value": {"kind": "group", "name": "nurses"}, "inferred": False},
            {"role": "number", **span("some 400"), "inferred": False,
             "value": {"low": 400, "high": 400, "approximate": True, "of": "actor"}},
        ],
        "date": {"start": "2024-03-04", "end": "2024-03-05", "precision": "day", "text": span("On Monday"),
                 "relative_to": "2024-03-06", "inferred": False},
        "place": {"name": "Lille", "country": "FR", "admin1": "Hauts-de-France", "geonames_id": 2998324, "lat": 50.63,
                  "lon": 3.06, "precision": "settlement", "text": span("Lille"), "inferred": False},
        "attribution": {"speaker": "CGT", "relation": "says", **span("the CGT union said")},
        "confidence": 0.9, "coder": "0.1.0",
    } | changes  # fmt: skip


def make_document(name: str, text: str) -> models.Document:
    """Put a document into the chronicle."""
    report = models.Report.objects.create(
        sha256=name.ljust(64, "0"), media_type="text/plain", size=len(text), received_at=NOW
    )
    return models.Document.objects.create(
        name=name, slot=name, report=report, text=text, text_sha256="", body={}, language="en", published="2024-03-06",
        added_at=NOW,
    )  # fmt: skip


def propose(document: models.Document, kind: str, key: str, body: Body) -> models.Proposal:
    """Let the coder say something, in the place of what it said before."""
    coding = models.Coding.objects.create(document=document, coder="0.1.0", codebook="x", versions={}, at=NOW)
    models.Proposal.objects.filter(kind=kind, key=key).update(live=False)
    return models.Proposal.objects.create(
        coding=coding, document=document, kind=kind, key=key, fingerprint=fingerprint(body), body=body
    )


def put_mention(document: models.Document, body: Body) -> models.Mention:
    """Put a proposed mention into the chronicle."""
    from khronika.store.standing import stand

    row = models.Mention(key=body["id"], document=document, proposal=propose(document, "mention", body["id"], body))
    stand(row, body)
    return row
