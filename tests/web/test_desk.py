"""The review page, by keys and by mouse, in a real browser."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from serving import Served, speak


@pytest.fixture(scope="module")
def undecided(served: Served, signed_in: Path) -> sqlite3.Connection:
    """Keep the chronicle as it is before anybody has decided, with the session in it."""
    return served.remember()


@pytest.fixture(autouse=True)
def _fresh(served: Served, undecided: sqlite3.Connection) -> None:
    served.lay_back(undecided)


def key_of(page: Page) -> str:
    """Give the key of the card at hand."""
    return page.get_attribute("[data-desk]", "data-key-of-card") or ""


def open_mention(page: Page, served: Served, mode: str) -> str:
    """Open the English mention of a mode that tells most: one with a day, then the one with most arguments."""
    key = str(served.ask(
        "SELECT key FROM store_mention m WHERE mode = ? AND language = 'en' ORDER BY date_precision = 'day' DESC, "
        "(SELECT count(*) FROM store_argument a WHERE a.mention_id = m.key) DESC, key", mode
    ))  # fmt: skip
    page.goto(f"/review/{key}/")
    return key


def stands(served: Served, key: str, field: str) -> str:
    """Give a column of a mention as it stands in the database."""
    return str(served.ask(f"SELECT {field} FROM store_mention WHERE key = ?", key))


def correct(page: Page, field: Locator) -> Locator:
    """Open the form of a field."""
    field.hover()
    field.locator("[data-edit]").click()
    return page.locator("[data-field-form]")


def press(page: Page, key: str, told: str) -> None:
    """Press a key and wait for what the page tells of it."""
    page.keyboard.press(key)
    expect(page.locator("#messages")).to_contain_text(told)


def test_a_accepts_and_shows_the_next_card_and_u_takes_it_back(page: Page, served: Served) -> None:
    page.goto("/")
    page.keyboard.press("s")
    page.wait_for_url("**/review/**")
    first = key_of(page)
    page.keyboard.press("a")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=first)
    assert stands(served, first, "status") == "accepted"
    assert page.evaluate("document.activeElement.id") == "card-title"
    expect(page.locator("#announcer")).not_to_be_empty()
    page.keyboard.press("u")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard === key", arg=first)
    expect(page.locator("#messages")).to_contain_text("Undone.")
    assert stands(served, first, "status") == "proposed"


def test_keys_work_under_a_russian_layout(page: Page, context: BrowserContext, served: Served) -> None:
    speak(context, served.address, "ru")
    key = open_mention(page, served, "arrest")
    page.evaluate("""document.body.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'к', code: 'KeyR', bubbles: true, cancelable: true}))""")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=key)
    assert stands(served, key, "status") == "rejected"


def test_j_and_k_go_to_the_next_and_back_without_deciding(page: Page, served: Served) -> None:
    page.goto("/")
    page.keyboard.press("s")
    page.wait_for_url("**/review/**")
    first = key_of(page)
    page.keyboard.press("j")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard === key", arg=first)
    assert stands(served, first, "revision") == "0"


def test_a_field_leads_to_its_words(page: Page, served: Served) -> None:
    open_mention(page, served, "march")
    page.locator('[data-jump="date"]').click()
    expect(page.locator("mark.is-lit")).to_have_text("on Wednesday")
    page.locator("mark.number").click()
    expect(page.locator(".field.is-active .field-label")).to_have_text("Number")


def test_e_corrects_a_date_in_its_place_and_a_wrong_one_is_refused_there(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.locator('[data-jump="date"]').focus()
    page.keyboard.press("e")
    page.fill("[data-field-form] [name=when]", "2025-13-40")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field-form] [role=alert]")).to_contain_text("2025-13-40")
    page.fill("[data-field-form] [name=when]", "2025-05-13..2025-05-14")
    press(page, "Enter", "Corrected.")
    assert stands(served, key, "date_start") == "2025-05-13"
    assert stands(served, key, "date_end") == "2025-05-15"
    assert stands(served, key, "status") == "corrected"
    expect(page.locator('[data-field="date"]')).to_contain_text("by a person")


def test_a_place_is_chosen_from_the_gazetteer(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.locator('[data-jump="place"]').focus()
    page.keyboard.press("e")
    page.fill("[data-field-form] [name=name]", "Edinburgh")
    page.locator("[data-places] label", has_text="Edinburgh, Scotland, United Kingdom").first.click()
    press(page, "Enter", "Corrected.")
    expect(page.locator('[data-field="place"]')).to_contain_text("Edinburgh, Scotland, United Kingdom")
    assert stands(served, key, "country") == "GB"
    assert stands(served, key, "place") == "Edinburgh"


def test_kinds_contexts_numbers_and_parties_are_corrected(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    form = correct(page, page.locator('[data-field="type"]'))
    form.locator("[name=kind]").select_option("PROTEST/demonstration")
    form.locator(".primary").click()
    expect(page.locator("#card-title")).to_have_text("Demonstration")
    form = correct(page, page.locator('[data-field="contexts"]'))
    form.locator("[value=labour]").check()
    form.locator(".primary").click()
    expect(page.locator('[data-field="contexts"] .field-value')).to_contain_text("labour")
    number = page.locator(".field", has=page.locator(".swatch.number"))
    form = correct(page, number)
    form.locator("[name=low]").fill("2 500")
    form.locator("[name=high]").fill("2 500")
    form.locator(".primary").click()
    expect(number).to_contain_text("2500")
    actor = page.locator(".field", has=page.locator(".swatch.actor")).first
    form = correct(page, actor)
    form.locator("[name=name]").fill("drivers of trams")
    form.locator(".primary").click()
    expect(actor).to_contain_text("drivers of trams")
    assert stands(served, key, "mode") == "demonstration"


def test_words_selected_by_keys_set_a_field(page: Page, served: Served) -> None:
    open_mention(page, served, "march")
    page.keyboard.press("v")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#select-menu")).to_be_visible()
    press(page, "i", "Set.")
    added = page.locator(".field", has_text="Instrument")
    expect(added).to_contain_text("by a person")


def select_words(page: Page, words: str) -> None:
    """Select the first place of words in the report, as a mouse would."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('[data-report]'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                document.querySelector('[data-report]').dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
                return;
            }
            throw new Error('no such words');
        }""",
        words,
    )
    page.wait_for_selector("#select-menu:not([hidden])")


def test_words_selected_by_mouse_become_values_of_the_contract(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    select_words(page, "15 May 2025")
    press(page, "d", "Set.")
    assert stands(served, key, "date_start") == "2025-05-15"
    select_words(page, "George Square")
    page.locator("#select-menu").get_by_role("menuitem", name="recipient").click()
    expect(page.locator(".field", has_text="Recipient")).to_contain_text("George Square")


def test_offsets_are_right_behind_signs_of_two_code_units(page: Page, served: Served, tmp_path: Path) -> None:
    report = tmp_path / "signs.txt"
    report.write_text("🕯🕯🕯 In Leeds on 4 March 2024 police detained 12 marchers.\n\n𝔄 second line about Leeds.", "utf8")
    served.run(f"""
        from khronika.cli import commands
        commands(["add", {str(served.folder)!r}, {str(report)!r}], standalone_mode=False)
    """)
    key = served.ask("SELECT key FROM store_mention ORDER BY document_id DESC LIMIT 1")
    page.goto(f"/review/{key}/")
    expect(page.locator("mark.trigger")).to_have_text("detained")
    select_words(page, "second line")
    page.keyboard.press("i")
    expect(page.locator(".field", has_text="Instrument")).to_contain_text("second line")


def test_a_field_is_struck_out(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.locator('[data-jump="place"]').focus()
    press(page, "Delete", "Rejected.")
    assert stands(served, key, "place") == ""


def test_an_event_is_split_and_merged(page: Page, served: Served) -> None:
    first = open_mention(page, served, "march")
    page.keyboard.press("s")
    page.select_option("#split-dialog [name=kind]", "PROTEST/strike")
    page.locator("#split-dialog .primary").click()
    expect(page.locator("#card-title")).to_have_text("Strike")
    second = key_of(page)
    assert second != first
    page.keyboard.press("m")
    page.locator(f'#merge-dialog [name=into][value="{first}"]').click()
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=second)
    assert stands(served, second, "status") == "merged"


def test_an_event_a_statement_and_a_tie_that_were_missed_are_added(page: Page, served: Served) -> None:
    open_mention(page, served, "march")
    select_words(page, "timetable")
    page.keyboard.press("n")
    page.select_option("#add-mention [name=kind]", "LEGISLATE")
    page.locator("#add-mention .primary").click()
    expect(page.locator("#card-title")).to_have_text("Legislation")
    assert stands(served, key_of(page), "status") == "added"
    select_words(page, "We will not drive tired")
    page.keyboard.press("n")
    page.fill("#add-dialog [name=speaker]", "Ottilie Quillfeather")
    page.locator("#add-dialog button", has_text="Add statement").click()
    expect(page.locator("#card-title")).to_have_text("States")
    expect(page.locator('[data-field="speaker"]')).to_contain_text("Ottilie Quillfeather")
    select_words(page, "Ottilie Quillfeather")
    page.keyboard.press("b")
    select_words(page, "union")
    page.keyboard.press("n")
    page.select_option("#add-dialog [data-add-tie] [name=relation]", "leader")
    page.locator("#add-dialog button", has_text="Add tie").click()
    expect(page.locator("#card-title")).to_contain_text("Ottilie Quillfeather leads")


def test_the_history_tells_differences_and_undoes(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.locator('[data-jump="date"]').focus()
    page.keyboard.press("e")
    page.fill("[data-field-form] [name=when]", "2024")
    press(page, "Enter", "Corrected.")
    page.keyboard.press("h")
    history = page.locator("[data-history-body]")
    expect(history.locator("del")).to_have_text("14 May 2025")
    expect(history.locator("ins")).to_have_text("2024")
    history.locator("button", has_text="Undo this").click()
    expect(page.locator("#messages")).to_contain_text("Undone.")
    assert stands(served, key, "date_start") == "2025-05-14"


def test_who_decides_second_is_told_and_nothing_is_overwritten(
    page: Page, context: BrowserContext, served: Served
) -> None:
    key = open_mention(page, served, "march")
    other = context.new_page()
    other.goto(f"/review/{key}/")
    other.keyboard.press("r")
    other.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=key)
    page.keyboard.press("a")
    expect(page.locator(".card [role=alert]")).to_contain_text("decided in between")
    assert key_of(page) == key
    assert stands(served, key, "status") == "rejected"


def test_what_changed_under_a_decision_returns_with_both_versions(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.keyboard.press("a")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=key)
    served.run(f"""
        from khronika.model import fingerprint
        from khronika.store.models import Mention, Proposal
        from khronika.work import settling
        row = settling.find_row("mention", {key!r})
        old = row.proposal
        body = dict(old.body, realis="future", mode="picket")
        Proposal.objects.filter(pk=old.pk).update(live=False)
        new = Proposal.objects.create(coding=old.coding, document=old.document, kind="mention", key=old.key,
                                      fingerprint=fingerprint(body), body=body)
        row.proposal = new
        settling.resettle("mention", row)
    """)
    page.goto(f"/review/{key}/")
    returned = page.locator(".returned")
    expect(returned.locator("tr", has_text="What")).to_contain_text("march")
    expect(returned.locator("tr", has_text="What")).to_contain_text("picket")
    page.keyboard.press("a")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard !== key", arg=key)
    assert stands(served, key, "status") == "accepted"


@pytest.mark.parametrize("kind", ["statements", "relations"])
def test_statements_and_ties_are_decided_by_the_same_keys(page: Page, kind: str) -> None:
    page.goto(f"/{kind}/")
    rows = page.locator("[data-row]").count()
    page.keyboard.press("s")
    page.wait_for_url(f"**/{kind}/*/**")
    page.locator(".field-jump").first.focus()
    page.keyboard.press("e")
    page.wait_for_selector("[data-field-form]")
    page.keyboard.press("Escape")
    first = key_of(page)
    page.keyboard.press("a")
    page.wait_for_function("key => document.querySelector('[data-desk]')?.dataset.keyOfCard !== key", arg=first)
    page.goto(f"/{kind}/")
    assert page.locator("[data-row]").count() == rows - 1


def test_single_keys_can_be_turned_off(page: Page, served: Served) -> None:
    key = open_mention(page, served, "march")
    page.keyboard.press("?")
    page.uncheck("[data-single-keys]")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert key_of(page) == key
    assert stands(served, key, "status") == "proposed"
