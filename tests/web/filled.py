"""A small made-up chronicle with what pages must stand: scripts in titles, formulas in names, a protected person."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCRIPT = '<script>window.broken = true</script> & "quoted" <b>title</b>'
FORMULA = '=HYPERLINK("http://elsewhere.example","Open Ledger")'
HIDDEN, HIDDEN_RU = "Vera Kolm", "Вера Кольм"
PUBLIC = "Borin Tavell"
QUOTES = {
    "m1": f"On 4 March police in Lille detained 26 people, {HIDDEN} among them, police said; {PUBLIC} protested.",
    "m2": f"В марте в Лилле задержана {HIDDEN_RU} и с ней 300 человек, сообщил профсоюз.",
    "m3": "Some 2,000 members of Open Ledger marched through Porto in 2024.",
    "m4": "Since May 2023 people have picketed the embassy in Portugal.",
    "s1": f"“They must go free,” {PUBLIC} said.",
}
DAY = {"start": "2024-03-04", "end": "2024-03-05", "precision": "day"}
MONTH = {"start": "2024-03-01", "end": "2024-04-01", "precision": "month"}
YEAR = {"start": "2024-01-01", "end": "2025-01-01", "precision": "year"}
OPEN = {"start": "2023-05-01", "end": None, "precision": "open"}
LILLE = {"name": "Lille", "country": "FR", "admin1": "Hauts-de-France", "geonames_id": 2998324, "lat": 50.63,
         "lon": 3.06, "precision": "settlement"}  # fmt: skip
PORTO = LILLE | {
    "name": "Porto",
    "country": "PT",
    "admin1": "Porto",
    "geonames_id": 2735943,
    "lat": 41.15,
    "lon": -8.61,
}
PORTUGAL = PORTO | {"name": "Portugal", "admin1": None, "geonames_id": 2264397, "lat": 39.5, "lon": -8.0,
                    "precision": "country"}  # fmt: skip
# key: event, document, kind, trigger, date, place, arguments (role, words, kind, actor), number, words of the speaker
MENTIONS = {
    "m1": ("m1", 1, "COERCE/detention", "detained", DAY, LILLE, ("recipient", HIDDEN, "person", "hidden"),
           (26, "26 people", "recipient"), ("police", "police said")),
    "m2": ("m1", 2, "COERCE/detention", "задержана", MONTH, LILLE, ("recipient", HIDDEN_RU, "person", "hidden"),
           (300, "300 человек", "recipient"), ("профсоюз", "сообщил профсоюз")),
    "m3": ("m3", 1, "PROTEST/march", "marched", YEAR, PORTO, ("actor", "Open Ledger", "organisation", "ledger"),
           (2000, "2,000 members", "actor"), None),
    "m4": ("m4", 1, "PROTEST/picket", "picketed", OPEN, PORTUGAL, None, None, None),
}  # fmt: skip


def fill() -> None:
    """Fill the chronicle that is open: two events told four times, three actors, a case, a statement and a relation."""
    from khronika.store import models as m
    from khronika.store.search_entries import entries
    from khronika.store.standing import replace_entries

    texts = {
        1: ("en", SCRIPT, " ".join(QUOTES[key] for key in ("m1", "m3", "m4", "s1"))),
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
    for key in MENTIONS:
        _mention(key)
    m.Event.objects.filter(key="m1").update(case=case)
    text = texts[1][2]
    start, end = text.index(QUOTES["s1"]), len(text)
    named = {"name": PUBLIC, "start": text.rindex(PUBLIC), "end": text.rindex(PUBLIC) + len(PUBLIC), "text": PUBLIC}
    said = {
        "document": "report1.txt", "start": start, "end": end, "quote": QUOTES["s1"], "speaker": named,
        "on_behalf_of": None, "relation": "states", "about": {"entities": [], "mentions": []}, "kind": "direct",
    }  # fmt: skip
    m.Statement.objects.create(
        key="s1", document_id=1, speaker=PUBLIC, speaker_actor_id="public", relation="states", quote=QUOTES["s1"],
        start=start, end=end, body=said,
    )  # fmt: skip
    start = text.index(QUOTES["m3"])
    ends = {"start": start, "end": start + len(QUOTES["m3"]), "quote": QUOTES["m3"]}
    ledger = text.index("Open Ledger")
    tied = {
        "document": "report1.txt", **ends, "subject": named, "relation": "member", "role": "secretary",
        "object": {"name": "Open Ledger", "start": ledger, "end": ledger + 11, "text": "Open Ledger"},
    }  # fmt: skip
    m.Relation.objects.create(
        key="r1", document_id=1, subject=PUBLIC, subject_actor_id="public", relation="member", role="secretary",
        object="Open Ledger", object_actor_id="ledger", body=tied, **ends,
    )  # fmt: skip


def _mention(key: str) -> None:
    """Store a mention as the coder's proposal, with the event that it tells."""
    from khronika.model import fingerprint
    from khronika.store import models as m
    from khronika.store.standing import stand
    from khronika.work.assembling import reassemble

    event, number, kind, trigger, date, place, party, amount, said = MENTIONS[key]
    document = m.Document.objects.get(pk=number)
    start = document.text.index(QUOTES[key])

    def span(words: str) -> dict[str, object]:
        at = document.text.index(words, start)
        return {"start": at, "end": at + len(words), "text": words}

    arguments = []
    if party:
        role, words, noun, _actor = party
        arguments.append({"role": role, **span(words), "value": {"kind": noun, "name": words}, "inferred": False})
    if amount:
        many, words, of = amount
        value = {"low": many, "high": many, "approximate": False, "of": of}
        arguments.append({"role": "number", **span(words), "value": value, "inferred": False})
    nobody = {"speaker": None, "relation": "states", "start": None, "end": None, "text": None}
    type_, mode = kind.split("/")
    body = {
        "id": key, "document": document.name, "type": type_, "mode": mode, "contexts": [], "realis": "actual",
        "start": start, "end": start + len(QUOTES[key]), "quote": QUOTES[key], "trigger": span(trigger),
        "arguments": arguments, "date": {**date, "text": None, "relative_to": None, "inferred": False},
        "place": {**place, "text": None, "inferred": False},
        "attribution": {"speaker": said[0], "relation": "says", **span(said[1])} if said else nobody,
        "confidence": 0.8, "coder": "0.1.0",
    }  # fmt: skip
    coding = m.Coding.objects.create(document=document, coder="0.1.0", codebook="1", versions={}, at=NOW)
    proposal = m.Proposal.objects.create(
        coding=coding, document=document, kind="mention", key=key, fingerprint=fingerprint(body), body=body
    )
    m.Event.objects.get_or_create(key=event, defaults={"type": type_, "realis": "actual", "body": {}})
    stand(m.Mention(pk=key, document=document), body, proposal=proposal, status="proposed", event_id=event)
    if party:
        m.Argument.objects.filter(mention=key, role=party[0]).update(actor=party[3])
    reassemble([event])
