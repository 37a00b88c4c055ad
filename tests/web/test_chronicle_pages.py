"""Events, map, timeline, counts, dossiers and sources in a real browser: in both languages, light and dark."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from asking import Asker
from filled import FORMULA, HIDDEN, HIDDEN_RU, PUBLIC, SCRIPT
from playwright.sync_api import BrowserContext, Page, expect
from serving import LANGUAGES, Check, Served, khronika, serve, speak

PAGES = (
    "/events/", "/events/?q=police&type=COERCE", "/events/?q=nothing+at+all", "/events/map/", "/events/timeline/",
    "/events/timeline/?since=2024-03&until=2024-03", "/events/counts/", "/events/counts/?by=month", "/events/m1/",
    "/people/", "/people/?q=vera", "/people/hidden/", "/organisations/", "/organisations/ledger/", "/sources/",
    "/sources/?q=police&language=en", "/sources/1/",
)  # fmt: skip


STICKS_OUT = """[...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`)"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the small made-up chronicle."""
    folder = tmp_path_factory.mktemp("filled") / "chronicle"
    khronika("init", folder)
    with serve(folder) as server:
        server.run(f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom filled import fill\nfill()")
        yield server


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_in_its_language_and_is_accessible(
    page: Page, context: BrowserContext, served: Served, accessible: Check, address: str, language: str
) -> None:
    speak(context, served.address, language)
    response = page.goto(address)
    assert response is not None
    assert response.status == 200
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    assert page.evaluate("window.broken") is None
    if "map" in address:
        page.wait_for_selector(".mark-box")
    accessible(page)


@pytest.mark.parametrize(
    "address", ["/events/", "/events/map/", "/events/timeline/", "/events/m1/", "/people/hidden/", "/sources/1/"]
)
def test_a_page_is_accessible_in_the_dark(page: Page, accessible: Check, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    if "map" in address:
        page.wait_for_selector(".mark-box")
    accessible(page)


@pytest.mark.parametrize(
    "address",
    [
        "/events/nobody/", "/events/%00/", "/people/ledger/", "/people/nobody/", "/organisations/hidden/",
        "/sources/999/", "/sources/1/original/", "/export/nothing/", "/export/history/?actor=nobody",
        "/export/event/?event=nobody", "/export/source/?source=999", "/export/source/?source=x",
        "/sources/99999999999999999999/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(asker: Asker, address: str) -> None:
    assert asker.get(address).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/events/?sort=size", "/events/?since=yesterday", "/events/?since=2024-13", "/events/?place=lille",
        "/events/?box=1,2", f"/events/?q={'a' * 400}", "/events/map/cells/?zoom=99", "/people/?after=x",
        "/people/hidden/?before=x", "/people/hidden/?said=x", "/sources/?after=x", "/export/events/?format=exe",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_says_so(asker: Asker, address: str) -> None:
    answer = asker.get(address)
    assert answer.status == 400
    assert re.search(r"<main.*<p[^>]*>\s*\S", answer.text, re.DOTALL)


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/events/m1/choose/", {}, 400),
        ("/events/m1/choose/", {"field": "date", "index": "99", "revision": "0"}, 400),
        ("/events/m1/choose/", {"field": "nothing", "index": "0", "revision": "0"}, 400),
        ("/events/m1/choose/", {"field": "date", "index": "0", "revision": "x"}, 400),
        ("/events/nobody/choose/", {"field": "date", "index": "0", "revision": "0"}, 404),
        ("/actors/hidden/protect/", {"protection": "famous", "reason": "x", "revision": "0"}, 302),
        ("/actors/hidden/protect/", {"protection": "public", "reason": "", "revision": "0"}, 302),
        ("/actors/hidden/protect/", {"protection": "public", "reason": "x", "revision": "x"}, 400),
        ("/actors/nobody/protect/", {"protection": "public", "reason": "x", "revision": "0"}, 404),
        ("/actors/hidden/name/", {"name": " ", "revision": "0"}, 302),
        ("/actors/hidden/name/", {"name": "x" * 1_500_000, "revision": "0"}, 400),
        ("/actors/nobody/name/", {"name": "x", "revision": "0"}, 404),
        ("/decisions/99999999999999999999/undo/", {"revision": "0"}, 404),
        ("/decisions/999/undo/", {"revision": "0"}, 404),
    ],
)  # fmt: skip
def test_a_broken_form_changes_nothing(
    asker: Asker, served: Served, address: str, fields: dict[str, str], status: int
) -> None:
    before = served.ask("SELECT count(*) FROM store_decision")
    answer = asker.post(address, fields, form="/people/hidden/")
    assert answer.status == status
    assert served.ask("SELECT count(*) FROM store_decision") == before
    if status == 302:
        assert 'class="message error"' in asker.get(answer.location).text, "and says why"


def test_forms_need_their_token(asker: Asker) -> None:
    for address in ("/events/m1/choose/", "/actors/hidden/protect/", "/actors/hidden/name/", "/decisions/1/undo/"):
        assert asker.post(address, {"revision": "0"}, form="").status == 403, address
        assert asker.get(address).status == 405, address


def test_a_script_in_a_title_stays_text(page: Page) -> None:
    for address in ("/sources/", "/sources/1/", "/events/m1/", "/people/public/"):
        page.goto(address)
        assert page.get_by_text("<script>window.broken").count() > 0, address
        assert page.evaluate("window.broken") is None
    page.goto("/sources/1/")
    assert page.locator("h1").inner_text() == SCRIPT


def test_facets_search_and_chips_narrow_and_their_address_can_be_kept(page: Page) -> None:
    page.goto("/events/")
    assert page.locator(".event-row").count() == 3
    page.get_by_role("link", name="protest 2").click()
    page.wait_for_url("**/events/?type=PROTEST")
    assert page.locator(".event-row").count() == 2
    page.locator("#q").fill("picketed")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=picketed**")
    assert page.locator(".event-row").count() == 1
    kept = page.url
    page.goto("/people/")
    page.goto(kept)
    assert page.locator(".event-row").count() == 1
    page.locator(".chip", has_text="picketed").click()
    page.wait_for_url("**/events/?type=PROTEST")
    assert page.locator(".event-row").count() == 2
    page.keyboard.press("2")
    page.wait_for_url("**/events/map/?type=PROTEST")


def test_the_map_draws_settlements_as_dots_and_countries_as_rings_that_lead_to_the_list(page: Page) -> None:
    page.goto("/events/map/")
    page.wait_for_selector(".mark-box")
    assert page.locator(".mark-settlement").count() >= 1
    assert page.locator(".mark-country").count() == 1
    page.locator(".mark-country").focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a", has_text="Portugal").click()
    page.wait_for_url("**/events/?place=2264397")
    assert page.locator(".event-row").count() == 1


def test_the_timeline_fades_where_a_date_is_open(page: Page) -> None:
    page.goto("/events/timeline/")
    faded = page.locator(".spans rect[mask]")
    assert faded.count() == 1
    assert faded.get_attribute("mask") == "url(#fade-right)"
    widths = [float(each.get_attribute("width") or 0) for each in page.locator(".spans rect[rx]").all()]
    assert len(widths) == 3
    assert max(widths) > 10 * min(widths)


def test_numbers_are_told_by_source_and_another_value_can_be_chosen_and_taken_back(page: Page) -> None:
    page.goto("/events/m1/")
    number = page.locator(".told-field", has_text="How many")
    assert number.locator(".ranges li").all_inner_texts() == ["authorities: 26", "participants: 300"]
    assert number.locator(".chosen strong").inner_text() == "26–300"
    number.get_by_role("button", name="Choose 300").click()
    page.wait_for_load_state()
    assert page.locator(".told-field", has_text="How many").locator(".chosen strong").inner_text() == "300"
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert page.locator(".told-field", has_text="How many").locator(".chosen strong").inner_text() == "26–300"
    assert page.locator(".revisions .is-undone").count() == 1


def test_a_dossier_tells_names_by_script_history_case_statements_and_relations(page: Page) -> None:
    page.goto("/people/hidden/")
    assert page.locator(".forms", has_text=HIDDEN_RU).count() == 1
    assert page.locator(".history blockquote").count() >= 2
    assert page.locator(".stages li").count() == 1
    page.goto("/people/public/")
    assert page.locator("section:has(#statements) blockquote").count() == 1
    assert page.get_by_text("is a member of").count() == 1
    page.locator("section:has(#statements) cite a").first.click()
    page.wait_for_url("**/sources/1/#s-s1")


def test_protection_is_changed_with_a_reason_and_logged(page: Page, served: Served) -> None:
    page.goto("/people/hidden/")
    page.locator("section:has(#protection) summary").click()
    page.locator("select[name=protection]").select_option("at_risk")
    page.locator("textarea[name=reason]").fill("threats")
    page.get_by_role("button", name="Decide").click()
    page.wait_for_load_state()
    assert page.locator(".head .tag", has_text="at risk").count() == 1
    noted = "SELECT count(*) FROM store_audit WHERE action = ? AND target = ?"
    assert served.ask(noted, "protect", "hidden")
    assert served.ask(noted, "look", "/people/hidden/")


# Where HIDDEN is named, or PUBLIC: what every page shows of somebody at risk is a look.
NAMING = {
    "/": "hidden", "/statements/": "public", "/relations/": "public", "/review/m1/": "hidden",
    "/history/mention/m1/": "hidden", "/edit/mention/m1/date/": "hidden", "/events/": "hidden", "/events/m1/": "hidden",
    "/people/": "hidden", "/people/hidden/": "hidden", "/people/public/": "public", "/organisations/ledger/": "public",
    "/sources/": "hidden", "/sources/2/": "hidden", "/links/?kind=event_link": "hidden",
}  # fmt: skip


@pytest.mark.parametrize("address", NAMING)
def test_every_look_at_a_name_at_risk_is_in_the_audit_log(asker: Asker, served: Served, address: str) -> None:
    with closing(sqlite3.connect(served.folder / "chronicle.sqlite3", timeout=20)) as base:
        base.execute("UPDATE store_actor SET protection = 'at_risk' WHERE kind = 'person'")
        base.execute(
            "INSERT OR IGNORE INTO store_link (kind, a, b, score, ask, status, revision, why) "
            "VALUES ('event_link', 'm1', 'm3', 0.5, 1, 'proposed', 0, '[]')"
        )
        base.commit()
    before = served.ask("SELECT coalesce(max(id), 0) FROM store_audit")
    assert asker.get(address).status == 200
    logged = served.ask("SELECT detail FROM store_audit WHERE id > ? AND action = 'look'", before)
    assert json.loads(str(logged))["actors"].get(NAMING[address]) == "at_risk"
    assert HIDDEN not in str(logged)


def test_a_page_that_names_nobody_at_risk_is_no_look(asker: Asker, served: Served) -> None:
    with closing(sqlite3.connect(served.folder / "chronicle.sqlite3", timeout=20)) as base:
        base.execute("UPDATE store_actor SET protection = 'at_risk' WHERE kind = 'person'")
        base.commit()
    before = served.ask("SELECT coalesce(max(id), 0) FROM store_audit")
    for address in ("/events/?type=PROTEST", "/events/map/", "/events/counts/", "/batches/"):
        asker.get(address)
    assert served.ask("SELECT count(*) FROM store_audit WHERE id > ?", before) == 0


def test_the_name_shown_is_chosen_and_taken_back(page: Page, served: Served) -> None:
    page.goto("/people/hidden/")
    page.locator("section:has(#names) summary").click()
    page.locator("section:has(#names) [name=name]").fill(HIDDEN_RU)
    page.locator("section:has(#names) button").click()
    expect(page.locator("h1")).to_have_text(HIDDEN_RU)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("h1")).to_have_text(HIDDEN)


@pytest.mark.parametrize(
    "view",
    [
        "events", "events_map", "events_timeline", "events_counts", "people", "organisations", "sources", "history",
        "event", "source",
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_view_is_exported_without_protected_names_and_formulas(asker: Asker, view: str, form: str) -> None:
    answer = asker.get(f"/export/{view}/?format={form}&actor=hidden&event=m1&source=1")
    assert answer.status == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if form == "xlsx":
        assert answer.body[:2] == b"PK"
        return
    text = answer.body.decode("utf-8-sig")
    assert HIDDEN not in text
    assert HIDDEN_RU not in text
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    if view == "organisations":
        assert rows[1][2] == "'" + FORMULA


def test_an_export_with_names_is_asked_for_and_logged(asker: Asker, served: Served) -> None:
    text = asker.get("/export/people/?format=csv&names=shown").text
    assert HIDDEN in text
    assert PUBLIC in text
    logged = served.ask("SELECT detail FROM store_audit WHERE action = 'export' ORDER BY id DESC")
    assert json.loads(str(logged))["names"] == "shown"


@pytest.mark.parametrize("view", ["events", "events/map", "events/timeline", "events/counts"])
@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_menu_exports_what_the_view_shows(page: Page, view: str, form: str) -> None:
    page.goto(f"/{view}/?type=PROTEST&since=2024")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as told:
        page.get_by_role("button", name=form, exact=True).click()
    saved = told.value
    assert saved.suggested_filename == f"khronika-{view.replace('/', '-')}.{form.lower()}"
    if form == "CSV":
        text = saved.path().read_text("utf-8-sig")
        assert "COERCE" not in text, "only what is asked for"
        assert "Lille" not in text


@pytest.mark.parametrize("address", ["/events/m1/", "/sources/1/", "/people/hidden/"])
def test_a_page_of_one_thing_exports_the_mentions_it_shows(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as told:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(told.value.path().read_text("utf-8-sig"), newline="")))
    assert rows
    if address == "/events/m1/":
        assert {row["event"] for row in rows} == {"m1"}
        assert all(row["quote"] for row in rows)


def test_a_page_reads_on_a_phone_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (
        "/events/", "/events/counts/", "/events/timeline/", "/events/m1/", "/people/hidden/", "/sources/1/",
    ):  # fmt: skip
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            pytest.fail(f"{address}: {page.evaluate(STICKS_OUT)}")
