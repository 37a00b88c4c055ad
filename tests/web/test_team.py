"""A team: invitations, passwords, second factors, roles, blind batches, the audit log."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Asker
from playwright.sync_api import Browser, Page, expect
from serving import LANGUAGES, Check, Served, copy_chronicle, serve, speak

PASSWORD = "eleven quiet lanterns"
PEOPLE = {
    "ada": "administrator", "wanda": "administrator", "rita": "reviewer", "carl": "coder", "cora": "coder",
    "rex": "reader", "lin": "reader", "tom": "coder",
}  # fmt: skip


@pytest.fixture(scope="module")
def team(coded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a chronicle to a team whose members have set their passwords."""
    folder = copy_chronicle(coded, tmp_path_factory.mktemp("team") / "chronicle")
    settings = folder / "khronika.toml"
    settings.write_text(
        settings.read_text("utf8").replace("hosts = []", 'hosts = ["localhost", "chronicle.example.org"]'), "utf8"
    )
    with serve(folder, "--team", host="localhost") as server:
        server.run(f"""
            from khronika.work import users
            for name, role in {PEOPLE!r}.items():
                users.accept_invitation(users.invite(name, role, by="test").code, {PASSWORD!r})
        """)
        yield server


@pytest.fixture(scope="module")
def members(team: Served) -> dict[str, Asker]:
    """Sign every member in who needs no second factor."""
    found = {}
    for name, role in PEOPLE.items():
        found[name] = Asker(team.address)
        if role != "administrator" and name != "lin":
            assert found[name].sign_in(name, PASSWORD).location == "/", name
    return found


@pytest.fixture(scope="module")
def administrator(team: Served, members: dict[str, Asker]) -> Asker:
    """Sign an administrator in, who sets up an authenticator app."""
    ada = members["ada"]
    assert ada.sign_in("ada", PASSWORD).status == 302
    assert ada.get("/users/").location == "/accounts/second-factor/", "an administrator works only with a second factor"
    ada.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = ada.get("/accounts/second-factor/totp/activate/").text
    found = re.search(r'value="([A-Z2-7]{32})"', page) or re.search(r"\b([A-Z2-7]{32})\b", page)
    assert found
    answer = ada.post(
        "/accounts/second-factor/totp/activate/", {"code": totp(found[1])}, form="/accounts/second-factor/"
    )
    assert answer.status == 302, answer.text
    return ada


def totp(secret: str) -> str:
    """Give the code of an authenticator app now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_an_invitation_sets_a_password_once(team: Served) -> None:
    code = team.run("from khronika.work import users\nprint(users.invite('nell', 'reader', by='test').code)")
    nell = Asker(team.address)
    address = f"/invitation/{code}/"
    assert "Welcome, nell" in nell.get(address).text
    assert nell.post(address, {"password": PASSWORD, "again": "other"}).status == 422
    assert "too common" in nell.post(address, {"password": "password1234", "again": "password1234"}).text
    assert nell.post(address, {"password": PASSWORD, "again": PASSWORD}).location == "/accounts/login/"
    assert nell.get(address).status == 403
    assert nell.sign_in("nell", PASSWORD).location == "/"
    assert nell.get("/").status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_comes_in_by_an_invitation_in_a_browser(
    team: Served, browser: Browser, accessible: Check, language: str
) -> None:
    name = f"ines-{language}"
    code = team.run(f"from khronika.work import users\nprint(users.invite({name!r}, 'coder', by='test').code)")
    context = browser.new_context(base_url=team.address)
    speak(context, team.address, language)
    page = context.new_page()
    page.goto(f"/invitation/{code}/")
    assert page.get_attribute("html", "lang") == language
    accessible(page)
    for field in ("password", "again"):
        page.fill(f"[name={field}]", PASSWORD)
    page.locator("main button[type=submit], main form button").first.click()
    page.wait_for_url("**/accounts/login/**")
    accessible(page)
    page.fill("[name=login]", name)
    page.fill("[name=password]", "not the password")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main .errorlist").first).to_be_visible()
    accessible(page)
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: address.rstrip("/") == team.address)
    context.close()


def test_the_session_cookie_goes_over_https_only(team: Served) -> None:
    rex = Asker(team.address, host="chronicle.example.org")
    page = rex.get("/accounts/login/", X_Forwarded_Proto="https")
    line = page.headers["Set-Cookie"].strip()
    assert line.startswith("__Host-khronika=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in line
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]


def test_nobody_signs_up_and_the_local_link_is_closed(team: Served) -> None:
    stranger = Asker(team.address)
    for address in (
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
        "/enter/anything/",
        "/signed-out/",
    ):
        assert stranger.get(address).status == 404, address
    assert stranger.get("/").location.startswith("/accounts/login/")


def test_guessing_a_password_is_slowed_down(team: Served) -> None:
    guesser = Asker(team.address)
    for number in range(6):
        answer = guesser.sign_in("lin", f"guess {number}")
        assert answer.status in {200, 429}
    assert guesser.sign_in("lin", PASSWORD).location != "/", "the right password, too, has to wait"
    assert team.ask("SELECT count(*) FROM store_audit WHERE action = 'sign_in_failed' AND by = 'lin'")


PAGES = {
    # address: the least role that sees it
    "/": "reader", "/statements/": "reader", "/relations/": "reader", "/links/": "reader", "/review/KEY/": "reader",
    "/history/mention/KEY/": "reader", "/batches/": "coder", "/edit/mention/KEY/date/": "coder",
    "/events/": "reader", "/people/": "reader", "/sources/": "reader", "/export/events/": "coder",
    "/export/people/?names=shown": "reviewer",
    "/batches/new/": "reviewer", "/audit/": "administrator", "/users/": "administrator",
}  # fmt: skip
FORMS = {
    "/decide/mention/KEY/": "coder", "/undo/mention/KEY/": "coder", "/select/mention/KEY/": "coder",
    "/add/mention/": "coder", "/accept/": "coder", "/links/1/": "reviewer",
    "/batches/new/": "reviewer", "/batches/1/close/": "reviewer", "/batches/1/agreed/": "reviewer",
    "/events/KEY/choose/": "coder", "/decisions/1/undo/": "coder", "/actors/KEY/protect/": "reviewer",
    "/actors/KEY/name/": "reviewer", "/users/": "administrator", "/users/rex/": "administrator",
}  # fmt: skip
RANK = ["reader", "coder", "reviewer", "administrator"]


@pytest.mark.parametrize("name", ["rex", "carl", "rita"])
def test_each_role_does_what_it_may_and_no_more(team: Served, members: dict[str, Asker], name: str) -> None:
    asker, rank = members[name], RANK.index(PEOPLE[name])
    key = str(team.ask("SELECT key FROM store_mention WHERE status = 'proposed' ORDER BY key"))
    for address, least in PAGES.items():
        status = asker.get(address.replace("KEY", key)).status
        assert (status == 403) == (rank < RANK.index(least)), (name, address, status)
    for address, least in FORMS.items():
        if rank < RANK.index(least):
            answer = asker.post(address.replace("KEY", key), {"verb": "accept", "revision": "0"}, form="/")
            assert answer.status == 403, (name, address)
            assert "needs the role" in answer.text
    assert team.ask("SELECT count(*) FROM store_decision WHERE target = ?", key) == 0


def test_nobody_takes_back_what_they_may_not_decide(team: Served, members: dict[str, Asker]) -> None:
    actor = team.ask("SELECT key FROM store_actor WHERE kind = 'person' ORDER BY key")
    rita, carl = members["rita"], members["carl"]
    fields = {"protection": "at_risk", "reason": "threats", "revision": "0"}
    rita.post(f"/actors/{actor}/protect/", fields, form=f"/people/{actor}/")
    decision = team.ask("SELECT max(id) FROM store_decision WHERE target_kind = 'actor'")
    key = team.ask("SELECT key FROM store_mention ORDER BY key")
    back = {"revision": str(decision), "decision": str(decision), "kind": "event", "next": "/"}
    assert carl.post(f"/decisions/{decision}/undo/", back, form="/").status == 403
    assert carl.post(f"/undo/mention/{key}/", back, form="/").status == 422
    protection = "SELECT protection FROM store_actor WHERE key = ?"
    assert team.ask(protection, actor) == "at_risk"
    assert rita.post(f"/decisions/{decision}/undo/", back, form="/").status == 302
    assert team.ask(protection, actor) == "private"


def test_nobody_has_a_password_that_they_did_not_choose(served: Served) -> None:
    found = served.run("""
        from django.contrib.auth.models import User
        from khronika.work import users
        from khronika.work.local_user import local_user
        local_user()
        users.invite("first", "administrator", by="test")
        print([user.username for user in User.objects.all() if user.has_usable_password()])
    """)
    assert found == "[]"


def test_a_session_ends_with_signing_out(team: Served) -> None:
    tom = Asker(team.address)
    tom.sign_in("tom", PASSWORD)
    kept = dict(tom.cookies)
    assert tom.get("/").status == 200
    tom.post("/sign-out/", form="/")
    tom.cookies = kept
    assert tom.get("/").location.startswith("/accounts/login/"), "the cookie alone is of no use any more"


def test_a_reader_is_shown_no_buttons_that_decide(members: dict[str, Asker], team: Served) -> None:
    key = team.ask("SELECT key FROM store_mention ORDER BY key")
    text = members["rex"].get(f"/review/{key}/").text
    assert 'name="verb"' not in text
    assert 'name="verb"' in members["carl"].get(f"/review/{key}/").text


def test_an_administrator_invites_changes_roles_and_shuts_out(administrator: Asker, team: Served) -> None:
    page = administrator.post("/users/", {"username": "olga", "role": "coder"}).text
    found = re.search(r'value="(http[^"]*/invitation/[^"]+)"', page)
    assert found
    olga = Asker(team.address)
    address = found[1].split("localhost", 1)[1].split("/", 1)[1]
    olga.post(f"/{address}", {"password": PASSWORD, "again": PASSWORD})
    assert olga.sign_in("olga", PASSWORD).location == "/"
    assert olga.get("/batches/").status == 200
    administrator.post("/users/olga/", {"change": "role", "role": "reader"}, form="/users/")
    assert olga.get("/batches/").status == 403
    administrator.post("/users/olga/", {"change": "shut_out"}, form="/users/")
    assert olga.get("/").location.startswith("/accounts/login/"), "who is shut out is out at once"
    administrator.post("/users/olga/", {"change": "let_in"}, form="/users/")
    assert olga.get("/").status == 200
    assert "is taken" in administrator.post("/users/", {"username": "OLGA", "role": "coder"}).text
    assert administrator.post("/users/olga/", {"change": "nothing"}, form="/users/").status == 422


def test_a_second_factor_is_asked_for_and_its_secret_lies_encrypted(administrator: Asker, team: Served) -> None:
    again = Asker(team.address)
    assert again.sign_in("ada", PASSWORD).location == "/accounts/second-factor/authenticate/"
    assert again.get("/users/").status == 302
    data = str(team.ask("SELECT data FROM mfa_authenticator WHERE type = 'totp'"))
    assert re.search(r'"secret": "gAAAA', data)


def test_a_security_key_is_a_second_factor(team: Served, browser: Browser, accessible: Check) -> None:
    context = browser.new_context(base_url=team.address)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    sign_in(page, "wanda")
    page.wait_for_url("**/second-factor/")
    expect(page.locator("#messages")).to_contain_text("needs a second factor")
    accessible(page)
    page.goto("/accounts/second-factor/webauthn/add/")
    page.fill("input[type=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/webauthn/add/**")
    accessible(page)
    page.locator("main input[name=name]").fill("key of wanda")
    page.locator("main button").first.click()
    page.wait_for_url(lambda address: "/add/" not in address)
    speak(context, team.address, "ru")
    page.goto("/users/")
    expect(page.locator("h1")).to_have_text("Пользователи")
    accessible(page)
    page.goto("/accounts/second-factor/")
    assert page.get_attribute("html", "lang") == "ru"
    accessible(page)
    speak(context, team.address, "en")
    page.goto("/users/")
    expect(page.locator("h1")).to_have_text("Users")
    accessible(page)
    page.locator("details.menu summary").click()
    page.locator("text=Sign out").click()
    sign_in(page, "wanda")
    page.wait_for_url("**/accounts/**")
    page.locator("main button", has_text=re.compile("security key", re.I)).first.click()
    page.wait_for_url(lambda address: address.rstrip("/") == team.address)
    assert not [text for text in told if "Content Security Policy" in text]
    context.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in by the form."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()


def test_two_code_blind_are_compared_and_adjudicated(
    team: Served, members: dict[str, Asker], browser: Browser, accessible: Check
) -> None:
    carl, cora, rita = members["carl"], members["cora"], members["rita"]
    made = rita.post(
        "/batches/new/", [("name", "March"), ("users", "carl"), ("users", "cora"), ("type", "PROTEST"), ("sample", "3")]
    )
    batch = re.search(r"/batches/(\d+)/", made.location)
    assert batch
    number = batch[1]
    keys = re.findall(r'href="/review/([^/]+)/\?batch=', carl.get(f"/batches/{number}/").text)
    keys = list(dict.fromkeys(keys))
    assert len(keys) == 3
    assert members["tom"].get(f"/batches/{number}/").status == 404
    assert members["tom"].get(f"/review/{keys[0]}/?batch={number}").status == 404
    decide(carl, keys[0], number, verb="correct", field="realis", realis="future")
    for key in keys:
        decide(carl, key, number, verb="accept")
    seen = cora.get(f"/review/{keys[0]}/?batch={number}").text
    assert "carl" not in seen
    assert ">corrected<" not in seen
    assert "This batch is blind" in cora.get(f"/batches/{number}/").text
    assert cora.get(f"/history/mention/{keys[0]}/").status == 404
    for key in keys[:2]:
        decide(cora, key, number, verb="accept")
    decide(cora, keys[2], number, verb="reject")
    assert team.ask("SELECT status FROM store_mention WHERE key = ?", keys[0]) == "proposed", (
        "a blind decision changes nothing"
    )
    compared = rita.get(f"/batches/{number}/").text
    assert "Krippendorff" in compared
    assert cora.get(f"/batches/{number}/").status == 200
    adjudicate(team, rita, browser, accessible, number, keys)


def decide(asker: Asker, key: str, batch: str, **fields: str) -> None:
    """Decide about a mention of a batch, as the form of the page would."""
    address = f"/review/{key}/?batch={batch}"
    found = re.search(r'name="revision" value="(\d+)"', asker.get(address).text)
    assert found
    answer = asker.post(f"/decide/mention/{key}/", {**fields, "revision": found[1], "batch": batch}, form=address)
    assert answer.status == 302, answer.text


def adjudicate(team: Served, rita: Asker, browser: Browser, accessible: Check, batch: str, keys: list[str]) -> None:
    """Adjudicate in a browser: one agreed, two by choice."""
    context = browser.new_context(base_url=team.address)
    context.add_cookies(
        [{"name": n, "value": v, "url": team.address} for n, v in rita.cookies.items() if "__Host" not in n]
    )
    page = context.new_page()
    sign_in(page, "rita")
    page.goto(f"/batches/{batch}/")
    accessible(page)
    page.locator("button", has_text="Take over 1 mention").click()
    expect(page.locator("#messages")).to_contain_text("Taken over: 1.")
    page.keyboard.press("a")
    page.wait_for_url("**/batches/*/*/")
    accessible(page)
    page.keyboard.press("a")
    expect(page.locator("main [role=alert]")).to_contain_text("the coders differ")
    for _ in range(2):
        here = page.url
        page.keyboard.press("1")
        page.keyboard.press("a")
        page.wait_for_function("here => location.href !== here && document.readyState === 'complete'", arg=here)
    assert page.url.endswith(f"/batches/{batch}/")
    speak(context, team.address, "ru")
    for address in ("/batches/", f"/batches/{batch}/", f"/batches/{batch}/{keys[0]}/"):
        page.goto(address)
        assert page.get_attribute("html", "lang") == "ru"
        accessible(page)
    speak(context, team.address, "en")
    page.goto(f"/batches/{batch}/")
    assert team.ask("SELECT realis FROM store_mention WHERE key = ?", keys[0]) == "future"
    statuses = {team.ask("SELECT status FROM store_mention WHERE key = ?", key) for key in keys}
    assert statuses == {"corrected", "accepted"}
    page.locator("button", has_text="Close the batch").click()
    expect(page.locator("main .tag.good", has_text="closed").first).to_be_visible()
    context.close()


def test_a_look_at_the_name_of_somebody_at_risk_is_noted(
    team: Served, members: dict[str, Asker], administrator: Asker
) -> None:
    key = team.run("""
        from khronika.store.models import Actor, Argument
        actor = Actor.objects.create(key="actor-at-risk", kind="person", name="Ottilie", protection="at_risk")
        argument = Argument.objects.filter(role="actor").order_by("pk").first()
        Argument.objects.filter(pk=argument.pk).update(actor=actor)
        print(argument.mention_id)
    """)
    members["rex"].get(f"/review/{key}/")
    assert team.ask("SELECT count(*) FROM store_audit WHERE by = 'rex' AND action = 'look'") == 1
    log = administrator.get("/audit/?action=look").text
    assert "actor-at-risk" in log
    assert "at risk: actor-at-risk" in log
    assert "Ottilie" not in log
