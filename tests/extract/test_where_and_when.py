"""Where and when an event was, beyond its own sentence: headings, scenes set before, towns of streets, what is said."""

from datetime import date

import pytest

from khronika.model import EventMention
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings

Told = tuple[str | None, str | None, str | None]  # place, first day, day after the last


def told(text: str, language: str = "en") -> dict[str, Told]:
    """Give place and days of each event by its trigger's words."""
    return {event.trigger.text: (_place(event), *_days(event)) for event in events(text, language)}


def events(text: str, language: str = "en") -> list[EventMention]:
    read = read_text(text, id="t", published=date(2025, 5, 6), language=language)
    assert isinstance(read, Read)
    return list(code_document(read.document, read.view, Settings()).event_mentions)


def _place(event: EventMention) -> str | None:
    return event.place.name if event.place else None


def _days(event: EventMention) -> tuple[str | None, str | None]:
    days = (event.date.start, event.date.end) if event.date else (None, None)
    return days[0] and str(days[0]), days[1] and str(days[1])


def recipients(text: str, language: str = "en") -> dict[str, list[str]]:
    return {
        event.trigger.text: [argument.text for argument in event.arguments if argument.role == "recipient"]
        for event in events(text, language)
    }


def test_the_place_at_the_head_of_a_line_holds_for_all_of_it() -> None:
    found = told(
        "Letters to prisoners, round-up.\n"
        "— Moscow: Foma Berdysh was fined on 2 May.\n"
        "— Vladimir: good news. Foka Kalach was released on 3 May.\n"
        "— Yaroslavl. Guards beat Frol Tesak. The colony denies it."
    )
    assert found["fined"][0] == "Moscow"
    assert found["released"][0] == "Vladimir"
    assert found["beat"][0] == found["denies"][0] == "Yaroslavl"


@pytest.mark.parametrize("first", ["IN THE CROWN COURT AT BRISTOL.", "It is six in the morning in Bristol."])
def test_a_heading_or_first_sentence_tells_where_the_rest_is(first: str) -> None:
    assert told(f"{first} Four members of the group were convicted.")["convicted"][0] == "Bristol"


def test_the_first_sentence_sets_the_scene_under_a_title_too() -> None:
    text = "Four guilty\n\nIt took a jury in Bristol two hours.\n\nAll members of the group were convicted on Monday."
    assert told(text)["convicted"] == ("Bristol", "2025-05-05", "2025-05-06")


def test_that_opens_a_clause_and_points_at_no_thursday() -> None:
    found = told("The union said that Thursday's march had passed in peace.")
    assert found["march"][1:] == ("2025-05-01", "2025-05-02")


def test_what_could_be_heard_on_a_weekday_was_before_the_report() -> None:
    found = told("Horns could be heard in Leeds on Thursday as couriers went on strike over pay.")
    assert {days[1] for days in found.values()} == {"2025-05-01"}


def test_a_heading_tells_when_the_rest_was() -> None:
    found = told("Хроника за понедельник\n\nСуд оштрафовал слесаря. Полиция задержала кровельщика.", "ru")
    assert {days[1:] for days in found.values()} == {("2025-05-05", "2025-05-06")}


def test_a_street_is_in_the_town_told_before_and_an_unknown_village_is_not() -> None:
    found = told("In Tbilisi, students marched on Monday. Riot police beat them on Chitalidze Street.")
    assert found["beat"][0] == "Tbilisi"
    found = told("In Tbilisi, students marched on Monday. In Chitalidzeni, gunmen killed a farmer.")
    assert found["killed"][0] != "Tbilisi"


def test_where_somebody_is_sent_is_not_where_it_was_done() -> None:
    assert told("Officers in Trapani put the migrants on a plane to Tunis.").popitem()[1][0] == "Trapani"
    assert told("Активиста задержали в Омске и вывезли в Минск.", "ru")["задержали"][0] == "Omsk"


def test_a_town_named_by_its_works_is_where_the_act_was() -> None:
    assert told("Cleaners went on strike at the firm's Leeds depot on Monday.")["went on strike"][0] == "Leeds"


def test_what_is_only_said_has_no_place_or_day_of_the_act_before_it() -> None:
    found = told("Bakers marched in Lyon on Monday. Police detained two of them. The mayor condemned the march.")
    assert found["detained"] == ("Lyon", "2025-05-05", "2025-05-06")
    assert found["condemned"] == (None, None, None)


def test_a_strike_is_done_to_nobody_and_what_is_broken_is_somebodys() -> None:
    assert recipients("Drivers went on strike at Korenbus.")["went on strike"] == []
    assert recipients("The regulator blocked access to Clear Post.")["blocked access"] == ["Clear Post"]
    assert recipients("Активистке сломали палец.", "ru")["сломали палец"] == ["Активистке"]


@pytest.mark.parametrize(
    ("text", "language", "trigger", "days"),
    [
        ("Weekly note, 21-27 April\n1. Leeds: on Monday police arrested Foka Kalach.", "en", "arrested",
         ("2025-04-21", "2025-04-22")),
        ("Что произошло за неделю (21–27 апреля)\n• Ростов: суд оштрафовал пекаря Фому Бердыша.", "ru", "оштрафовал",
         ("2025-04-21", "2025-04-28")),
        ("ПРЕСЛЕДОВАНИЯ ЗА НЕДЕЛЮ (21–27 АПРЕЛЯ)\n1. Липецк: пекаря Фому Бердыша оштрафовали.", "ru", "оштрафовали",
         ("2025-04-21", "2025-04-28")),
        ("Дайджест, вторая половина апреля\n16.04. Курск: суд оштрафовал пекаря.", "ru", "оштрафовал",
         ("2025-04-16", "2025-04-17")),
        ("БАРНАУЛ, 18 апреля. Водители не вышли на линию из-за долгов.", "ru", "не вышли на линию",
         ("2025-04-18", "2025-04-19")),
    ],
)  # fmt: skip
def test_a_heading_tells_when(text: str, language: str, trigger: str, days: tuple[str, str]) -> None:
    assert told(text, language)[trigger][1:] == days


def test_until_when_custody_holds_is_not_when_it_began() -> None:
    found = told("Foka Kalach was placed under house arrest until 3 June.")
    assert found["placed under house arrest"][1:] == (None, None)


def test_a_rank_within_a_season_is_not_when_it_was() -> None:
    found = told("Drivers held a stoppage on the metro on 2 May, the fourth strike this spring.")
    assert found["strike" if "strike" in found else "stoppage"][1:] != ("2025-03-01", "2025-06-01")


def test_a_rank_within_a_month_dates_what_has_no_other_day() -> None:
    assert told("The second rally in March drew thousands.")["rally"][1:] == ("2025-03-01", "2025-04-01")


def test_the_day_of_what_came_next_is_not_that_of_what_came_before() -> None:
    found = told("В субботу жители прошли маршем к мэрии. Пекаря задержали и на следующий день оштрафовали.", "ru")
    assert (found["задержали"][1], found["оштрафовали"][1]) == ("2025-05-03", "2025-05-04")


def test_a_heading_that_announces_tells_no_event_of_its_own() -> None:
    found = events("Strikes in the north, 21-27 April\nLeeds: bakers went on strike.\nYork: clerks struck, too.")
    assert "Strikes" not in [event.trigger.text for event in found]
    assert {event.mode for event in found} == {"strike"}


def test_the_month_that_pay_is_for_is_not_when_they_struck() -> None:
    assert told("Drivers blocked the bridge, demanding the pay for October.")["blocked"][1:] == (None, None)


def test_what_witnesses_tell_of_was_elsewhere_and_at_another_time() -> None:
    text = "At a hearing in The Hague on 2 May the court questioned witnesses of the shelling of the station."
    assert told(text)["shelling"] == (None, None, None)
    assert told(text)["questioned"] == ("The Hague", "2025-05-02", "2025-05-03")


@pytest.mark.parametrize(
    ("text", "language", "trigger"),
    [
        ("We founded the union in 2019. Since then the management has dismissed five couriers.", "en", "dismissed"),
        ("Мы основали профсоюз в 2019 году. С тех пор руководство уволило пятерых курьеров.", "ru", "уволило"),
        ("Ми заснували профспілку 2019 року. Відтоді керівництво звільнило п'ятьох кур'єрів.", "uk", "звільнило"),
    ],
)
def test_what_was_done_since_then_has_an_open_end(text: str, language: str, trigger: str) -> None:
    assert told(text, language)[trigger][1:] == ("2019-01-01", None)


def test_what_was_done_where_somebody_was_taken_goes_on_in_time() -> None:
    text = "Police detained a baker in Leeds on 2 May. He was taken to a station, where he was beaten."
    assert told(text)["beaten"][1:] == ("2025-05-02", "2025-05-03")


def test_what_was_years_ago_was_not_where_the_story_is() -> None:
    found = told(
        "Nurses marched in Lille on Monday. In 2011 police detained three of them. "
        "The matron, who was fined for a song, led the march."
    )
    assert found["marched"][0] == "Lille"
    assert found["detained"][0] is None
    assert found["fined"][0] is None


def test_the_same_day_is_the_last_day_told() -> None:
    found = told(
        "5 февраля задержан переплётчик Фока Калач за альманах, который в январе признали экстремистским. "
        "В тот же день оштрафована Фрося Тесак.",
        "ru",
    )
    assert found["оштрафована"][1:] == ("2025-02-05", "2025-02-06")


def test_days_behind_a_slavic_event_noun_are_its_own() -> None:
    (event,) = events("Активисты вспоминали марши 26 октября и 2 ноября.", "ru")
    found = [(each.text, each.inferred) for each in event.arguments if each.role == "date"]
    assert found == [("26 октября", False), ("2 ноября", False)]


def test_a_day_of_another_clause_is_not_of_this_one() -> None:
    found = told("Managers asked a court to ban the strike, but the judge rejected the claim on 1 April.")
    assert found["rejected the claim"][1] == "2025-04-01"
    assert found["strike"][1] is None


def test_what_is_described_was_not_on_the_day_that_is_told() -> None:
    assert told("The banned weekly came out on Monday.").get("banned", (None, None, None))[1] is None


def test_the_year_since_when_nothing_was_as_long_is_the_year_of_nothing_else() -> None:
    found = told("The stoppage, the longest since 1987, began on 6 February when spinners walked out.")
    assert found["walked out"][1] == "2025-02-06"


def test_what_is_told_of_many_towns_is_in_none_of_them() -> None:
    found = told("Police beat marchers in Lyon on Monday. At least 60 people were detained in nine towns.")
    assert (found["beat"][0], found["detained"][0]) == ("Lyon", None)


@pytest.mark.parametrize(
    ("text", "language", "trigger", "day"),
    [
        ("The union has called a strike for 5 June.", "en", "called a strike", "2025-06-05"),
        ("The party called for protests on Saturday.", "en", "protests", "2025-05-10"),
        ("La CGT appelle à un rassemblement jeudi devant la mairie.", "fr", "rassemblement", "2025-05-08"),
        ("Партия призвала горожан выйти на митинг в субботу.", "ru", "выйти на митинг", "2025-05-10"),
        ("Vigil at the hospital tonight, 7 pm.", "en", "Vigil", "2025-05-06"),
    ],
)
def test_a_protest_that_others_are_called_to_is_still_to_come(text: str, language: str, trigger: str, day: str) -> None:
    (event,) = events(text, language)
    assert (event.type, event.realis, event.trigger.text) == ("PROTEST", "future", trigger)
    assert event.date is not None and str(event.date.start) == day


def test_days_in_which_something_lasted_are_not_counted_from() -> None:
    found = told("En 2024, la police a fermé le journal pendant deux mois après la grève.", "fr")
    assert all(days[1] in (None, "2024-01-01") for days in found.values())


def test_one_and_the_roma_are_no_towns() -> None:
    assert told("One woman was beaten.")["beaten"][0] is None
    assert told("Roma families were evicted from the camp.")["evicted"][0] is None


def test_a_place_by_its_neighbourhood_is_where_no_nearer_one_is_told() -> None:
    assert told("Gunmen attacked a village 30 km north of Maiduguri.")["attacked"][0] == "Maiduguri"
    assert told("Nine prisoners in the jail at Fuchū, west of Tokyo, went on hunger strike.").popitem()[1][0] == "Fuchū"


def test_capitals_before_a_name_at_the_head_of_a_report_belong_to_it() -> None:
    found = told("PHNOM RATH, Thursday - Police detained 30 workers.\n\nCAPE TOWN, 4 May - Miners went on strike.")
    assert found["detained"][0] is None
    assert told("CAPE TOWN, 4 May - Miners went on strike.")["went on strike"][0] == "Cape Town"


def test_a_strike_voted_for_is_still_to_come() -> None:
    assert [event.realis for event in events("Drivers voted for a strike.")] == ["future"]


@pytest.mark.parametrize(
    ("text", "language", "speech", "deed"),
    [
        ("On Friday the union condemned the attack on the reporter.", "en", "condemned", "attack"),
        ("В пятницу профсоюз осудил нападение на журналистку.", "ru", "осудил", "нападение"),
        ("Vendredi, le syndicat a condamné l'agression de la journaliste.", "fr", "condamné", "agression"),
    ],
)
def test_when_something_was_condemned_is_not_when_it_was(text: str, language: str, speech: str, deed: str) -> None:
    found = told(text, language)
    assert found[speech][1:] == ("2025-05-02", "2025-05-03")
    assert found[deed][1:] == (None, None)


def test_a_dash_ends_what_heads_a_line() -> None:
    text = "Brest – Les dockers ont débrayé.\nLe Havre – Quarante livreurs se sont rassemblés devant le siège."
    found = told(text, "fr")
    assert (found["débrayé"][0], found["rassemblés"][0]) == ("Brest", "Le Havre")


def test_a_sign_before_a_post_is_no_word_of_it() -> None:
    found = told("🔴 Paris, 14h : la police nasse le cortège devant la gare. Au moins vingt arrestations.", "fr")
    assert {place for place, _, _ in found.values()} == {"Paris"}


def test_what_others_do_in_solidarity_is_not_where_the_story_goes_on() -> None:
    text = (
        "In Daugavpils tram drivers went on strike. In Riga trolleybus drivers stopped work in solidarity. "
        "The strike is supported by most passengers."
    )
    assert told(text)["strike"][0] == "Daugavpils"


def test_colleagues_of_a_town_acted_there() -> None:
    text = "Медики провели пикет в Томске в поддержку омских коллег, вышедших на акцию в тот же час."
    assert told(text, "ru")["вышедших на акцию"][0] == "Omsk"


@pytest.mark.parametrize(
    ("text", "language", "realis"),
    [
        ("Не меньше двадцати задержаний за вечер.", "ru", "actual"),
        ("No fewer than twenty arrests were made in Leeds.", "en", "actual"),
        ("No arrests were made in Leeds.", "en", "negated"),
        ("Police did not further detain anyone in Leeds.", "en", "negated"),
        ("No more arrests were made in Leeds.", "en", "negated"),
        ("Пикет был согласован и продолжался час.", "ru", "actual"),
        ("Пикет согласован и продолжится до вечера.", "ru", "future"),
    ],
)
def test_what_bounds_a_number_denies_nothing_and_what_lasted_was_held(text: str, language: str, realis: str) -> None:
    event = min(events(text, language), key=lambda event: event.trigger.start)
    assert event.realis == realis


def test_who_says_what_an_event_was_did_not_do_it() -> None:
    found = events("The Union for Clean Ballots called the arrests lawless.")
    actors = {event.type: [a.text for a in event.arguments if a.role == "actor"] for event in found}
    assert actors == {"ACCUSE": ["Union for Clean Ballots"], "COERCE": []}
