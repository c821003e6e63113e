"""What free translations do, and the errors that look like it: each kind with its siblings."""

from __future__ import annotations

import pytest

from kztrans.checks import check_catalog
from kztrans.glossary import Glossary
from kztrans.model import Catalog, Unit


@pytest.fixture(scope="module")
def glossary():
    return Glossary.load()


def found(source, target, check, glossary):
    catalog = Catalog("id", "en", (Unit(source, target),))
    return [f.message for f in check_catalog(catalog, glossary, only=(check,)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Negara itu yang terluas di benua itu.", "No country on the continent is larger than it.", False),
        ("Ini kekalahan terberat partai itu.", "The party has never lost more heavily than this.", False),
        ("Negara itu luas.", "No country is larger than it.", True),
        ("Perusahaan itu gagal membayar gaji.", "The company paid the wages.", True),
        ("Mahkamah menolak gugatan itu.", "The court accepted the lawsuit.", True),
        ("Menteri itu enggan menandatangani perjanjian.", "The minister signed the agreement.", True),
        ("Menteri itu menandatangani perjanjian.", "The minister refused to sign the agreement.", True),
        ("Perusahaan itu gagal membayar gaji.", "The company did not pay the wages.", False),
        ("Mahkamah menolak gugatan itu.", "The court dismissed the lawsuit.", False),
        ("Para buruh menolak undang-undang itu.", "The workers are against the law.", False),
        ("Dokter Lintas Batas menutup rumah sakit.", "Doctors Without Borders closed the hospital.", False),
        ("Indonesia menjadi anggota tidak tetap.", "Indonesia became a non-permanent member.", False),
        ("Kliennya tidak bersalah.", "His client is innocent.", False),
        ("Presiden memperingatkan agar tidak bermain api.", "The president warned against playing with fire.", False),
    ],
)
def test_denials(source, target, wrong, glossary):
    assert bool(found(source, target, "negation", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Konon, gua itu berhantu.", "Legend has it that the cave is haunted.", False),
        ("Kerugian ditaksir dua miliar dolar.", "The damage is put at two billion dollars.", False),
        ("Kremlin tidak menutup kemungkinan perundingan.", "The Kremlin did not rule out talks.", False),
        ("Ia dihukum atas tuduhan suap.", "He was convicted of bribery.", False),
        ("Menurut polisi, hakim itu menerima suap.", "The judge took a bribe.", True),
        ("Menurut jaksa, uang itu dicuri.", "The money was stolen.", True),
        ("Menurut polisi, hakim itu menerima suap.", "The judge took a bribe, police say.", False),
        ("Menurut polisi, hakim itu menerima suap.", "Police accuse the judge of taking a bribe.", False),
        ("Menurut undang-undang, hakim dipilih parlemen.", "Under the law, judges are elected by parliament.", False),
    ],
)
def test_doubts_and_whose_word_it_is(source, target, wrong, glossary):
    assert bool(found(source, target, "hedges", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Dua pekan yang lalu ia di Bishkek.", "Two weeks ago he was in Bishkek.", False),
        ("Dua pekan yang lalu ia di Bishkek.", "In two weeks he will be in Bishkek.", True),
        ("Tiga hari lagi sidang dimulai.", "The trial began three days ago.", True),
        ("Tiga hari lagi sidang dimulai.", "The trial begins in three days.", False),
        ("Dalam dua hari air surut.", "The water fell in two days.", False),
    ],
)
def test_a_number_of_days_before_or_from_today(source, target, wrong, glossary):
    assert bool(found(source, target, "times", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Ia bertemu Zheenbek Kulubayev.", "He met Zheenbek Kulubaev.", False),
        ("Laporan Yerbolat Sagintayeva itu terbit.", "The report by Erbolat Sagintaeva was published.", False),
        ("Ia bertemu Zheenbek Kulubayev.", "He met Zheenbek Kulubuev.", True),
        ("Pameran itu dibuka Aida Balayeva.", "The exhibition was opened by Aisha Balayeva.", True),
        ("Aida Balayeva membuka pameran.", "Aisha Balayeva opened the exhibition.", True),
        ("Aida Balayeva membuka pameran.", "Minister Balayeva opened the exhibition.", False),
        ("Pemantau OSCE tiba.", "OSCE monitors arrived.", False),
    ],
)
def test_names(source, target, wrong, glossary):
    assert bool(found(source, target, "names", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Gua itu berasal dari abad ke-15.", "The cave dates from the fifteenth century.", "addition"),
        ("Dua kaki tangan pelaku ditangkap.", "Two accomplices of the perpetrator were arrested.", "units"),
        ("Lima pedagang kaki lima digusur.", "Five street vendors were evicted.", "units"),
        ("Pemilu dijadwalkan pada Agustus.", "The election is scheduled for August.", "dates"),
        ("Para akim dan akyn hadir.", "The akims and akyns were there.", "spelling"),
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(source, target, check, glossary):
    assert not found(source, target, check, glossary)


def test_another_court_in_place_of_the_one_meant(glossary):
    source = "Mahkamah Konstitusi membatalkan pasal itu."
    assert found(source, "The Supreme Court struck down the article.", "glossary", glossary)
    assert not found(source, "The court struck down the article.", "glossary", glossary)
    assert not found(source, "The constitutional court struck down the article.", "glossary", glossary)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Rumah sakit itu merawat puluhan korban.", "The hospital treated hundreds of victims.", True),
        ("Rumah sakit itu merawat puluhan korban.", "The hospital treated dozens of victims.", False),
        ("Ribuan orang mengungsi.", "Tens of thousands of people fled.", True),
        ("Puluhan ribu orang mengungsi.", "Tens of thousands of people fled.", False),
        ("Laba naik tiga kali lipat.", "Profit doubled.", True),
        ("Laba naik tiga kali lipat.", "Profit tripled.", False),
        ("Mereka berunding setengah jam.", "They talked for 30 minutes.", False),
        ("Ini yang pertama dalam satu dasawarsa.", "It is the first in ten years.", False),
    ],
)
def test_many_and_so_many_times(source, target, wrong, glossary):
    assert bool(found(source, target, "numbers", glossary)) is wrong


def test_two_denials_are_none(glossary):
    source = "Tanpa bantuan, proyek itu tidak akan selesai."
    assert not found(source, "The project can be completed only with help.", "negation", glossary)


def test_the_month_of_may_is_no_doubt(glossary):
    source = "Ia dikabarkan akan berkunjung pada Mei."
    assert found(source, "He will visit in May.", "hedges", glossary)
    assert not found(source, "He may visit in May.", "hedges", glossary)


def test_another_power_station_in_place_of_the_one_meant(glossary):
    source = "Perusahaan itu membangun pembangkit listrik tenaga nuklir."
    assert found(source, "The company is building a hydroelectric power station.", "glossary", glossary)
    assert not found(source, "The company is building a nuclear plant.", "glossary", glossary)
