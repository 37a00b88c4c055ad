"""The tables of a chronicle.

Three kinds, never mixed: *as received and as coded* (Report, Arrival, Document, Coding, Proposal: append-only, what a
machine said), *as decided* (Decision, Batch, Assignment, Erasure, Audit: append-only, what a person did), and *as it
stands* (Mention, Argument, Statement, Relation, Naming, Actor, Event, Case, Link, Tally: made of the other two, and
made anew from them at any time). Dates are ISO 8601 days as text where a bound may be open, so that both databases
sort them alike. A foreign key has no index of its own where a wider one begins with it.
"""

from django.conf import settings
from django.db import models

from khronika.store.fields import JSONField

KEY = 64


class Report(models.Model):
    """Bytes as received; the original lies in the evidence folder under its SHA-256 until it is erased."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)


class Arrival(models.Model):
    """Where a report came from, each time it came: `origin` is the path or address as given."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="arrivals")
    origin = models.TextField()
    at = models.DateTimeField()


class Document(models.Model):
    """What a report says; `name` is the id of the output contract, with `@2` for the second version of one origin.

    `number` counts the documents of a report; `body` holds the row of `documents.jsonl` without its text; `entities`
    its rows of `entities.jsonl`; `first_publisher` and `first_url` are told by its own note; `original` is the document
    it repeats (`likeness` 0 to 1) where it is a reprint.
    """

    name = models.CharField(max_length=500, unique=True)
    slot = models.CharField(max_length=500, db_index=True)
    version = models.IntegerField(default=1)
    current = models.BooleanField(default=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="documents", db_index=False)
    number = models.IntegerField(default=0)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    title = models.TextField(blank=True)
    published = models.CharField(max_length=10, blank=True, db_index=True)
    first_published = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True, db_index=True)
    publisher = models.TextField(blank=True, db_index=True)
    url = models.TextField(blank=True, db_index=True)
    genre = models.CharField(max_length=20, blank=True)
    first_publisher = models.TextField(blank=True, db_index=True)
    first_url = models.TextField(blank=True, db_index=True)
    text = models.TextField()
    body = JSONField()
    entities = JSONField(default=list)
    original = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")
    likeness = models.FloatField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        """A report holds each of its documents once; listed by day, by publisher and by language."""

        constraints = (models.UniqueConstraint(fields=["report", "number"], name="one_document_a_place"),)
        indexes = (
            models.Index(fields=["-published", "-id"], name="document_day"),
            models.Index(fields=["publisher", "-published", "-id"], name="document_publisher"),
            models.Index(fields=["language", "-published", "-id"], name="document_language"),
        )


class Shingle(models.Model):
    """One of the sampled word sequences of a document's text, as a number: what reprints are found by."""

    number = models.BigIntegerField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="shingles")

    class Meta:
        """Who shares a number is read from the index alone."""

        indexes = (models.Index(fields=["number", "document"], name="shingle_shared"),)


class Coding(models.Model):
    """One run of one version of the coder over one document."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="codings")
    coder = models.CharField(max_length=40)
    codebook = models.CharField(max_length=40)
    versions = JSONField()
    at = models.DateTimeField()


class Proposal(models.Model):
    """What a machine said: one row of the output contract (`body`), under the stable id `key`.

    A coding that says the same again adds no row; `live` is false once a later coding says something else or nothing.
    """

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="proposals")
    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10)  # mention, statement, relation
    key = models.CharField(max_length=KEY, db_index=True)
    fingerprint = models.CharField(max_length=32)
    live = models.BooleanField(default=True)
    body = JSONField()


class Batch(models.Model):
    """Mentions given to several people to decide about without seeing each other's decisions."""

    name = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")  # open, adjudicating, closed


class Assignment(models.Model):
    """One mention of a batch for one person."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    mention = models.CharField(max_length=KEY)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """A person gets a mention of a batch once."""

        constraints = (models.UniqueConstraint(fields=["batch", "user", "mention"], name="assigned_once"),)


class Decision(models.Model):
    """What a person decided; never changed, never removed but by an erasure of what it says about somebody."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=10)
    target_kind = models.CharField(max_length=12)
    target = models.CharField(max_length=2 * KEY + 1)
    field = models.CharField(max_length=80, blank=True)
    value = JSONField(null=True)
    seen = models.CharField(max_length=32, blank=True)
    before = JSONField(null=True)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="decisions")
    coder = models.CharField(max_length=40)
    codebook = models.CharField(max_length=40)

    class Meta:
        """Found by what they are about, in order."""

        indexes = (models.Index(fields=["target_kind", "target", "id"], name="decision_target"),)


class Actor(models.Model):
    """A person, organisation or group as it stands; `names` are rows of `model.ActorName`."""

    key = models.CharField(max_length=KEY, primary_key=True)
    kind = models.CharField(max_length=12)
    name = models.TextField()
    names = JSONField(default=list)
    protection = models.CharField(max_length=8, default="private")
    protection_reason = models.TextField(blank=True)
    public_role = models.TextField(blank=True)
    mentions = models.IntegerField(default=0)
    first_day = models.CharField(max_length=10, blank=True)
    last_day = models.CharField(max_length=10, blank=True)

    class Meta:
        """Listed by how often they are told of, or by name."""

        indexes = (
            models.Index(fields=["kind", "-mentions"], name="actor_frequent"),
            models.Index(fields=["name"], name="actor_name"),
        )


class Naming(models.Model):
    """One document's account of one actor (`model.Naming`), and the actor it was put with."""

    key = models.CharField(max_length=KEY, primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="namings")
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="namings", db_index=False)
    kind = models.CharField(max_length=12)
    name = models.TextField()
    body = JSONField()

    class Meta:
        """What the newest reports call an actor."""

        indexes = (models.Index(fields=["actor", "-document"], name="naming_newest"),)


class Case(models.Model):
    """Stages of one prosecution (`model.Case` in `body`)."""

    key = models.CharField(max_length=KEY, primary_key=True)
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="cases")
    title = models.TextField()
    custody = models.CharField(max_length=14, default="unknown")
    body = JSONField()


class Event(models.Model):
    """What several mentions are about (`model.Event` in `body`), with its chosen values as columns."""

    key = models.CharField(max_length=KEY, primary_key=True)
    type = models.CharField(max_length=12)
    mode = models.CharField(max_length=40, blank=True)
    realis = models.CharField(max_length=12)
    date_start = models.CharField(max_length=10, blank=True)
    date_end = models.CharField(max_length=10, blank=True)
    date_precision = models.CharField(max_length=10, blank=True)
    place = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    admin1 = models.TextField(blank=True)
    geonames_id = models.BigIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    mention_count = models.IntegerField(default=1)
    source_count = models.IntegerField(default=1)
    disputed = models.BooleanField(default=False)
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="events", db_index=False)
    body = JSONField()

    class Meta:
        """Listed by day, by kind and by place."""

        indexes = (
            models.Index(fields=["-date_start", "key"], name="event_day"),
            models.Index(fields=["type", "mode", "-date_start"], name="event_kind"),
            models.Index(fields=["country", "-date_start"], name="event_country"),
            models.Index(fields=["case", "date_start", "key"], name="event_case"),
        )


class Mention(models.Model):
    """An event mention as it stands: the live proposal with people's decisions applied (`body`), and its columns.

    `status`: proposed, accepted, corrected, rejected, merged, added, returned (it changed under a decision), gone (the
    coder proposes it no longer, and nobody decided about it). `revision` is the id of the newest decision about it, 0
    without; `priority` orders the queue, the highest first.
    """

    key = models.CharField(max_length=KEY, primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions", db_index=False)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True)
    status = models.CharField(max_length=10, default="proposed")
    revision = models.BigIntegerField(default=0)
    type = models.CharField(max_length=12)
    mode = models.CharField(max_length=40, blank=True)
    realis = models.CharField(max_length=12)
    date_start = models.CharField(max_length=10, blank=True)
    date_end = models.CharField(max_length=10, blank=True)
    date_precision = models.CharField(max_length=10, blank=True)
    place = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    admin1 = models.TextField(blank=True)
    geonames_id = models.BigIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    speaker = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    trigger = models.TextField()
    quote = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    confidence = models.FloatField()
    priority = models.FloatField(default=0)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="mentions")
    body = JSONField()

    class Meta:
        """The queue by status and priority; tables by day, kind and place."""

        indexes = (
            # The columns behind the key let any filter of the queue be answered by the index alone.
            models.Index(
                fields=[
                    "status",
                    "-priority",
                    "key",
                    "type",
                    "mode",
                    "language",
                    "country",
                    "date_start",
                    "confidence",
                    "place",
                    "document",
                ],
                name="mention_queue",
            ),
            models.Index(fields=["type", "mode", "-date_start"], name="mention_kind"),
            # The queue of mentions without a day; of a million there are few, and none is written for the others.
            models.Index(
                fields=["date_start", "status", "-priority", "key"],
                condition=models.Q(date_start=""),
                name="mention_undated",
            ),
            models.Index(fields=["document", "start"], name="mention_place_in_text"),
        )


class Argument(models.Model):
    """An argument of a mention as it stands; `actor` is whom it names, once actors are resolved.

    `day` and `event_key` repeat the mention's first day and event, so that an actor's history is read in its order;
    triggers of the database keep them (migration `0003_changes`).
    """

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="arguments")
    key = models.CharField(max_length=KEY)
    role = models.CharField(max_length=12)
    start = models.IntegerField()
    end = models.IntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=12, blank=True)
    name = models.TextField(blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    inferred = models.BooleanField(default=False)
    naming = models.CharField(max_length=KEY, blank=True, db_index=True)
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="arguments", db_index=False)
    day = models.CharField(max_length=10, blank=True, default="")
    event_key = models.CharField(max_length=KEY, blank=True, default="")

    class Meta:
        """An actor's history, the newest first."""

        indexes = (models.Index(fields=["actor", "-day", "event_key", "role"], name="argument_history"),)


class Statement(models.Model):
    """A statement as it stands."""

    key = models.CharField(max_length=KEY, primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="statements")
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True)
    status = models.CharField(max_length=10, default="proposed")
    revision = models.BigIntegerField(default=0)
    speaker = models.TextField(blank=True)
    speaker_actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="statements", db_index=False)
    behalf_actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="statements_for")
    relation = models.CharField(max_length=10)
    quote = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    body = JSONField()

    class Meta:
        """The queue by status; what an actor said, by document."""

        indexes = (
            models.Index(fields=["status", "document", "start", "key"], name="statement_queue"),
            models.Index(fields=["speaker_actor", "-document"], name="statement_told"),
        )


class Relation(models.Model):
    """A lasting tie as it stands."""

    key = models.CharField(max_length=KEY, primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True)
    status = models.CharField(max_length=10, default="proposed")
    revision = models.BigIntegerField(default=0)
    subject = models.TextField()
    subject_actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="relations_from", db_index=False)
    relation = models.CharField(max_length=20)
    role = models.TextField(blank=True)
    object = models.TextField()
    object_actor = models.ForeignKey(Actor, models.SET_NULL, null=True, related_name="relations_to", db_index=False)
    quote = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    body = JSONField()

    class Meta:
        """The queue by status; an actor's ties, by document."""

        indexes = (
            models.Index(fields=["status", "document", "start", "key"], name="relation_queue"),
            models.Index(fields=["subject_actor", "-document"], name="relation_from"),
            models.Index(fields=["object_actor", "-document"], name="relation_to"),
        )


class Link(models.Model):
    """What a machine thinks of two ends (`model.LinkProposal`); `ask` waits for a person."""

    kind = models.CharField(max_length=12)
    a = models.CharField(max_length=KEY)
    b = models.CharField(max_length=KEY)
    score = models.FloatField()
    ask = models.BooleanField(default=False)
    status = models.CharField(max_length=10, default="proposed")  # proposed, same, not_same
    revision = models.BigIntegerField(default=0)
    why = JSONField(default=list)

    class Meta:
        """Two ends meet once a kind; what asks is found at once."""

        constraints = (models.UniqueConstraint(fields=["kind", "a", "b"], name="linked_once"),)
        indexes = (models.Index(fields=["kind", "status", "ask", "-score"], name="link_queue"),)


class Tally(models.Model):
    """How many mentions there are of each kind, place and month: what facets are counted from."""

    status = models.CharField(max_length=10)
    type = models.CharField(max_length=12)
    mode = models.CharField(max_length=40, blank=True)
    realis = models.CharField(max_length=12)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8, blank=True)
    month = models.CharField(max_length=7, blank=True)
    number = models.BigIntegerField()

    class Meta:
        """One row a combination."""

        constraints = (
            models.UniqueConstraint(
                fields=["status", "type", "mode", "realis", "country", "language", "month"], name="tallied_once"
            ),
        )


class Change(models.Model):
    """That an event, or a mention of it, changed: written by triggers (migration `0003_changes`), the newest kept.

    Who holds a copy of events in memory (`store.columns`) reads from here which rows to read again.
    """

    event = models.CharField(max_length=KEY)


class Remembered(models.Model):
    """What the processes of a server share for a while: Django's cache in the database.

    Attempts to sign in, codes of second factors that were used, the one-time link; keys are digests
    (`web.security.remembering`).
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)


class SearchEntry(models.Model):
    """What full text is searched in: normalised words of a mention, statement, relation, document or actor.

    `words` stand in the order of the text, one form a word; `more` holds further readings of them; a long text has
    several entries. The index itself (FTS5, or a tsvector with GIN) is made by the migration `0002_search` and follows
    this table by itself.
    """

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=KEY)
    words = models.TextField()
    more = models.TextField(blank=True)

    class Meta:
        """Found by what they belong to."""

        indexes = (models.Index(fields=["kind", "key"], name="search_entry_owner"),)


class Erasure(models.Model):
    """The tombstone of what was erased: when, by whom, why and how much, and nothing of what it was."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    actor = models.CharField(max_length=KEY)
    counts = JSONField(default=dict)


class Audit(models.Model):
    """Who looked at what is protected, who exported what, who signed in: append-only."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=40, db_index=True)
    target = models.TextField(blank=True)
    detail = JSONField(default=dict)
