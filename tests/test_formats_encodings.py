"""Texts that are not in Unicode: the encoding is told by what the text would say, doubt is said, an option decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import text
from kztrans.formats.encodings import best

TEXTS = {
    "cp1252": [
        "Xanana Gusmão hadir.", "Peña", "Señora Ibáñez tiba di São Paulo.", "François dari Genève", "Müller, Zürich",
        "Sørensen di Tromsø", "Curaçao", "Piñera dan Núñez", "“Ya,” katanya – begitu.", "Rp5.000 – “mahal”", "£5 juta",
        "20 °C", "naïve", "L’été ‘bon’", "Ångström", "Straße", "Bøe, Ærø, Læsø", "Nicolò di Forlì", "Nguyễn Hùng".replace("ễ", "e"), "Guimarães", "È vero", "Haïti", "Žižek", "Côte d’Ivoire", "Erdogan… berkata", "§ 5", "½ juta", "Škoda",
    ],
    "cp1250": ["Lech Wałęsa", "Łódź dan Kraków", "Ceauşescu", "Antonín Dvořák", "Kitarović", "Milošević", "Čaputová tiba.",
               "Plzeň", "Ćosić", "Traian Băsescu", "Gdańsk", "Jiří Novák dan Karel Čapek"],
    "cp1254": ["Recep Tayyip Erdoğan", "Çavuşoğlu tiba di İstanbul."],
    "cp1251": ["Президент сказал: «Да».", "Казахстан не признаёт этого.", "Нет.", "МИНИСТР ИНОСТРАННЫХ ДЕЛ", "Україна та її земля"],
    "kz1048": ["Қазақстан", "Біз үйге бардық.", "Президент Әлихан айтты.", "Өскемен қаласы"],
    "koi8_u": ["Київ є столицею України.", "Зеленський hadir di Київ.", "Україна має ґанок."],
    "koi8_r": ["МИНИСТР ИНОСТРАННЫХ ДЕЛ", "Президент сказал: да.", "Казахстан не признаёт этого."],
    "iso8859_5": ["Президент сказал: да.", "Потом он ушёл."],
    "cp866": ["Президент сказал: да.", "Потом он ушёл."],
    "mac_cyrillic": ["Президент сказал: «Да».", "Токаев hadir.", "Россия и Казахстан", "Україна має їжу"],
    "mac_roman": ["Le café de Genève", "Gusmão e Peña", "Señor Ibáñez"],
    "cp850": ["Le café de Genève", "Señor Ibáñez"],
    "gb18030": ["哈萨克斯坦", "中国国家主席访问哈萨克斯坦。"],
}  # fmt: skip


@pytest.mark.parametrize(("encoding", "said"), [(name, said) for name, texts in TEXTS.items() for said in texts])
def test_a_text_is_what_it_says(encoding: str, said: str) -> None:
    found = best(said.encode(encoding))
    assert found is not None
    assert found.text == said


@pytest.mark.parametrize("said", ["Menteri Němcová", "Győr", "Břeclav", "Đinđić", "Dvůr", "Tůma hadir."])
def test_where_the_west_is_as_likely_the_doubt_is_said(said: str) -> None:
    found = best(said.encode("cp1250"))
    assert found is not None
    assert "cp1250" in (found.encoding, *found.others)


def test_one_foreign_name_in_an_article() -> None:
    article = (
        "Pertemuan itu membahas perdagangan dan energi di kawasan.\n" * 60 + "José Ramos-Horta dan Gusmão hadir.\n"
    )
    assert text.decode(article.encode("cp1252")) == (article, "cp1252")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=40))
def test_any_bytes_are_a_text_or_an_error(data: bytes) -> None:
    try:
        said, encoding = text.decode(data)
    except InputError:
        return
    assert isinstance(said, str)
    assert encoding


def test_doubt_is_said() -> None:
    assert text.remark("Gusmão".encode("cp1252")) == (
        "is not UTF-8; read as cp1252, though cp1250 is as likely (--encoding decides)"
    )
    assert text.remark("Le café de Genève".encode("cp1252")).startswith("is not UTF-8; read as cp1252")
    assert text.remark("Gusmão".encode()) == text.remark("Gusmão".encode("utf-16")) == ""


def test_the_command_tells_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Němcová hadir.\n".encode("cp1250"))
    run = CliRunner().invoke(cli, ["segment", str(path)])
    assert "read as cp1252, though cp1250" in run.stderr
    run = CliRunner().invoke(cli, ["segment", str(path), "--encoding", "cp1250"])
    assert (run.stdout, run.stderr) == ("Němcová hadir.\n", "")
    assert "read as cp1252" in CliRunner().invoke(cli, ["segment", str(path)]).stderr
    assert CliRunner().invoke(cli, ["segment", str(path), "--encoding", "klingon"]).exit_code == 2
    path.write_bytes(b"a\x81b")
    assert isinstance(
        CliRunner().invoke(cli, ["segment", str(path), "--encoding", "cp1252"]).exception, (InputError, SystemExit)
    )


def test_a_table_that_is_not_unicode_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("source:id,target:en\nPeña,Peña\n".encode("cp1252"))
    run = CliRunner().invoke(cli, ["convert", str(path), str(tmp_path / "a.po")])
    assert "a.csv: is not UTF-8; read as cp1252" in run.stderr
    assert "Peña" in (tmp_path / "a.po").read_text(encoding="utf-8")
