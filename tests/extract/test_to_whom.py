"""To whom something was done, where the verb's object does not say: what is given, owned, counted, told before."""

import pytest

from khronika.model import EventMention, Participant
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings

BRENN, FALK = "Ada Brenn", "Otto Falk"
PLEA = "запросил для ткача Отто Фалька восемь лет"


def recipients(text: str, language: str = "en") -> dict[str, list[str]]:
    """Give the names of those to whom each event was done, by its trigger's words."""
    return {event.trigger.text: _named(event, "recipient") for event in _events(text, language)}


def actors(text: str, language: str = "en") -> dict[str, list[str]]:
    return {event.trigger.text: _named(event, "actor") for event in _events(text, language)}


def _events(text: str, language: str) -> list[EventMention]:
    read = read_text(text, id="t", language=language)
    assert isinstance(read, Read)
    return list(code_document(read.document, read.view, Settings()).event_mentions)


def _named(event: EventMention, role: str) -> list[str]:
    parties = [each.value for each in event.arguments if each.role == role]
    return [party.name for party in parties if isinstance(party, Participant)]


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        (f"{BRENN} was arrested on Monday. A court fined her 200 euros.", "fined", [BRENN]),
        (f"{BRENN} and {FALK} received twelve months in prison.", "received twelve months", [BRENN, FALK]),
        (f"Police arrested {BRENN}. Her term was cut to seven years by the appeals court.", "term was cut", [BRENN]),
        (f"State v. {BRENN}: bail granted.", "bail granted", [BRENN]),
        (f"{BRENN}, Leeds: released on bail after two nights.", "released on bail", [BRENN]),
        (f"{BRENN} was arrested at the gate on Monday. Convicted in June.", "Convicted", [BRENN]),
        ("The accused, three weavers, were convicted on Monday.", "convicted", ["weavers"]),
        (f"{BRENN} was summoned to an office and questioned for five hours.", "questioned", [BRENN]),
        (f"{BRENN} was fined. The judge gave weaver {FALK} eight years in prison.",
         f"gave weaver {FALK} eight years", [FALK]),
        (f"{BRENN} was jailed in May. She told her lawyer that guards had beaten her.", "beaten", [BRENN]),
        ("A criminal case was opened against three weavers.", "case was opened", ["weavers"]),
        (f"The arrest on Monday of {BRENN} drew crowds.", "arrest", [BRENN]),
        ("Of the 40 people detained on Monday, twelve were released.", "released", ["people"]),
        ("Of the hundred or so people detained that day, twenty have been tried.", "detained", ["people"]),
        ("Police detained two weavers. Nobody was charged.", "charged", []),
    ],
)
def test_english(text: str, trigger: str, wanted: list[str]) -> None:
    assert recipients(text)[trigger] == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Аде Брен вручили повестку на понедельник.", "вручили повестку", ["Ада Брен"]),
        ("Липецк: ткачу Отто Фальку вручили повестку.", "вручили повестку", ["Отто Фальк"]),
        ("У ткача Отто Фалька прошёл обыск.", "обыск", ["Отто Фальк"]),
        ("Полиция изъяла телефон.", "изъяла", ["телефон"]),
        ("Обозревателя Рода Гвоздикова задержали.", "задержали", ["Род Гвоздиков"]),
        ("Освобождён полковник ГРУ Отто Фальк.", "Освобождён", ["Отто Фальк"]),
        ("Ирму Брен отпустили.", "отпустили", ["Ирма Брен"]),
        ("На ткача Отто Фалька составили протокол.", "составили протокол", ["Отто Фальк"]),
        ("Прокурор запросил для ткача Отто Фалька восемь лет колонии.", PLEA, ["Отто Фальк"]),
        ("Полиция разогнала собравшихся.", "разогнала", ["собравшиеся"]),
        ("Суд назначил активистке пять суток.", "назначил активистке пять суток", ["активистка"]),
        ("Жёны вышли на пикет, двух из них оштрафовали.", "оштрафовали", ["жёны"]),
        ("Отто Фалька вывели в коридор и избили дубинками.", "избили", ["Отто Фальк"]),
        ("Суд назначил им штрафы, а пенсионерку отпустил.", "отпустил", ["пенсионерка"]),
        ("Об этом рассказала одна из уволенных.", "уволенных", ["уволенные"]),
    ],
)
def test_russian(text: str, trigger: str, wanted: list[str]) -> None:
    assert recipients(text, "ru")[trigger] == wanted


def test_a_term_is_sought_for_somebody_and_the_term_is_nobody() -> None:
    sought = recipients(f"Prosecutors are seeking a five-year sentence for {FALK}.")
    assert sought["seeking a five-year sentence"] == [FALK]


def test_participles_stand_for_those_of_whom_they_are_said() -> None:
    assert actors("Уволенные перекрыли дорогу.", "ru")["перекрыли дорогу"] == ["уволенные"]
    assert actors("Более тысячи рабочих вышли на митинг.", "ru")["вышли на митинг"] == ["рабочие"]


def test_who_marches_makes_the_demands_of_the_march() -> None:
    told = "Workers held a march demanding the resignation of the mayor."
    assert actors(told)["demanding the resignation"] == ["workers"]
    assert recipients(told)["demanding the resignation"] == ["mayor"]


def test_it_is_done_to_those_who_are_counted() -> None:
    assert recipients("Ten of the detained miners remain in custody.")["in custody"] == ["miners"]


def test_who_is_on_hunger_strike_fasts() -> None:
    assert actors(f"{BRENN} has been on hunger strike for 20 days.")["been on hunger strike"] == [BRENN]


def test_who_is_let_go_without_a_name_is_the_one_taken_just_before() -> None:
    found = recipients("Полиция задержала пекаря. Отпущен вечером без протокола.", "ru")
    assert found["Отпущен"] == found["задержала"] != []


def test_nobody_is_carried_on_where_the_sentence_names_somebody_else() -> None:
    found = recipients(f"Police arrested {BRENN}. Neighbours of {FALK} heard of the trial.")
    assert BRENN not in found.get("trial", [])


def test_a_number_counts_those_told_of_before() -> None:
    found = recipients("Students occupied the hall; police detained 38, all of whom were released by noon.")
    assert found["detained"] == found["released"] == ["Students"]


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Police detained two men on Monday. They were fined and set free.", "fined", ["men"]),
        (f"The petition was that of {FALK}. The bench directed that he be released.", "released", [FALK]),
        (f"A court on Thursday ordered that {FALK} be let go.", "let go", [FALK]),
        ("Two policemen beat a man on Monday. They were arrested.", "arrested", ["policemen"]),
        (f"Prosecutor {BRENN} took bribes, the union said. She was arrested on Monday.", "arrested", [BRENN]),
        ("Two bakers were detained in Glasgow on 13 February and freed some hours later.", "freed", ["bakers"]),
        ("He was taken to the police station, where he was questioned and beaten.", "beaten", ["he"]),
    ],
)
def test_who_suffers_an_act_of_those_in_power_is_none_of_them(text: str, trigger: str, wanted: list[str]) -> None:
    assert recipients(text)[trigger] == wanted


def test_who_was_detained_and_then_killed_somebody_is_not_the_killed() -> None:
    assert recipients(f"{FALK} was detained on Monday and killed a guard.")["killed"] == ["guard"]


def test_the_object_of_another_subjects_verb_is_not_shared() -> None:
    text = "Rockets slammed into a printing works, and rescuers were pulling people from the rubble."
    assert recipients(text).get("slammed", []) != ["people"]


def test_a_number_follows_those_whom_it_counts() -> None:
    _, detained = _events("Nine women picketed the embassy on Monday. They were detained at noon.", "en")
    [number] = [argument for argument in detained.arguments if argument.role == "number"]
    assert (number.text, number.inferred) == ("Nine", True)


def test_a_number_of_dead_counts_others() -> None:
    found = recipients("Police arrested three tenants. The firing left two dead.")
    assert "tenants" not in found["left"]


def test_whose_blockade_it_is_blocks() -> None:
    assert actors("The hauliers' blockade of the bridge went on.")["blockade"] == ["hauliers"]


def test_who_takes_somebody_from_a_picket_does_not_picket() -> None:
    assert actors("Police took two women from the picket at the gate.")["picket"] == []


def test_nobody_is_done_to_by_chaining_himself() -> None:
    assert "farmers" not in recipients("The farmers chained themselves to the gate.")["chained"]


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The Brethren claimed responsibility for the kidnapping.", "kidnapping", ["Brethren"]),
        ("He attributed the murder of the priest to the army.", "murder", ["army"]),
        ("The bishop placed the responsibility for the murder of the nun on the officers.", "murder", ["officers"]),
    ],
)
def test_who_is_blamed_did_it(text: str, trigger: str, wanted: list[str]) -> None:
    assert actors(text)[trigger] == wanted


def test_titles_are_no_part_of_a_name_in_small_letters() -> None:
    assert recipients("dr jose falk was killed and colonel otto brenn was wounded.")["killed"] == ["jose falk"]


@pytest.mark.parametrize(
    ("text", "language", "trigger", "wanted"),
    [
        ("Двадцать студентов избили.", "ru", "избили", ["студенты"]),
        ("Понад десять учасників затримали.", "uk", "затримали", ["учасник"]),
        ("Двох студентів побили поліцейські.", "uk", "побили", ["студент"]),
        ("Le parquet a requis deux ans de prison contre l'ancien maire.", "fr", "requis", ["maire"]),
        ("Журналисты потребовали освободить коллегу.", "ru", "потребовали", []),
        ("Deux prévenus, contre lesquels le procureur avait requis six mois, ont été relaxés.", "fr", "relaxés",
         ["prévenus"]),
        ("Mercredi l'armée a tiré à balles réelles : un adolescent est mort et cinq personnes ont été blessées.",
         "fr", "blessées", ["personnes"]),
    ],
)
def test_counted_asked_for_and_behind_a_term(text: str, language: str, trigger: str, wanted: list[str]) -> None:
    found = recipients(text, language)[trigger]
    assert len(found) == len(wanted) and all(w[:6].lower() in f.lower() for w, f in zip(wanted, found, strict=True))


@pytest.mark.parametrize(
    ("text", "language", "trigger", "wanted"),
    [
        ("Журналістку побили невідомі в масках.", "uk", "побили", "невідом"),
        ("До редакції газети прийшли з обшуком співробітники міліції.", "uk", "прийшли з обшуком", "співробітник"),
        ("Будинок обстріляли російські військові.", "uk", "обстріляли", "військ"),
        ("Шахтарі оголосили страйк через невиплату зарплати.", "uk", "страйк", "шахтар"),
        ("Les postiers de Brest ont voté la poursuite de la grève.", "fr", "grève", "postiers"),
        ("Пятнадцать полицейских избили демонстрантов.", "ru", "избили", "полицейск"),
    ],
)
def test_who_stands_behind_the_verb_or_above_the_strike_does_it(
    text: str, language: str, trigger: str, wanted: str
) -> None:
    [actor] = actors(text, language)[trigger]
    assert wanted in actor.lower()


@pytest.mark.parametrize(
    ("text", "language", "trigger"),
    [
        ("Правозащитники заявили о пытках заключённых в колонии.", "ru", "пытках"),
        ("Шахтёры объявили забастовку из-за невыплаты зарплаты.", "ru", "невыплаты"),
        ("Un journaliste a été frappé par des vigiles alors qu'il filmait le rassemblement.", "fr", "rassemblement"),
        ("Журналисты потребовали освободить коллегу.", "ru", "освободить"),
    ],
)
def test_who_speaks_of_it_asks_for_it_or_films_it_does_not_do_it(text: str, language: str, trigger: str) -> None:
    assert actors(text, language)[trigger] == []


@pytest.mark.parametrize(
    ("text", "language", "trigger", "wanted"),
    [
        ("Organisers of the rally were fined.", "en", "rally", "organisers"),
        ("Полиция задержала трёх участников пикета.", "ru", "пикета", "участник"),
        ("Поліція затримала трьох учасників пікету.", "uk", "пікету", "учасник"),
        ("Les organisateurs de la manifestation ont été convoqués.", "fr", "manifestation", "organisateur"),
        ("The farmers lifted the blockade after a meeting with the minister.", "en", "meeting", "farmers"),
        ("Les agriculteurs sont partis après une rencontre avec le ministre.", "fr", "rencontre", "agriculteurs"),
        ("Військові викрали фельдшера Юрія Стогу.", "uk", "викрали", "військ"),
        ("На початку листопада водії тролейбусів провели годинний страйк.", "uk", "годинний страйк", "воді"),
    ],
)
def test_who_takes_part_and_who_meets_acts(text: str, language: str, trigger: str, wanted: str) -> None:
    [actor] = actors(text, language)[trigger]
    assert wanted in actor.lower()


def test_on_in_french_is_nobody_who_represses() -> None:
    assert actors("On lui refuse toute visite de son avocate.", "fr")["refuse toute visite"] == []
    assert actors("On a manifesté hier à Lyon.", "fr")["manifesté"] == ["On"]


def test_a_search_at_somebodys_home_is_done_to_him() -> None:
    assert recipients("Обыск в квартире активиста Отто Фалька прошёл утром.", "ru")["Обыск"] == ["Отто Фальк"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Мэрия отказалась согласовать шествие.", "шествие"),
        ("Водители автобусов отказались выходить на линию из-за невыплаты премий.", "невыплаты"),
    ],
)
def test_who_may_forbid_it_or_suffers_by_it_does_not_do_it(text: str, trigger: str) -> None:
    assert actors(text, "ru")[trigger] == []


def test_a_counted_accusative_is_done_to() -> None:
    found = recipients("Полиция составила протоколы на десятерых участников.", "ru")
    assert found["составила протоколы"] == ["участники"]


def test_a_charge_brought_is_no_accusation_beside() -> None:
    assert list(recipients("Следователи предъявили обвинение мэру Отто Фальку.", "ru")) == ["предъявили"]


def test_who_is_prepared_to_do_it_does_it() -> None:
    assert actors("President Otto Falk said he is prepared to lift the ban.")["is prepared"] == [FALK]


def test_military_equipment_is_nobody() -> None:
    found = recipients("The rebels announced they will return military equipment to the peacekeepers.")
    assert all("military" not in name for names in found.values() for name in names)


@pytest.mark.parametrize(
    ("language", "text", "trigger", "wanted"),
    [
        ("en", "The court imposed a fine of 300 euros on the union.", "imposed a fine", ["union"]),
        ("en", "Two activists were given fines of 200 euros.", "given fines", ["activists"]),
        ("en", "The judge handed the two students ten days in jail.", "handed the two students ten days", ["students"]),
        ("en", "Soldiers shot dead three villagers.", "shot dead", ["villagers"]),
        ("en", "Four men broke into our community radio.", "broke into our community radio", ["community radio"]),
        ("en", "Unknown men threw a petrol bomb at the home of a councillor.", "threw a petrol bomb",
         ["home of a councillor"]),
        ("en", "The students were happy. The rector met them on Monday.", "met", ["students"]),
        ("en", "Students marched for the release of their teacher.", "release", ["teacher"]),
        ("en", "The artist, whose arrest a week ago made headlines, sings.", "arrest", ["artist"]),
        ("ru", "Суд наложил штраф на двух участников пикета.", "наложил штраф", ["участники пикета"]),
        ("ru", "Суд продлил арест ткачихи до мая.", "продлил арест", ["ткачиха"]),
        ("ru", "Охранники пытали задержанных током.", "пытали", ["задержанные"]),
        ("ru", "Прокурор запросил Ирме Брен три года колонии.", "запросил Ирме Брен три года", ["Ирма Брен"]),
        ("ru", "Арестован и отправлен в изолятор слесарь Отто Фальк.", "Арестован", ["Отто Фальк"]),
        ("ru", "Полицейские провели обыск в квартире ткачихи.", "провели обыск", ["ткачиха"]),
        ("fr", "Le gouvernement a dissous l'association par décret.", "dissous", ["association"]),
        ("uk", "Поліцейські застосували силу до учасників зібрання.", "застосували силу", ["учасники зібрання"]),
    ],
)  # fmt: skip
def test_whom_it_was_done_to(language: str, text: str, trigger: str, wanted: list[str]) -> None:
    assert recipients(text, language)[trigger] == wanted


def test_who_is_asked_is_not_who_is_to_be_freed() -> None:
    text = "Правозащитники призвали к освобождению ткачихи Ады Брен."
    assert recipients(text, "ru") == {"призвали": [], "освобождению": ["Ада Брен"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [("He was one of the nine detained on Monday.", "nine"), ("A crowd of about 500 marched on Leeds.", "about 500")],
)
def test_how_many_is_told_where_nobody_is_named(text: str, number: str) -> None:
    (event,) = _events(text, "en")
    assert [each.text for each in event.arguments if each.role == "number"] == [number]


@pytest.mark.parametrize(
    ("text", "language", "trigger", "wanted"),
    [
        ("On 20 February strikers blocked the road.", "en", "blocked", ["strikers"]),
        ("In Volos farmers blocked the road.", "en", "blocked", ["farmers"]),
        ("Rights groups called on the authorities to free the weaver.", "en", "free", ["authorities"]),
        ("Two reporters were arrested over their articles on the strike.", "en", "on the strike", []),
        ("She was held overnight at the Dock Street station.", "en", "held overnight at the Dock Street station", []),
        ("Il a été frappé par des policiers et son matériel confisqué.", "fr", "frappé", ["policiers"]),
        ("Жёны вышли на пикет, двух из них оштрафовали.", "ru", "оштрафовали", []),
    ],
)
def test_who_does_it_and_who_only_stands_by(text: str, language: str, trigger: str, wanted: list[str]) -> None:
    assert actors(text, language)[trigger] == wanted


def test_a_phrase_begins_behind_the_article_before_it() -> None:
    found = recipients("La police a dispersé à coups de gaz lacrymogène une manifestation d'étudiants.", "fr")
    assert found["dispersé"] == ["manifestation"]
