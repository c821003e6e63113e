"""English words with a fixed meaning: months, times of day, units, currencies."""

from __future__ import annotations

from fractions import Fraction

from kztrans.languages.en import modality
from kztrans.languages.en.opposites import OPPOSITES
from kztrans.languages.vocabulary import Vocabulary

__all__ = ["VOCABULARY"]

_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    "percent": "percent % per%cent percentage pct", "percentage-point": "percentage%point percentage%points",
    "kilometre": "km kms kilometre kilometres kilometer kilometers",
    "square-kilometre": "km² km2 sq%km square%kilometres square%kilometers square%km square%kilometre square%kilometer",
    "metre": "m metre metres meter meters", "centimetre": "cm centimetre centimetres centimeter centimeters",
    "millimetre": "mm millimetre millimetres millimeter millimeters", "mile": "mile miles mi",
    "foot": "foot feet ft", "yard": "yard yards yd",
    "hectare": "ha hectare hectares", "acre": "acre acres",
    "tonne": "t ton tons tonne tonnes metric%ton metric%tons", "kilogram": "kg kilogram kilograms kilo kilos",
    "gram": "g gram grams", "pound": "lb lbs pound pounds", "litre": "l litre litres liter liters",
    "barrel": "barrel barrels bbl", "cubic-metre": "m³ m3 cubic%metre cubic%metres cubic%meter cubic%meters",
    "megawatt": "mw megawatt megawatts", "gigawatt": "gw gigawatt gigawatts", "kilowatt": "kw kilowatt kilowatts",
    "degree": "° degree degrees",
    "celsius": "°c degree%celsius degrees%celsius", "fahrenheit": "°f degree%fahrenheit degrees%fahrenheit",
    "second": "second seconds", "minute": "minute minutes", "hour": "hour hours hrs",
    "day": "day days", "week": "week weeks", "month": "month months", "year": "year years",
    "decade": "decade decades", "century": "century centuries",
}  # fmt: skip
_CURRENCIES = {
    "IDR": "Rp rupiah rupiahs IDR", "USD": "US$ USD $ dollar dollars US%dollar US%dollars U.S.%dollars",
    "EUR": "€ euro euros EUR",
    "RUB": "rouble roubles ruble rubles RUB ₽", "KZT": "tenge KZT ₸", "CNY": "yuan CNY ¥ renminbi RMB",
    "GBP": "£ GBP pounds%sterling", "JPY": "yen JPY", "UZS": "Uzbek%soum soum soums sum", "KGS": "som soms",
    "TRY": "lira liras",
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_LOOSE = {
    "one": (1,), "single": (1,), "once": (1,), "sole": (1,), "a": (1,), "an": (1,), "two": (2,), "twice": (2,),
    "both": (2,),
    "double": (2,), "doubled": (2,), "doubling": (2,), "doubles": (2,), "twofold": (2,), "pair": (2,), "couple": (2,),
    "twin": (2,), "dual": (2,), "bilateral": (2,), "half": ("1/2", "50"), "halves": ("1/2",), "halved": ("1/2",
    2, 50),
    "third": (3, "1/3"), "thirds": (3, "1/3", "2/3"), "two-thirds": ("2/3", 2), "triple": (3,), "tripled": (3,),
    "tripling": (3,),
    "treble": (3,), "trebled": (3,), "threefold": (3,), "thrice": (3,), "trio": (3,), "trilateral": (3,),
    "quarter": ("1/4", 3, 25), "quarters": ("1/4", "3/4", 3), "quadrupled": (4,), "fourfold": (4,),
    "fivefold": (5,), "sixfold": (6,),
    "sevenfold": (7,), "eightfold": (8,), "ninefold": (9,), "tenfold": (10,), "quintupled": (5,),
    "fifth": (5, "1/5", 20), "fifths": (5, "1/5", "2/5", "3/5", "4/5"), "tenth": (10, "1/10"), "decade": (10,),
    "decades": (10,), "century": (100,), "centuries": (100,), "dozen": (12,), "dozens": (12, 10),
    "fortnight": (14, 2),
    "million": (10**6,), "billion": (10**9,), "thousand": (1000,), "hundred": (100,), "hundreds": (100,),
    "thousands": (1000,), "millions": (10**6,), "billions": (10**9,), "tens": (10,), "zero": (0,), "no": (0,),
    "none": (0,),
    "half-century": (50,), "semester": (6,), "biennial": (2,), "daily": (1,), "hourly": (1,),
    "weekly": (1, 7), "monthly": (1,), "annual": (1,), "yearly": (1,),
}  # fmt: skip


_DIGITS = "one two three four five six seven eight nine ten".split()
_SPAN_UNITS = ("minute", "day", "week", "month", "year", "decade", "century")


def _denominators() -> dict[str, int]:
    singular = {"half": 2, "quarter": 4} | {word: n for n, word in enumerate(_ORDINALS[2:10], 3)}
    return singular | {"halves": 2} | {word + "s": n for word, n in singular.items() if word != "half"}


_SIZES = {
    "dozens": ("many", 1), "scores": ("many", 1), "tens": ("many", 1), "hundreds": ("many", 2),
    "thousands": ("many", 3), "tens of thousands": ("many", 4), "hundreds of thousands": ("many", 5),
    "millions": ("many", 6),
} | {
    word: ("times", n)
    for n, words in {
        2: "doubl* twofold twice", 3: "tripl* trebl* threefold", 4: "quadrupl* fourfold", 5: "quintupl* fivefold",
        6: "sixfold", 10: "tenfold",
    }.items()
    for word in words.split()
}  # fmt: skip


def _ordinals() -> dict[str, tuple[int | str, ...]]:
    simple = {word: n for n, word in enumerate(_ORDINALS, 1)}
    found: dict[str, tuple[int | str, ...]] = {word: (n,) for word, n in simple.items()}
    for ten, value in _TENS.items():
        found[ten[:-1] + "ieth"] = (value,)
        found |= {f"{ten}-{word}": (value + n,) for word, n in simple.items() if n < 10}
        found[ten[:-1] + "ies"] = (value, 1900 + value)
    return found


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {
        form if form == "%" else form.replace("%", " "): name for name, forms in rows.items() for form in forms.split()
    }


VOCABULARY = Vocabulary(
    decimal_mark=".",
    group_mark=",",
    months={name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()},
    ambiguous_months=frozenset(
        {"may", "march", "mar", "jan", "sep", "dec", "august", "jun", "jul", "apr", "nov", "oct", "aug", "feb", "sept"}
    ),
    month_leads=frozenset(
        """in since of by on until till last next this early late mid from during before after through to and between
        every for ahead since""".split()
    ),
    weekdays={name: n for n, name in enumerate(_WEEKDAYS, 1)},
    ordinals={
        word: int(values[0]) for word, values in _ordinals().items() if int(values[0]) > 2 and not word.endswith("ies")
    },
    month_first=True,
    clock_leads=("at", "by", "until", "from", "before", "after", "around", "about"),
    clock_tails=("o'clock", "o’clock", "gmt", "utc", "hours", "local time"),
    morning=("a.m.", "am", "a.m", "in the morning"),
    evening=("p.m.", "pm", "p.m", "in the afternoon", "in the evening", "at night"),
    clock_words={"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)},
    units=_table(_UNITS),
    currencies=_table(_CURRENCIES),
    loose_numbers={word: tuple(Fraction(v) for v in values) for word, values in {**_ordinals(), **_LOOSE}.items()},
    fractions={"half": Fraction(1, 2)},
    numerators={"a": 1} | {word: n for n, word in enumerate(_DIGITS, 1)},
    denominators=_denominators(),
    of_whole=(" of ",),
    out_of=("in", "out of", "in every"),
    magnitudes={"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    spans={
        "fortnight": (2, "week"),
        "an hour": (1, "hour"),
        "half an hour": (30, "minute"),
        "half a day": (12, "hour"),
        "half a year": (6, "month"),
        "half a century": (50, "year"),
    }
    | {f"a {unit}": (1, unit) for unit in _SPAN_UNITS},
    sizes=_SIZES,
    and_half=("and a half",),
    negations=modality.NEGATIONS,
    not_negations=modality.NOT_NEGATIONS,
    negatives=modality.NEGATIVES,
    refusals=modality.REFUSALS,
    superlatives=modality.SUPERLATIVES,
    comparisons=modality.COMPARISONS,
    contrasts=frozenset({"against", "versus", "compared", "than"}),
    hedges=modality.HEDGES,
    sayings=modality.SAYINGS,
    negative_prefixes=("un", "in", "im", "ir", "il", "dis", "non-"),
    negative_endings=("able", "ible", "ably", "ibly"),
    approximators=modality.APPROXIMATORS,
    before=modality.BEFORE,
    after=modality.AFTER,
    opposites=OPPOSITES,
    relative_times=modality.RELATIVE_TIMES,
    counted_times=modality.COUNTED_TIMES,
    doubled=frozenset({"had", "that", "bye", "very", "no", "ha", "so", "well", "now", "many", "long"}),
    titles=frozenset(
        """president prime minister foreign chairman chairwoman governor general colonel secretary ambassador king queen
        prince mr mrs ms dr prof professor i west western east eastern north northern south southern central sea river
        lake strait republic union treaty charter council parliament ministry bank university article war""".split()
    ),
)
