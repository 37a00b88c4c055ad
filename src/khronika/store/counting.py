"""How much of everything a chronicle holds."""

from django.db import connection
from django.db.models import Count, Max, Q, Sum

from khronika.store.models import (
    Actor,
    Case,
    Coding,
    Decision,
    Document,
    Event,
    Link,
    Relation,
    Report,
    Statement,
    Tally,
)

OPEN = ("proposed", "returned")


def counts() -> dict[str, int]:
    """Give the number of rows of each kind, in the order in which they come about."""
    documents = Document.objects.aggregate(
        all=Count("pk"),
        older=Count("pk", filter=Q(current=False)),
        copies=Count("pk", filter=Q(original__isnull=False)),
    )
    return {
        "reports": Report.objects.count(),
        "documents": documents["all"],
        "older versions among them": documents["older"],
        "reprints among them": documents["copies"],
        "event mentions": Tally.objects.aggregate(all=Sum("number"))["all"] or 0,
        "statements": Statement.objects.count(),
        "relations": Relation.objects.count(),
        "actors": Actor.objects.count(),
        "events": Event.objects.count(),
        "cases": Case.objects.count(),
        "decisions": Decision.objects.count(),
    }


def mentions_by_status() -> dict[str, int]:
    """Give how many mentions have which status."""
    rows = Tally.objects.values_list("status").annotate(all=Sum("number")).order_by("-all", "status")
    return {status: number for status, number in rows if number}


def waiting() -> dict[str, int]:
    """Give how much of each kind waits for a person."""
    found = {
        "event mentions": sum(number for name, number in mentions_by_status().items() if name in OPEN),
        "statements": Statement.objects.filter(status__in=OPEN).count(),
        "relations": Relation.objects.filter(status__in=OPEN).count(),
        "links": Link.objects.filter(ask=True, status="proposed").count(),
    }
    return {name: number for name, number in found.items() if number}


def coders() -> dict[str, int]:
    """Give how many documents each version of coder and codebook has coded last."""
    newest = Document.objects.annotate(last=Max("codings")).values("last")
    rows = (
        Coding.objects.filter(pk__in=newest)
        .values_list("coder", "codebook")
        .annotate(number=Count("pk"))
        .order_by("-number", "coder", "codebook")
    )
    return {f"khronika {coder}, codebook {codebook}": number for coder, codebook, number in rows}


def size() -> int:
    """Give the bytes that the database takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
