"""Invented people, organisations and sentences, from which a chronicle of any size is made; nobody here exists."""

import random
from functools import cache
from itertools import pairwise

from khronika.gazetteer import load

CITIES = {
    "FR": "Paris Lyon Marseille Toulouse Lille Nantes Strasbourg Bordeaux",
    "GB": "London Leeds Glasgow Cardiff Bristol Manchester Sheffield Belfast",
    "DE": "Berlin Hamburg Leipzig Munich Dresden Bremen Stuttgart Dortmund",
    "ES": "Madrid Barcelona Valencia Sevilla Bilbao Zaragoza Málaga Vigo",
    "IT": "Rome Milan Naples Turin Bologna Palermo Genoa Bari",
    "PT": "Lisbon Porto Braga Coimbra Faro Setúbal Évora Aveiro",
    "PL": "Warsaw Kraków Gdańsk Poznań Wrocław Łódź Lublin Szczecin",
    "RO": "Bucharest Cluj-Napoca Iași Timișoara Brașov Constanța Craiova Oradea",
    "GR": "Athens Thessaloniki Patra Larisa Volos Ioannina Chania Kavala",
    "TR": "Istanbul Ankara İzmir Adana Bursa Diyarbakır Mersin Trabzon",
    "RU": "Moscow Kazan Samara Perm Omsk Voronezh Tomsk Krasnodar",
    "UA": "Kyiv Kharkiv Odesa Dnipro Lviv Poltava Kherson Chernihiv",
    "BY": "Minsk Brest Gomel Vitebsk Grodno Mogilev Pinsk Baranovichi",
    "KZ": "Almaty Astana Shymkent Karaganda Aktobe Atyrau Pavlodar Kostanay",
    "GE": "Tbilisi Batumi Kutaisi Rustavi Gori Zugdidi Poti Telavi",
    "RS": "Belgrade Niš Subotica Kragujevac Zrenjanin Čačak Leskovac Valjevo",
    "US": "Chicago Houston Seattle Boston Denver Detroit Portland Atlanta",
    "MX": "Puebla Monterrey Guadalajara Tijuana Oaxaca Mérida Toluca Veracruz",
    "KE": "Nairobi Mombasa Kisumu Nakuru Eldoret Thika Malindi Kitale",
    "IN": "Delhi Mumbai Kolkata Chennai Pune Jaipur Lucknow Hyderabad",
}  # fmt: skip

# type, mode, how often, and how it is told; {a} who does it, {r} to whom, {p} where, {n} how many
TOLD = {
    "en": [
        ("PROTEST", "demonstration", 14, "Some {n} supporters of {a} rallied in {p}."),
        ("PROTEST", "strike", 9, "Members of {a} went on strike in {p}, {n} of them by its own count."),
        ("PROTEST", "picket", 8, "{a} picketed the regional office in {p} with {n} others."),
        ("PROTEST", "march", 4, "About {n} people called out by {a} marched through {p}."),
        ("PROTEST", "hunger_strike", 1, "{a} began a hunger strike in {p}."),
        ("PROTEST", "petition", 3, "{a} handed over a petition in {p} with {n} signatures."),
        ("PROTEST", "obstruction", 3, "{a} blocked the main road of {p} for {n} minutes."),
        ("PROTEST", "graffiti", 1, "Slogans signed by {a} appeared on walls in {p}."),
        ("COERCE", "detention", 13, "Officers of {a} detained {r} in {p}."),
        ("COERCE", "search", 6, "{a} searched the home of {r} in {p}."),
        ("COERCE", "fine", 6, "A court in {p} fined {r} {n} euros."),
        ("COERCE", "criminal_charge", 4, "{a} charged {r} in {p} under article {n}."),
        ("COERCE", "trial", 4, "The trial of {r} opened in {p}."),
        ("COERCE", "sentence", 4, "A court in {p} sentenced {r} to {n} days' arrest."),
        ("COERCE", "remand", 2, "A court in {p} remanded {r} at the request of {a}."),
        ("COERCE", "dismissal", 2, "{a} dismissed {r} and {n} colleagues in {p}."),
        ("COERCE", "ban", 2, "{a} banned the assembly announced in {p} by {r}."),
        ("ASSAULT", "beating", 3, "Unknown men beat {r} near the station of {p}."),
        ("ASSAULT", "crowd_control", 2, "{a} used tear gas against {r} in {p}; {n} were hurt."),
        ("ASSAULT", "killing", 1, "{r} was killed in {p}."),
        ("CONCEDE", "release", 4, "{r} was released from custody in {p}."),
        ("CONCEDE", "demand_met", 1, "{a} met the demands of {r} in {p}."),
        ("AID", "legal", 1, "Lawyers of {a} defended {r} in {p}."),
        ("ACCUSE", "condemnation", 2, "{a} condemned what was done to {r} in {p}."),
    ],
    "ru": [
        ("PROTEST", "demonstration", 14, "В городе {p} прошёл митинг, который созвали {a}: вышли {n} человек."),
        ("PROTEST", "strike", 9, "Участники {a} начали забастовку в городе {p}, их {n}."),
        ("PROTEST", "picket", 8, "{a} и ещё {n} человек встали в пикет в городе {p}."),
        ("PROTEST", "march", 4, "Около {n} человек прошли маршем по городу {p} по призыву {a}."),
        ("PROTEST", "hunger_strike", 1, "{a} начинает голодовку в городе {p}."),
        ("PROTEST", "petition", 3, "{a} передали в городе {p} обращение, под ним {n} подписей."),
        ("PROTEST", "obstruction", 3, "{a} перекрыли дорогу в городе {p} на {n} минут."),
        ("PROTEST", "graffiti", 1, "На стенах в городе {p} появились надписи {a}."),
        ("COERCE", "detention", 13, "Сотрудники {a} задержали в городе {p}: {r}."),
        ("COERCE", "search", 6, "{a} проводят обыск в городе {p}, хозяин: {r}."),
        ("COERCE", "fine", 6, "Суд в городе {p} назначил штраф {n} рублей, наказан: {r}."),
        ("COERCE", "criminal_charge", 4, "{a} предъявили обвинение по статье {n} в городе {p}, обвиняемый: {r}."),
        ("COERCE", "trial", 4, "В городе {p} начался суд, подсудимый: {r}."),
        ("COERCE", "sentence", 4, "Суд в городе {p} назначил {n} суток ареста, осуждён: {r}."),
        ("COERCE", "remand", 2, "Суд в городе {p} отправил под стражу по ходатайству {a}: {r}."),
        ("COERCE", "dismissal", 2, "{a} уволили в городе {p} {n} сотрудников, среди них: {r}."),
        ("COERCE", "ban", 2, "{a} запретили в городе {p} собрание, заявитель: {r}."),
        ("ASSAULT", "beating", 3, "Неизвестные избили у вокзала в городе {p}: {r}."),
        ("ASSAULT", "crowd_control", 2, "{a} применили газ в городе {p}, пострадали {n} и {r}."),
        ("ASSAULT", "killing", 1, "В городе {p} убит: {r}."),
        ("CONCEDE", "release", 4, "В городе {p} освобождён из-под стражи: {r}."),
        ("CONCEDE", "demand_met", 1, "{a} выполнили требования в городе {p}, добился: {r}."),
        ("AID", "legal", 1, "Юристы {a} защищают в городе {p}: {r}."),
        ("ACCUSE", "condemnation", 2, "{a} осудили произошедшее в городе {p}, пострадал: {r}."),
    ],
}  # fmt: skip
PUBLISHERS = {
    "en": ["The Harbour Ledger", "Northern Dispatch", "Quill & Square", "The Lantern", "Workers' Wire", "Open Docket"],
    "ru": ["Вестник Гавани", "Северная сводка", "Фонарь", "Рабочий листок", "Открытое дело", "Городской счёт"],
}
_SYLLABLES = "ba bor dar del fen gal hal jor kel lin mar mol nar nor pel quin ral sel tav tol van vel zan zor".split()
_ENDS = "a an el en er in is o on or us".split()
_BODIES = {
    "organisation": ["Union of {}", "{} Collective", "{} Foundation", "{} Committee", "Department of {}", "{} Police"],
    "group": ["residents of {}", "workers of {}", "students of {}"],
}
_LETTERS = dict(
    zip("abdefghijklmnopqrstuvxz", "а б д е ф г х и й к л м н о п к р с т у в кс з".split(), strict=True)
)  # fmt: skip


@cache
def places() -> list[tuple[str, str, str, int, float, float]]:
    """Give the cities as the gazetteer knows them: name, country, region, GeoNames id, latitude, longitude."""
    gazetteer = load()
    found = []
    for country, names in CITIES.items():
        for name in names.split():
            known = [gazetteer.place(each) for each in gazetteer.candidates(name) if each.kind == "settlement"]
            place = next((each for each in known if each.country == country), None)
            if place and place.lat is not None and place.lon is not None:
                found.append((place.name, country, place.admin1 or "", place.geonames_id or 0, place.lat, place.lon))
    return found


def word(rng: random.Random) -> str:
    """Invent a word that could be a name."""
    return ("".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((1, 2, 2)))) + rng.choice(_ENDS)).capitalize()


def cyrillic(name: str) -> str:
    """Write an invented name in Cyrillic letters."""
    letters = "".join(_LETTERS.get(letter, letter) for letter in name.lower())
    return " ".join(part.capitalize() for part in letters.split())


def actor(rng: random.Random) -> tuple[str, str]:
    """Invent an actor: its kind and name."""
    kind = rng.choices(("person", "organisation", "group"), (70, 25, 5))[0]
    if kind == "person":
        return kind, f"{word(rng)} {word(rng)}"
    return kind, rng.choice(_BODIES[kind]).format(word(rng))


def spans(parts: list[str]) -> list[tuple[int, int]]:
    """Give where sentences stand when they are joined by a space."""
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part) + 1)
    return [(start, end - 1) for start, end in pairwise(ends)]
