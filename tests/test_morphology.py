"""Word forms of Indonesian and English: what is in a paradigm, what is not, and the lemmas a form may belong to."""

from __future__ import annotations

import pytest

from kztrans.languages import get

INDONESIAN = [
    ("verb", "mengakui", "diakui mengakuinya mengakuilah diakuinya kuakui kauakui akui akuilah mengakui-akui"),
    ("verb", "mengirim", "dikirim mengirimkan dikirimkannya kukirim kirimlah kirimkan mengirimi"),
    ("verb", "menyerang", "diserang menyerangnya serang-menyerang menyerang-nyerang kauserang diserangnyalah"),
    ("verb", "memperkuat", "diperkuat perkuat perkuatlah memperkuatnya"),
    ("verb", "mengesahkan", "disahkan sahkan disahkannya"),
    ("verb", "mengebom", "dibom mengebomnya"),
    ("verb", "memengaruhi", "dipengaruhi mempengaruhi memengaruhinya"),
    ("verb", "memberlakukan", "diberlakukan memberlakukannya"),
    ("verb", "menandatangani", "ditandatangani menandatanganinya kutandatangani"),
    ("verb", "mengonfirmasi", "dikonfirmasi mengkonfirmasi"),
    ("verb", "berunding", "berundinglah berundingkah berunding-runding"),
    ("verb", "runtuh", "runtuhnya runtuhlah"),
    ("noun", "negara", "negaranya negaraku negaramu negaralah negarakah negarapun negara-negara negara-negaranya"),
    ("noun", "kementerian", "kementerian-kementeriannya kementeriannyalah"),
    ("noun", "mata-mata", "mata-matanya mata-matalah"),
    ("adjective", "kuat", "terkuat sekuat sekuat-kuatnya kuatnya kuat-kuat"),
    ("adjective", "rendah", "terendah serendah"),
    ("proper noun", "PBB", "PBB-lah PBB-nya PBBlah"),
    ("", "mengakui", "diakui mengakuinya"),
    ("verb", "mengkritik", "dikritik mengritik mengkritiknya"),
    ("verb", "mengeklaim", "diklaim mengklaim"),
    ("verb", "menyponsori", "disponsori mensponsori"),
    ("noun", "wilayah", "wilayah2 wilayah2nya"),
]
NOT_INDONESIAN = [
    ("verb", "mengakui", "pengakuan mengaku aku pengakuannya diaku keakuan"),
    ("verb", "mengaku", "mengakui diakui mengakukan pengakuan"),
    ("verb", "menyerang", "penyerang serangan penyerangan"),
    ("verb", "mengundang", "undang-undang undangan"),
    ("verb", "runtuh", "meruntuhkan keruntuhan diruntuhkan"),
    ("verb", "meminjam", "meminjamkan dipinjamkan"),
    ("verb", "berunding", "perundingan dirundingkan"),
    ("noun", "sanksi", "tersanksi disanksi menyanksi"),
    ("noun", "negara", "kenegaraan negarawan bernegara senegara"),
    ("noun", "masa", "masalah massa semasa"),
    ("noun", "mata", "mata-mata semata"),
    ("noun", "hati", "hati-hati berhati"),
    ("adjective", "kuat", "kekuatan menguat memperkuat"),
    ("", "menteri", "diteri teri"),
    ("", "sanksi", "tersanksi"),
    ("noun", "sayur", "sayur-mayur sayuran"),
    ("verb", "berjalan", "berjalan-jalan perjalanan"),
    ("noun", "ban", "bantah"),
]
ENGLISH = [
    ("noun", "crisis", "crises crisis's"),
    ("noun", "policeman", "policemen policeman's policemen's"),
    ("noun", "criterion", "criteria"),
    ("noun", "country", "countries country's countries'"),
    ("noun", "center", "centre centres center's"),
    ("noun", "organization", "organisation organisations' organizations"),
    ("noun", "wife", "wives wife's"),
    ("noun", "veto", "vetoes"),
    ("noun", "series", "series"),
    ("verb", "go", "went gone going goes"),
    ("verb", "withdraw", "withdrew withdrawn withdrawing withdraws"),
    ("verb", "recognize", "recognised recognising recognizes"),
    ("verb", "travel", "travelled traveling travelling"),
    ("verb", "occur", "occurred occurring"),
    ("verb", "analyze", "analysed analyses analyzing"),
    ("verb", "panic", "panicked panicking"),
    ("verb", "die", "dying died dies"),
    ("adjective", "strong", "stronger strongest"),
    ("adjective", "early", "earlier earliest"),
    ("", "legalize", "legalised legalizes"),
    ("", "strong", "stronger"),
    ("noun", "MP", "MPs"),
    ("noun", "motto", "mottos mottoes"),
    ("adjective", "gray", "greyer greyest"),
]
NOT_ENGLISH = [
    ("noun", "state", "stated stating"),
    ("noun", "sanction", "sanctioned sanctioning"),
    ("noun", "human", "humen"),
    ("noun", "law", "lawyer lawful"),
    ("verb", "attack", "attacker"),
    ("verb", "lead", "leaded leader"),
    ("verb", "recognize", "recognition recognizable"),
    ("adjective", "strong", "strength strongly"),
    ("", "sanction", "sanctioned"),
    ("noun", "story", "storey storeys"),
]


def _cases(lang: str, rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str, str]]:
    return [(lang, pos, lemma, form) for pos, lemma, forms in rows for form in forms.split()]


FORMS = _cases("id", INDONESIAN) + _cases("en", ENGLISH)


@pytest.mark.parametrize(("lang", "pos", "lemma", "form"), FORMS)
def test_a_form_is_in_its_paradigm(lang: str, pos: str, lemma: str, form: str) -> None:
    assert get(lang).inflects(form, lemma, pos)


@pytest.mark.parametrize(("lang", "pos", "lemma", "form"), _cases("id", NOT_INDONESIAN) + _cases("en", NOT_ENGLISH))
def test_another_word_is_not(lang: str, pos: str, lemma: str, form: str) -> None:
    assert not get(lang).inflects(form, lemma, pos)


@pytest.mark.parametrize(("lang", "pos", "lemma", "form"), FORMS)
def test_a_form_and_its_lemma_have_a_key_in_common(lang: str, pos: str, lemma: str, form: str) -> None:
    del pos
    keys = get(lang).keys
    assert set(keys(form.lower())) & set(keys(lemma.lower()))


@pytest.mark.parametrize(("lang", "pos", "lemma", "form"), FORMS)
def test_the_lemma_is_among_a_forms_lemmas(lang: str, pos: str, lemma: str, form: str) -> None:
    del pos
    found = get(lang).lemmas(form)
    assert found[0] == form.lower()
    assert lemma.lower() in found


@pytest.mark.parametrize(
    ("form", "root"),
    [
        ("pengakuannya", "pengakuan"), ("pengakuannya", "akui"), ("pengakuannya", "aku"), ("mengirimkan", "kirim"),
        ("keberangkatan", "berangkat"), ("keberangkatan", "angkat"), ("perundingan", "runding"),
        ("perundingan", "berunding"), ("penyerangan", "menyerang"), ("kesepakatan", "sepakat"),
        ("ketidakpastian", "tidakpasti"), ("persenjataan", "senjata"), ("pemilihannya", "memilih"),
        ("kekuatannya", "kuat"), ("bertanggung", "tanggung"), ("diperjuangkan", "juang"),
    ],
)  # fmt: skip
def test_roots_come_after_lemmas(form: str, root: str) -> None:
    assert root in get("id").lemmas(form)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("negara", "negara", True), ("negara", "negaranya", True), ("tembak", "menembak", True), ("PBB", "lah", True),
        ("besar", "besaran", True), ("kuasi", "negara", False), ("Rusia", "Ukraina", False), ("timur", "tengah", False),
    ],
)  # fmt: skip
def test_reduplication(left: str, right: str, one: bool) -> None:
    assert get("id").hyphenated(left, right) is one


def test_a_bare_base_wants_an_agent_before_it() -> None:
    fits = get("id").fits
    assert fits("serang", "menyerang", "verb", "kami")
    assert not fits("serang", "menyerang", "verb", "kota")
    assert not fits("ratifikasi", "meratifikasi", "verb", "soal")
    assert fits("akui", "mengakui", "verb", "sudah")
    assert fits("awasi", "mengawasi", "verb", "sudah")


def test_a_bare_base_in_i_or_kan_is_no_sign_of_a_verb_where_the_root_ends_so() -> None:
    fits = get("id").fits
    assert not any(fits(base, verb, "verb", "sangat") for base, verb in [("bagi", "membagi"), ("nilai", "menilai")])
    assert fits("sahkan", "mengesahkan", "verb", "sangat")
    assert fits("datangi", "mendatangi", "verb", "sangat")


def test_an_unknown_language_knows_only_the_word_itself() -> None:
    kazakh = get("kk")
    assert kazakh.inflects("Мемлекет", "мемлекет", "noun")
    assert not kazakh.inflects("мемлекеттер", "мемлекет", "noun")


def test_the_head_that_a_base_of_one_syllable_takes_is_no_other_words() -> None:
    inflects = get("id").inflects
    assert inflects("dikenang", "mengenang", "verb")
    assert inflects("dilap", "mengelap", "verb")
    assert not inflects("menang", "mengenang", "verb")
    assert not inflects("merek", "mengerek", "verb")
