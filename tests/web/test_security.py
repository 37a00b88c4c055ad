"""What a workbench on one's own machine refuses, and what every answer carries."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asking import Asker
from playwright.sync_api import Browser, Page
from serving import Served, copy_chronicle, serve


@pytest.fixture(scope="module")
def asker(served: Served) -> Asker:
    """Sign in by the link that the server printed."""
    one = Asker(served.address)
    assert one.get(served.link.removeprefix(served.address)).location == "/"
    return one


def test_a_link_signs_in_once(served: Served, asker: Asker) -> None:
    assert asker.get("/").status == 200
    second = Asker(served.address).get(served.link.removeprefix(served.address))
    assert second.status == 403
    assert "no longer works" in second.text


def test_a_link_is_void_after_its_life_and_when_a_new_one_is_issued(served: Served, asker: Asker) -> None:
    told = served.run("""
        from khronika.web.security.link import OneTimeLink
        late, link = OneTimeLink(life=0.0), OneTimeLink()
        print(late.spend(late.issue()))
        old, new = link.issue(), link.issue()
        print(link.spend(old), link.spend("Ω" * 1000), link.spend(new), link.spend(new))
    """)
    assert told.split() == ["False", "False", "False", "True", "False"]


def test_a_link_is_good_for_every_process_of_the_server_and_once_in_all(served: Served, asker: Asker) -> None:
    token = served.run("from khronika.web.security.link import LINK\nprint(LINK.issue())")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: Asker(served.address).get(f"/enter/{token}/").status, range(8)))
    assert sorted(answers) == [302] + 7 * [403]


def test_who_is_not_signed_in_sees_nothing(served: Served) -> None:
    stranger = Asker(served.address)
    for address in ("/", "/review/abc/", "/statements/", "/links/", "/batches/", "/audit/", "/edit/places/?name=Leeds"):
        answer = stranger.get(address)
        assert answer.status == 302, address
        assert answer.location.startswith("/signed-out/")


def test_other_host_names_are_refused(served: Served) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "chronicle.example.org"):
        assert Asker(served.address, host=host).get("/signed-out/").status == 400


def test_every_answer_carries_the_headers(served: Served, asker: Asker) -> None:
    for address in ("/", "/signed-out/", "/nothing/", "/statements/"):
        headers = asker.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_no_page_holds_inline_script_or_style(asker: Asker) -> None:
    row = re.search(r'href="(/review/[^"?]+/)', asker.get("/").text)
    assert row
    for address in ("/", row[1], "/statements/", "/links/", "/batches/", "/audit/"):
        text = asker.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), address
        assert not re.search(r"<style|\sstyle=|\son\w+=\"", text), address
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text), address


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(served: Served) -> None:
    lines = served.run("""
        from khronika.web.security.link import LINK
        from django.test import Client
        answer = Client(SERVER_NAME="127.0.0.1").get(f"/enter/{LINK.issue()}/")
        print([str(morsel) for morsel in answer.cookies.values()])
    """)
    assert "HttpOnly" in lines
    assert "SameSite=Strict" in lines


def test_the_printed_link_opens_the_queue_in_a_browser(browser: Browser, coded: Path, tmp_path: Path) -> None:
    with serve(copy_chronicle(coded, tmp_path / "chronicle")) as server:
        opened = browser.new_context()
        tab = opened.new_page()
        tab.goto(server.link)
        assert tab.title() == "Queue · Khronika"
        opened.close()


def test_a_form_without_its_token_is_refused(asker: Asker) -> None:
    answer = asker.post("/accept/", {"mention": "abc~0", "confirmed": "yes"}, form="")
    assert answer.status == 403
    assert "This form has expired" in answer.text


def test_a_form_from_another_site_is_refused(asker: Asker) -> None:
    assert asker.post("/accept/", {"mention": "abc~0"}, form="/", Origin="https://evil.example").status == 403


def test_decisions_are_made_by_forms_only(asker: Asker) -> None:
    for address in ("/accept/", "/decide/mention/abc/", "/undo/mention/abc/", "/select/mention/abc/", "/add/mention/"):
        assert asker.get(address).status == 405, address


@pytest.mark.parametrize(
    "address",
    [
        "/review/nobody/", "/review/%00/", "/review/" + "x" * 3000 + "/", "/statements/nobody/", "/relations/nobody/",
        "/edit/mention/nobody/date/", "/edit/actor/nobody/name/", "/history/mention/nobody/",
        "/batches/99999999999999999999/", "/batches/7/", "/links/%F0%9F%92%A5/", "/review/nobody/?batch=1",
    ],
)  # fmt: skip
def test_ids_of_nothing_are_not_found(asker: Asker, address: str) -> None:
    assert asker.get(address).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "after=x", "after=nan~a", "after=1e999~a", "before=~", "document=99999999999999999999", "document=-1",
        "month=2025-99", "status=all%27--", "type=%3Cscript%3E", "confidence=sure", "place=%00", "place=" + "x" * 5000,
        "language=%F0%9F%92%A5",
    ],
)  # fmt: skip
def test_a_queue_takes_any_query(asker: Asker, query: str) -> None:
    answer = asker.get(f"/?{query}")
    assert answer.status == 200
    assert "<script>" not in answer.text


def test_links_take_any_page(asker: Asker) -> None:
    for query in ("page=0", "page=-3", "page=x", "page=999999", "kind=%3Cscript%3E", "shown=all"):
        assert asker.get(f"/links/?{query}").status == 200


def first_key(asker: Asker) -> str:
    """Give the key of the first mention of the queue."""
    found = re.search(r'href="/review/([^"?/]+)/', asker.get("/").text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "damaged"),
        ({"revision": "0"}, "cannot be decided by"),
        ({"revision": "0", "verb": "erase"}, "cannot be decided by"),
        ({"revision": "0", "verb": "accept", "field": "nothing"}, "no longer there"),
        ({"revision": "99", "verb": "accept"}, "no decision 99"),
        ({"revision": "0", "verb": "correct", "field": "realis", "realis": "perhaps"}, "not a realis"),
        ({"revision": "0", "verb": "correct", "field": "type", "kind": "PROTEST/war"}, "no such mode"),
        ({"revision": "0", "verb": "correct", "field": "date", "when": "2025-02-31"}, "is no date"),
        ({"revision": "0", "verb": "correct", "field": "argument:0123", "name": "x"}, "no longer there"),
        ({"revision": "0", "verb": "merge", "into": "nobody"}, "no mention"),
        ({"revision": "0", "verb": "split", "kind": "NOTHING"}, "no such type"),
    ],
)
def test_a_broken_form_is_refused_with_a_reason_and_changes_nothing(
    asker: Asker, served: Served, fields: dict[str, str], told: str
) -> None:
    key = first_key(asker)
    before = served.ask("SELECT count(*) FROM store_decision")
    answer = asker.post(f"/decide/mention/{key}/", fields, form=f"/review/{key}/")
    assert answer.status in {409, 422}
    assert told in answer.text
    assert served.ask("SELECT count(*) FROM store_decision") == before


@pytest.mark.parametrize(
    "fields",
    [
        {"field": "role:actor"}, {"field": "role:actor", "start": "5", "end": "5"},
        {"field": "role:king", "start": "0", "end": "3"}, {"field": "nothing", "start": "0", "end": "3"},
        {"field": "role:actor", "start": "99999999", "end": "999999999"},
        {"field": "argument:0123", "start": "0", "end": "3"}, {"field": "date", "words": "words that stand nowhere"},
    ],
)  # fmt: skip
def test_a_selection_that_is_none_is_refused(asker: Asker, served: Served, fields: dict[str, str]) -> None:
    key = first_key(asker)
    answer = asker.post(f"/select/mention/{key}/", {"revision": "0", **fields}, form=f"/review/{key}/")
    assert answer.status == 422
    assert served.ask("SELECT count(*) FROM store_decision WHERE target = ?", key) == 0


def test_huge_texts_are_refused(asker: Asker) -> None:
    key = first_key(asker)
    fields = {"verb": "reject", "revision": "0", "reason": "x" * 1_500_000}
    assert asker.post(f"/decide/mention/{key}/", fields, form=f"/review/{key}/").status in {400, 413}
    many = [("mention", f"k{n}~0") for n in range(3000)]
    assert asker.post("/accept/", many, form="/").status == 400


def test_scripts_in_a_report_are_words(page: Page, served: Served, tmp_path: Path) -> None:
    title = "<script>document.title='stolen'</script><img src=x onerror=alert(1)>"
    text = "On 4 March 2024 police detained 17 marchers in Leeds, said <script>alert(2)</script> the union."
    report = tmp_path / "evil.jsonl"
    report.write_text(json.dumps({"id": "evil", "title": title, "text": text, "publisher": title}) + "\n", "utf8")
    served.run(f"""
        from khronika.cli import commands
        commands(["add", {str(served.folder)!r}, {str(report)!r}], standalone_mode=False)
    """)
    document = served.ask("SELECT max(id) FROM store_document")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"/?document={document}")
    assert "stolen" not in page.title()
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    assert "stolen" not in page.title()
    assert page.locator("main script").count() == 0
    assert page.locator("main img").count() == 0


def test_signing_in_is_in_the_audit_log(asker: Asker) -> None:
    assert "signed in" in asker.get("/audit/").text


def test_preferences_go_back_only_within_the_workbench(asker: Asker) -> None:
    answer = asker.post("/preferences/", {"theme": "dark", "next": "https://evil.example/"}, form="/")
    assert answer.location == "/"
    assert 'data-theme="dark"' in asker.get("/").text
    asker.post("/preferences/", {"theme": "purple", "language": "xx"}, form="/")
    assert 'data-theme="dark"' in asker.get("/").text
