"""Indonesian words with a fixed meaning: months, times of day, units, currencies, acronyms."""

from __future__ import annotations

from fractions import Fraction

from kztrans.languages.id import modality
from kztrans.languages.id.opposites import OPPOSITES
from kztrans.languages.vocabulary import Vocabulary

__all__ = ["VOCABULARY"]

_MONTHS = (
    "januari jan", "februari feb pebruari", "maret mar", "april apr", "mei", "juni jun", "juli jul",
    "agustus agu agt ags", "september sep sept", "oktober okt", "november nov nopember", "desember des",
)  # fmt: skip
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat jum'at", "sabtu", "minggu ahad")
_UNITS = {
    "percent": "persen % prosen", "percentage-point": "poin%persentase poin%persen",
    "kilometre": "km kilometer", "square-kilometre": "km² km2 km%persegi kilometer%persegi",
    "metre": "m meter", "centimetre": "cm sentimeter", "millimetre": "mm milimeter", "mile": "mil mi", "foot": "kaki",
    "yard": "yard",
    "hectare": "ha hektar hektare", "acre": "are acre",
    "tonne": "ton", "kilogram": "kg kilogram kilo", "gram": "gram gr g", "pound": "pon",
    "litre": "l liter", "barrel": "barel", "cubic-metre": "m³ m3 meter%kubik",
    "megawatt": "mw megawatt", "gigawatt": "gw gigawatt", "kilowatt": "kw kilowatt", "degree": "° derajat",
    "celsius": "°c derajat%celsius", "fahrenheit": "°f derajat%fahrenheit",
    "second": "detik", "minute": "menit", "hour": "jam", "day": "hari", "week": "minggu pekan", "month": "bulan",
    "": "kaki%tangan kaki%lima kaki%gunung kaki%bukit",
    "year": "tahun thn", "decade": "dekade dasawarsa", "century": "abad",
}  # fmt: skip
_CURRENCIES = {
    "IDR": "Rp rupiah IDR", "USD": "US$ USD $ dolar dollar dolar%AS dolar%Amerika", "EUR": "€ euro EUR",
    "RUB": "rubel RUB ₽",
    "KZT": "tenge KZT ₸", "CNY": "yuan CNY ¥ renminbi", "GBP": "£ GBP pound%sterling pon%sterling", "JPY": "yen JPY",
    "UZS": "sum som%Uzbekistan", "KGS": "som", "TRY": "lira",
}  # fmt: skip
_DIGITS = "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_LOOSE = {
    "pertama": (1,), "satu": (1,), "seorang": (1,), "sebuah": (1,), "sekali": (1,), "tunggal": (1,), "salah": (1,),
    "kedua": (2,), "sepasang": (2,), "ganda": (2,), "keduanya": (2,), "berdua": (2,), "setengah": ("1/2", "50"),
    "separuh": ("1/2", "50"), "seperempat": ("1/4", "25"), "sepertiga": ("1/3",), "tiga perempat": ("3/4", "75"),
    "dua pertiga": ("2/3", 2, 3), "seperlima": ("1/5", "20"), "sepersepuluh": ("1/10",), "seabad": (1, 100),
    "abad": (100,),
    "dekade": (10,), "dasawarsa": (10,), "sedekade": (1, 10), "lusin": (12,), "selusin": (12,), "semester": (6,),
    "triwulan": (3,), "kuartal": (3,), "setahun": (1, 12), "sebulan": (1,), "seminggu": (1, 7), "sepekan": (1, 7),
    "sehari": (1, 24), "sejam": (1, 60), "semalam": (1,), "seratus": (100,), "seribu": (1000,), "sejuta": (10**6,),
    "seperdua": ("1/2",), "ketiganya": (3,), "bertiga": (3,), "puluhan": (10,), "ratusan": (100,), "ribuan": (1000,),
    "jutaan": (10**6,), "miliaran": (10**9,),
}  # fmt: skip
_FRACTIONS = {
    "separuh": "1/2", "setengah": "1/2", "seperdua": "1/2", "sepertiga": "1/3", "seperempat": "1/4",
    "seperlima": "1/5", "seperenam": "1/6", "seperdelapan": "1/8", "sepersepuluh": "1/10",
}  # fmt: skip
_SPANS = {
    "sedetik": "second", "semenit": "minute", "sejam": "hour", "sehari": "day", "seminggu": "week", "sepekan": "week",
    "sebulan": "month", "setahun": "year", "sedekade": "decade", "sedasawarsa": "decade", "seabad": "century",
}  # fmt: skip
_HALVES = {
    "setengah jam": (30, "minute"), "setengah hari": (12, "hour"), "setengah tahun": (6, "month"),
    "setengah abad": (50, "year"), "satu dasawarsa": (10, "year"), "satu dekade": (10, "year"),
    "satu abad": (100, "year"),
}  # fmt: skip
_SIZES = {
    word: ("many", power)
    for power, words in {
        1: "puluhan|belasan", 2: "ratusan", 3: "ribuan", 4: "puluhan ribu", 5: "ratusan ribu", 6: "jutaan",
    }.items()
    for word in words.split("|")
} | {
    f"{word} kali lipat": ("times", n)
    for word, n in {"dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "sepuluh": 10}.items()
}  # fmt: skip
_ACRONYMS = {
    "PBB": "UN|U.N.|United Nations", "AS": "US|U.S.|USA|United States|American|America", "UE": "EU|European Union",
    "RI": "Indonesia|Indonesian|Republic of Indonesia", "WNI": "Indonesian", "WNA": "foreign|foreigner|foreigners",
    "KTT": "summit", "LSM": "NGO|NGOs|non-governmental|nongovernmental", "HAM": "human rights|human-rights|rights",
    "PM": "prime minister|PM|premier", "UU": "law|act|bill|legislation", "RUU": "bill|draft", "KBRI": "embassy",
    "KJRI": "consulate", "TNI": "TNI|military|armed forces|army",
    "Polri": "police", "DPR": "House|parliament|legislature|DPR",
    "BUMN": "state-owned|state enterprise|state enterprises|SOE|SOEs", "PDB": "GDP|gross domestic product",
    "PLTN": "nuclear", "PLTU": "coal-fired|coal|thermal|steam", "PLTS": "solar",
    "PLTA": "hydropower|hydroelectric|hydro",
    "BBM": "fuel|petrol|gasoline", "PHK": "layoffs|layoff|laid off|redundancies|redundancy|dismissal|dismissals",
    "SDM": "human resources|personnel|workforce|human capital", "UKM": "SMEs|SME|small", "UMKM": "SMEs|MSMEs|small",
    "RRT": "PRC|China|Chinese", "RRC": "PRC|China|Chinese", "RSS": "SSR|Soviet Socialist Republic",
    "RDR": "DPR|DNR", "BRI": "BRI|Belt and Road", "KAA": "Asian-African|Bandung Conference",
    "OPKK": "CSTO|Collective Security Treaty", "UEA": "UAE|Emirates|Emirati",
    "UEE": "EAEU|Eurasian Economic Union", "UEEA": "EAEU|Eurasian Economic Union",
    "CIS": "CIS|Commonwealth of Independent States",
    "IAEA": "IAEA|International Atomic Energy Agency", "BBC": "BBC", "ASEAN": "ASEAN", "NATO": "NATO|North Atlantic",
    "WIB": "", "WITA": "", "WIT": "", "GMT": "", "II": "II|Second|2|two", "III": "III|Third|3|three",
    "IV": "IV|fourth|4",
    "TV": "", "SMS": "SMS|text|texts|message|messages", "CEO": "CEO|chief executive", "KTP": "identity|ID",
    "ORMAS": "organization|organisation|organizations|organisations",
    "SIM": "driving|driver's|licence|license|SIM", "PNS": "civil", "ASN": "civil", "TKI": "migrant",
    "TKA": "foreign", "UNESCO": "UNESCO", "ISIS": "ISIS|IS|ISIL|Islamic State", "NIIS": "ISIS|IS|ISIL|Islamic State",
    "OKI": "OIC|Organization of Islamic Cooperation|Organisation of Islamic Cooperation",
    "OKS": "SCO|Shanghai Cooperation", "SCO": "SCO|Shanghai Cooperation",
    "OTK": "OTS|Organization of Turkic States|Organisation of Turkic States",
    "OPEC": "OPEC", "USSR": "USSR|Soviet Union", "PKI": "PKI|Communist Party", "SMA": "high school|secondary",
    "SD": "primary|elementary",
}  # fmt: skip

_EXONYMS = {
    "inggris": "Britain|British|England|English|UK|U.K.|United Kingdom",
    "brussel": "Brussels", "jenewa": "Geneva|Genevan", "wina": "Vienna|Viennese", "praha": "Prague",
    "warsawa": "Warsaw",
    "hongaria": "Hungary|Hungarian", "bukares": "Bucharest", "kopenhagen": "Copenhagen", "siprus": "Cyprus|Cypriot",
    "mekah": "Mecca", "makkah": "Mecca", "madinah": "Medina", "yerusalem": "Jerusalem", "kairo": "Cairo",
    "athena": "Athens", "lisboa": "Lisbon", "den haag": "The Hague|Hague", "haag": "Hague",
    "denmark": "Denmark|Danish",
    "finlandia": "Finland|Finnish", "norwegia": "Norway|Norwegian", "swiss": "Switzerland|Swiss",
    "irlandia": "Ireland|Irish",
    "skotlandia": "Scotland|Scottish", "islandia": "Iceland|Icelandic", "kroasia": "Croatia|Croatian",
    "ceko": "Czech|Czechia", "slowakia": "Slovakia|Slovak", "rumania": "Romania|Romanian",
    "yordania": "Jordan|Jordanian",
    "lebanon": "Lebanon|Lebanese", "libanon": "Lebanon|Lebanese", "palestina": "Palestine|Palestinian|Palestinians",
    "maroko": "Morocco|Moroccan", "aljazair": "Algeria|Algerian", "etiopia": "Ethiopia|Ethiopian",
    "kenya": "Kenya|Kenyan",
    "filipina": "Philippines|Philippine|Filipino", "selandia": "Zealand", "kamboja": "Cambodia|Cambodian",
    "brasil": "Brazil|Brazilian", "meksiko": "Mexico|Mexican", "kuba": "Cuba|Cuban", "kolombia": "Colombia|Colombian",
    "kaspia": "Caspian", "kaukasus": "Caucasus|Caucasian", "eropa": "Europe|European", "asia": "Asia|Asian",
    "afrika": "Africa|African", "amerika": "America|American|US|U.S.|United States", "siberia": "Siberia|Siberian",
    "baltik": "Baltic", "balkan": "Balkan|Balkans", "arktik": "Arctic", "atlantik": "Atlantic", "pasifik": "Pacific",
    "kremlin": "Kremlin", "moskow": "Moscow", "soviet": "Soviet|Soviets|USSR", "latvia": "Latvia|Latvian",
    "chili": "Chile|Chilean", "lituania": "Lithuania|Lithuanian", "estonia": "Estonia|Estonian",
}  # fmt: skip


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {
        form if form == "%" else form.replace("%", " "): name for name, forms in rows.items() for form in forms.split()
    }


VOCABULARY = Vocabulary(
    decimal_mark=",",
    group_mark=".",
    months={name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()},
    ambiguous_months=frozenset(
        {"mar", "agu", "ags", "agt", "des", "jan", "jun", "jul", "apr", "okt", "nov", "sep", "sept", "feb"}
    ),
    month_leads=frozenset(),
    weekdays={name: n for n, names in enumerate(_WEEKDAYS, 1) for name in names.split()},
    ambiguous_weekdays=frozenset({"minggu"}),
    clock_leads=("pukul", "jam", "pkl", "pkl."),
    clock_lead_decides=True,
    clock_tails=("wib", "wita", "wit", "gmt", "utc", "waktu setempat"),
    morning=("pagi", "dini hari"),
    evening=("siang", "sore", "petang", "malam"),
    clock_words={"tengah hari": (12, 0), "tengah malam": (0, 0)},
    units=_table(_UNITS),
    currencies=_table(_CURRENCIES),
    loose_numbers={word: tuple(Fraction(v) for v in values) for word, values in _LOOSE.items()},
    fractions={word: Fraction(value) for word, value in _FRACTIONS.items()},
    numerators={"satu": 1} | {word: n for n, word in enumerate(_DIGITS, 2)},
    denominators={f"per{gap}{word}": n for n, word in enumerate(_DIGITS, 2) for gap in ("", " ")},
    out_of=("dari", "dari setiap"),
    magnitudes={"ribu": 1000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12},
    spans={word: (1, unit) for word, unit in _SPANS.items()} | _HALVES,
    sizes=_SIZES,
    ordinals={f"ke{word}": n for n, word in enumerate(_DIGITS, 2) if n > 2},
    number_prefixes=("ke", "ber"),
    acronyms={acronym: {"en": tuple(forms.split("|")) if forms else ()} for acronym, forms in _ACRONYMS.items()},
    exonyms={name: {"en": tuple(forms.split("|"))} for name, forms in _EXONYMS.items()},
    negations=modality.NEGATIONS,
    not_negations=modality.NOT_NEGATIONS,
    negatives=modality.NEGATIVES,
    refusals=modality.REFUSALS,
    superlatives=modality.SUPERLATIVES,
    comparisons=modality.COMPARISONS,
    contrasts=frozenset({"terhadap", "dibanding", "dibandingkan", "ketimbang", "daripada"}),
    hedges=modality.HEDGES,
    sources=modality.SOURCES,
    sayings=modality.SAYINGS,
    not_hedges=modality.NOT_HEDGES,
    approximators=modality.APPROXIMATORS,
    before=modality.BEFORE,
    after=modality.AFTER,
    opposites=OPPOSITES,
    relative_times=modality.RELATIVE_TIMES,
    counted_times=modality.COUNTED_TIMES,
    doubled=frozenset(),
    titles=frozenset(
        """anda bapak ibu pak bu presiden menteri perdana wakil ketua gubernur jenderal kolonel sekretaris duta besar
        raja ratu pangeran tuan nyonya saudara dokter dr prof profesor barat timur utara selatan tengah tenggara
        laut sungai danau gunung selat teluk pulau semenanjung kota provinsi republik kerajaan uni organisasi
        perjanjian piagam dewan majelis parlemen kementerian bank institut universitas pasal bab perang jalur
        lembah gurun pegunungan islam kristen yahudi allah tuhan alkitab quran idulfitri ramadan natal""".split()
    ),
)
