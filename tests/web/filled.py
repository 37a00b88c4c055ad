"""A small made-up chronicle with what pages must stand: scripts in titles, formulas in names, a protected person."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCRIPT = '<script>window.broken = true</script> & "quoted" <b>title</b>'
FORMULA = '=HYPERLINK("http://elsewhere.example","Open Ledger")'
HIDDEN, HIDDEN_RU = "Vera Kolm", "Вера Кольм"
PUBLIC = "Borin Tavell"
QUOTES = {
    "m1": f"On 4 March police in Lille detained {HIDDEN}, {PUBLIC} said.",
    "m2": f"В марте в Лилле задержана {HIDDEN_RU}, 300 человек вышли на площадь.",
    "m3": "Some 2,000 members of Open Ledger marched through Porto in 2024.",
    "m4": "Since May 2023 people have picketed the embassy in Portugal.",
}


def fill() -> None:
    """Fill the chronicle that is open: two events told four times, three actors, a case, a statement and a relation."""
    from khronika.store import models as m
    from khronika.store.search_entries import entries
    from khronika.store.standing import replace_entries

    texts = {
        1: ("en", SCRIPT, f"{QUOTES['m1']} {QUOTES['m3']} {QUOTES['m4']}"),
        2: ("ru", f"Задержана {HIDDEN_RU}", QUOTES["m2"]),
    }
    for number, (language, title, text) in texts.items():
        report = m.Report.objects.create(
            sha256=f"{number}" * 64, media_type="text/plain", size=len(text), received_at=NOW
        )
        m.Document.objects.create(
            id=number, name=f"report{number}.txt", slot=f"report{number}.txt", report=report, text_sha256="", text=text,
            title=title, published=f"2024-03-0{number + 4}", language=language, publisher="The Lantern",
            url=f"https://lantern.example/{number}", genre="news", added_at=NOW, body={},
            entities=[
                {"kind": "person", "start": text.index(name), "end": text.index(name) + len(name), "text": name,
                 "value": {"name": name}}
                for name in (HIDDEN, HIDDEN_RU, PUBLIC) if name in text
            ],
        )  # fmt: skip
        replace_entries("document", str(number), entries("document", str(number), language, [title, text]))
    actors = {
        "hidden": ("person", HIDDEN, "private", [(HIDDEN, "latin"), (HIDDEN_RU, "cyrillic")]),
        "public": ("person", PUBLIC, "public", [(PUBLIC, "latin")]),
        "ledger": ("organisation", FORMULA, "private", [(FORMULA, "latin"), ("Open Ledger", "latin")]),
    }
    for key, (kind, name, protection, names) in actors.items():
        m.Actor.objects.create(
            key=key, kind=kind, name=name, protection=protection, mentions=2, first_day="2024-03-04",
            last_day="2024-03-04", names=[{"text": t, "script": s, "language": None, "count": 1} for t, s in names],
        )  # fmt: skip
    for document, key, name in ((1, "hidden", HIDDEN), (2, "hidden", HIDDEN_RU), (1, "public", PUBLIC)):
        m.Naming.objects.create(
            key=f"{key}{document}", document_id=document, actor_id=key, kind="person", name=name,
            body={"names": [name], "roles": ["union leader"], "organisations": [], "company": []},
        )  # fmt: skip
    case = m.Case.objects.create(
        key="case1", actor_id="hidden", title=HIDDEN, custody="detained",
        body={"custody": [{"status": "detained", "since": "2024-03-04", "until": None, "event": "m1", "place": None}]},
    )  # fmt: skip
    day = {"start": "2024-03-04", "end": "2024-03-05", "precision": "day"}
    month = {"start": "2024-03-01", "end": "2024-04-01", "precision": "month"}
    lille = {"name": "Lille", "country": "FR", "admin1": "Hauts-de-France", "geonames_id": 2998324, "lat": 50.63,
             "lon": 3.06, "precision": "settlement"}  # fmt: skip
    porto = lille | {"name": "Porto", "country": "PT", "admin1": "Porto", "geonames_id": 2735943, "lat": 41.15,
                     "lon": -8.61}  # fmt: skip
    portugal = porto | {"name": "Portugal", "admin1": None, "geonames_id": 2264397, "lat": 39.5, "lon": -8.0,
                        "precision": "country"}  # fmt: skip
    _event("m1", "COERCE", "detention", day, lille, case, [("m1", 1, day, 26), ("m2", 2, month, 300)])
    year = {"start": "2024-01-01", "end": "2025-01-01", "precision": "year"}
    _event("m3", "PROTEST", "march", year, porto, None, [("m3", 1, year, 2000)])
    open_ = {"start": "2023-05-01", "end": None, "precision": "open"}
    _event("m4", "PROTEST", "picket", open_, portugal, None, [("m4", 1, open_, None)])
    for mention, actor, role, text in (
        ("m1", "hidden", "recipient", HIDDEN), ("m2", "hidden", "recipient", HIDDEN_RU),
        ("m3", "ledger", "actor", "Open Ledger"),
    ):  # fmt: skip
        start = QUOTES[mention].index(text)
        kind = "person" if actor == "hidden" else "organisation"
        m.Argument.objects.create(
            mention_id=mention, key=f"{role}{mention}", role=role, start=start, end=start + len(text), text=text,
            kind=kind, name=text, actor_id=actor,
        )  # fmt: skip
    m.Statement.objects.create(
        key="s1", document_id=1, speaker=PUBLIC, speaker_actor_id="public", relation="states", quote=QUOTES["m1"],
        start=0, end=len(QUOTES["m1"]), body={},
    )  # fmt: skip
    m.Relation.objects.create(
        key="r1", document_id=1, subject=PUBLIC, subject_actor_id="public", relation="member", role="secretary",
        object="Open Ledger", object_actor_id="ledger", quote=QUOTES["m3"], start=0, end=10, body={},
    )  # fmt: skip


def _event(key, type_, mode, date, place, case, told) -> None:  # type: ignore[no-untyped-def]
    from khronika.store import models as m
    from khronika.store.search_entries import entries
    from khronika.store.standing import replace_entries

    columns = {
        "type": type_, "mode": mode, "realis": "actual", "date_start": date["start"] or "",
        "date_end": date["end"] or "", "date_precision": date["precision"], "place": place["name"],
        "country": place["country"], "admin1": place["admin1"] or "", "geonames_id": place["geonames_id"],
        "lat": place["lat"], "lon": place["lon"],
    }  # fmt: skip
    fields = [
        _field("type", [(i, d, {"type": type_, "mode": mode}, "authority") for i, d, _, _ in told]),
        _field("date", [(i, d, when, "media") for i, d, when, _ in told]),
        _field("place", [(i, d, place, "media") for i, d, _, _ in told]),
    ]
    numbers = [
        (i, d, {"low": n, "high": n, "approximate": False, "of": "actor"}, "authority" if d == 1 else "participant")
        for i, d, _, n in told
        if n
    ]
    if numbers:
        fields.append(_field("number:actor", numbers))
    m.Event.objects.create(
        key=key, **columns, mention_count=len(told), source_count=len({d for _, d, _, _ in told}), case=case,
        disputed=len({n for *_, n in told}) > 1, body={"key": key, "fields": fields},
    )  # fmt: skip
    for mention, document, when, _ in told:
        language = "en" if document == 1 else "ru"
        text, quote = m.Document.objects.get(pk=document).text, QUOTES[mention]
        start = text.index(quote)
        m.Mention.objects.create(
            key=mention, document_id=document, event_id=key, status="proposed", language=language,
            trigger=quote[:2], quote=quote, start=start, end=start + len(quote), confidence=0.8, priority=0.5,
            body={"trigger": {"start": start, "end": start + 2, "text": quote[:2]}, "arguments": [], "date": when},
            **columns,
        )  # fmt: skip
        replace_entries("mention", mention, entries("mention", mention, language, [quote]))


def _field(name, rows) -> dict:  # type: ignore[no-untyped-def,type-arg]
    told = [
        {"value": value, "text": "words", "mention": mention, "document": f"report{document}.txt", "source": "",
         "speaker": None, "source_type": source}
        for mention, document, value, source in rows
    ]  # fmt: skip
    disputed = len({str(value) for _, _, value, _ in rows}) > 1
    return {"name": name, "told": told, "chosen": rows[0][2], "why": "told first", "disputed": disputed}
