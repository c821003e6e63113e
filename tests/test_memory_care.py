"""Care of a memory: units changed, taken out, cleaned, merged, made anonymous; a copy is kept of what was."""

import json

import pytest
from click.testing import CliRunner

from kztrans import alignment
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.jobs.cleaning import KINDS
from kztrans.memory import Entry, Memory, care
from kztrans.model import Bead
from kztrans.resources import sample_files
from kztrans.segmentation import segment

ENTRIES = [
    Entry("Rapat ditunda.", "The meeting was postponed.", "id", "en", changed="20230105T000000Z", author="Ani"),
    Entry("Harga gas naik.", "Gas prices rose.", "id", "en", changed="20240601T000000Z", author="Budi"),
    Entry("Surat ke ani@contoh.id dibalas Ani Lestari.", "Mail to ani@contoh.id was answered.", "id", "en"),
]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as memory:
        memory.add_entries(ENTRIES[:1], "old/a.tmx")
        memory.add_entries(ENTRIES[1:], "new/b.po")
    return path


def run(path, *arguments):
    result = CliRunner().invoke(cli, ["tm", *map(str, arguments), "--tm", str(path)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def held(path):
    with Memory(path) as memory:
        return {unit.source: unit.target for unit in care.units(memory)}


def best(path, text):
    with Memory(path) as memory:
        return [match.target for match in memory.lookup(text, "id", "en", threshold=70)]


def phrase(path, text):
    with Memory(path) as memory:
        return [found.target for found in memory.phrase(text, "id", "en")]


def test_edit(path):
    output = run(path, "edit", 2, "The price of gas rose.", "--author", "Citra").output
    assert "was Gas prices rose." in output
    assert best(path, "Harga gas naik.") == ["The price of gas rose."]
    assert phrase(path, "price") == ["The price of gas rose."]
    assert phrase(path, "prices") == ["The price of gas rose."]
    with Memory(path) as memory:
        assert next(care.select(memory, care.Selection(ids=(2,)))).author == "Citra"
    for wrong in ((9, "x"), (2, " ")):
        with pytest.raises(InputError):
            run(path, "edit", *wrong)


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (("--id", 1, "--id", 3), {0, 2}),
        (("--origin", "old/*"), {0}),
        (("--origin", "a.tmx"), {0}),
        (("--origin", "*.po"), {1, 2}),
        (("--before", "2024-01-01"), {0}),
        (("--after", "20240101"), {1}),
        (("--match", r"(?i)GAS\b"), {1}),
        (("--match", "meeting|Mail"), {0, 2}),
        (("--origin", "new/*", "--match", "gas"), {1}),
        (("--origin", "none"), set()),
    ],
)
def test_delete_shows_then_does(path, options, rows):
    before = held(path)
    shown = run(path, "delete", *options).output
    assert held(path) == before
    assert {n for n, entry in enumerate(ENTRIES) if entry.target in shown} == rows
    run(path, "delete", *options, "--apply")
    gone = {ENTRIES[n].source for n in rows}
    assert held(path) == {source: target for source, target in before.items() if source not in gone}
    for n, entry in enumerate(ENTRIES):
        assert (entry.target in best(path, entry.source)) == (n not in rows)
        assert (entry.target in phrase(path, entry.target)) == (n not in rows)
    backup = path.with_name("m.backup-1.sqlite")
    assert backup.exists() == bool(rows)
    if rows:
        assert held(backup) == before


def test_what_was_deleted_can_be_added_again(path):
    run(path, "delete", "--match", ".", "--apply")
    assert held(path) == {}
    with Memory(path) as memory:
        assert memory.add_entries(ENTRIES, "c.po").new == 3
    assert best(path, "Harga gas naik.") == ["Gas prices rose."]


@pytest.mark.parametrize("options", [(), ("--before", "May"), ("--match", "(")])
def test_delete_wants_a_selection_that_is_one(path, options):
    if options:
        with pytest.raises(InputError):
            run(path, "delete", *options)
    else:
        assert run(path, "delete").exit_code == 2


def test_a_second_backup_has_another_name(path):
    run(path, "delete", "--id", 1, "--apply")
    run(path, "delete", "--id", 2, "--apply")
    assert len(held(path.with_name("m.backup-1.sqlite"))) == 3
    assert len(held(path.with_name("m.backup-2.sqlite"))) == 2


FAULTS = {
    "broken": [
        ("Presiden tiba di JosÃ© kemarin.", "The president arrived in José."),
        ("Harga naik lagi.", "Prices r\ufffdse again."),
        ("Kapal itu &lt;b&gt;tenggelam&lt;/b&gt;.", "The ship sank."),
        ("Kafe itu tutup.", "The caf&eacute; is closed."),
        ("Rencana para menteri itu batal.", "The ministers&#39; plan came to nothing."),
        ("Toko roti dan kopi itu tutup.", "The bread &amp;amp; coffee shop is closed."),
    ],
    "untranslated": [
        ("Para menteri itu akan bertemu di Astana.", "Para menteri itu akan bertemu di Astana."),
        ("Sikap menahan diri", "Sikap menahan diri"),
        ("Minyak mentah Urals", "minyak mentah Urals"),
        ("Menteri", "Menteri"),
    ],
    "language": [
        ("Railway bridge", "Railway line"),
        ("Harga minyak", "Kenaikan harga"),
        ("Kerusakan kecil, katanya.", "Kami melacak keberadaannya."),
        ("Dibuka lagi", "Порт закрыт"),
        ("The ministers will meet again in the spring.", "The ministers meet again in spring."),
        ("Hujan turun deras sepanjang malam itu.", "Hujan deras telah turun di kota itu sejak malam."),
        ("Pelabuhan itu ditutup untuk sementara.", "Порт был временно закрыт для всех судов."),
    ],
}


def test_of_units_that_say_the_same_none_in_capitals_stays(tmp_path):
    path = tmp_path / "m.sqlite"
    pairs = [
        ("Jembatan itu dibangun lagi.", "The bridge is being rebuilt."),
        ("Jembatan itu dibangun lagi", "The bridge is being rebuilt"),
        ("JEMBATAN ITU DIBANGUN LAGI", "THE BRIDGE IS BEING REBUILT"),
        ("PELABUHAN DITUTUP", "PORT CLOSED"),
        ("PELABUHAN DITUTUP.", "PORT CLOSED."),
        ("AS dan PBB", "the US and the UN"),
        ("R&D; penting.", "R&D; matters."),
    ]
    with Memory(path, create=True) as memory:
        memory.add_entries([Entry(*pair, "id", "en") for pair in pairs], "a.po")
    run(path, "clean", "--apply")
    assert list(held(path).items()) == [pairs[1], *pairs[4:]]


def test_clean(tmp_path):
    path = tmp_path / "m.sqlite"
    source, target = (p.read_text("utf-8") for p in sample_files())
    left, right = ([s.text for s in segment(text, lang)] for text, lang in ((source, "id"), (target, "en")))
    from kztrans.alignment import align

    pairs = [
        (left[bead.source[0]], right[bead.target[0]])
        for bead in align(left, right)
        if bead.kind == "1-1" and bead.score > 0.9
    ]
    pairs = list(dict.fromkeys(pairs))
    assert len(pairs) > 40
    twice = [(pairs[3][0].upper(), pairs[3][1])]
    good = pairs[:20] + pairs[24:]
    swapped = [(pairs[20][0], pairs[22][1]), (pairs[21][0], pairs[23][1])]
    planted = [pair for pairs in FAULTS.values() for pair in pairs]
    with Memory(path, create=True) as memory:
        entries = [Entry(*pair, "id", "en") for pair in [*twice, *good[:25], *swapped, *planted, *good[25:]]]
        memory.add_entries(entries, "a.po")
    found = json.loads(run(path, "clean", "--format", "json").stdout)
    kinds = {(fault["source"], fault["target"]): fault["kind"] for fault in found}
    for kind, wrong in FAULTS.items():
        assert [kinds.get(pair) for pair in wrong] == [kind] * len(wrong)
    assert kinds[twice[0]] == "duplicate"
    assert [kinds.get(pair) for pair in swapped] == ["misaligned"] * 2
    assert not set(kinds) & set(good)
    assert "nothing was deleted" in run(path, "clean").output
    assert len(held(path)) == len(entries)
    run(path, "clean", "--kind", "broken", "--apply")
    assert len(held(path)) == len(entries) - 6
    run(path, "clean", "--apply")
    assert "nothing to clean" in run(path, "clean").output
    assert [(s, t) for s, t in held(path).items()] == good


STAY = [
    ("Kazakhstan", "Kazakhstan"),
    ("Oyan Qazaqstan", "Oyan Qazaqstan"),
    ("Kassym-Jomart Tokayev", "Kassym-Jomart Tokayev"),
    ("Bank sentral", "Central bank"),
    ("Gurun Aralkum", "Gurun Aralkum"),
    ("Radio", "Radio"),
    ("KTT C5+1", "C5+1 summit"),
    ("2022", "2022"),
    ("Rp9.170 per dolar AS", "Rp9,170 per US dollar"),
    ("Data", "Data"),
    (
        "Gempa bumi berukuran 4,8 skala Richter Rabu menggoncang wilayah barat Iran, menyebabkan 35 orang cedera, kata "
        "kantor berita resmi IRNA melaporkan.",
        "An earthquake measuring 4.8 on the Richter scale hit western Iran on Wednesday, injuring 35 people, the official "
        "news agency IRNA reported.",
    ),
]


@pytest.mark.parametrize("pair", STAY)
def test_names_and_what_both_languages_write_alike_are_not_named(pair):
    held = [care.Held(1, *pair, "id", "en", "a.po", "", "")]
    assert [fault for kind in ("untranslated", "language") for fault in KINDS[kind](held)] == []


@pytest.mark.parametrize(
    ("torn", "named"),
    [
        ([Bead((0,), (1,), 0.99), Bead((1,), (), 0.9), Bead((), (0,), 0.9)], [0]),
        ([Bead((0,), (1,), 0.99), Bead((1,), (0,), 0.99)], [0, 1]),
        ([Bead((0,), (1,), 0.6), Bead((1,), (), 0.9), Bead((), (0,), 0.9)], []),
        ([Bead((0,), (), 0.9), Bead((), (0,), 0.9), Bead((1,), (1,), 0.9)], []),
        ([Bead((0, 1), (1,), 0.9), Bead((), (0,), 0.9)], []),
    ],
)
def test_a_pair_that_is_torn_apart_is_looked_at_alone(monkeypatch, torn, named):
    """Beside units that are wrong, the aligner may leave both sides of a good pair over."""
    pairs = [
        ("Nama serdadu itu tidak diumumkan.", "The name of the soldier was not released."),
        ("Hujan turun di Jakarta pada 5 Mei.", "It rained in Jakarta on 5 May."),
    ]
    held = [care.Held(n, *pair, "id", "en", "a.po", "", "") for n, pair in enumerate(pairs)]
    monkeypatch.setattr(alignment, "align", lambda *sides, **_: torn if len(sides[0]) > 1 else [Bead((0,), (0,), 0.9)])
    assert [fault.unit.id for fault in KINDS["misaligned"](held)] == named


def test_merge(path, tmp_path):
    other = tmp_path / "other.sqlite"
    with Memory(other, create=True) as memory:
        memory.add_entries([ENTRIES[0]], "x.tmx")
        memory.add_entries([Entry("Sanksi dicabut.", "Sanctions were lifted.", "id", "en", author="Dewi")], "y.tmx")
        memory.add_entries([Entry("Bir.", "One.", "kk", "en")], "z.tmx")
    output = run(path, "merge", other).output
    assert "3 units read, 2 new, 1 already there" in output
    assert held(path)["Sanksi dicabut."] == "Sanctions were lifted."
    with Memory(path) as memory:
        (unit,) = care.select(memory, care.Selection(expression="Sanksi"))
        assert (unit.origin, unit.author) == ("y.tmx", "Dewi")
        assert ("kk", "en") in memory.languages()
    with pytest.raises(InputError, match="the memory itself"):
        run(path, "merge", path)


def test_anonymise(path, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("Ani\nAni Lestari\n", encoding="utf-8")
    assert "2 with an author, 1 with an address or a name; nothing was changed" in run(path, "anonymise").output
    assert any("ani@contoh.id" in source for source in held(path))
    run(path, "anonymise", "--names", names, "--apply")
    assert held(path)["Surat ke … dibalas …."] == "Mail to … was answered."
    assert phrase(path, "ani") == []
    with Memory(path) as memory:
        assert {unit.author for unit in care.units(memory)} == {""}
    assert "2 with an author" in run(path.with_name("m.backup-1.sqlite"), "anonymise").output
    names.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no names"):
        run(path, "anonymise", "--names", names)


def test_add_other_formats_and_documents_in_pairs(tmp_path):
    path = tmp_path / "new.sqlite"
    (tmp_path / "a.csv").write_text("source,target\nRapat ditunda.,The meeting was postponed.\n", encoding="utf-8")
    (tmp_path / "a.id.md").write_text("# Harga\n\nHarga gas **naik**. Menteri datang.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Prices\n\nGas prices rose. The minister came.\n", encoding="utf-8")
    pair = (tmp_path / "a.id.md", tmp_path / "a.en.txt")
    output = run(path, "add", tmp_path / "a.csv", "--pair", *pair, "-s", "id", "-t", "en").output
    assert "2 of 2 files" in output
    assert held(path)["Rapat ditunda."] == "The meeting was postponed."
    assert held(path)["Harga gas naik."] == "Gas prices rose."


def test_an_add_that_fails_leaves_no_new_memory(path, tmp_path):
    (tmp_path / "bad.tmx").write_text("<tmx", encoding="utf-8")
    new = tmp_path / "new.sqlite"
    assert run(new, "add", tmp_path / "bad.tmx").exit_code == 2
    assert not list(tmp_path.glob("new.sqlite*"))
    assert run(path, "add", tmp_path / "bad.tmx").exit_code == 2
    assert len(held(path)) == 3


def test_nothing_of_a_name_is_left_in_the_file(tmp_path):
    path, names = tmp_path / "m.sqlite", tmp_path / "names.txt"
    names.write_text("Wulandari\n", encoding="utf-8")
    with Memory(path, create=True) as memory:
        memory.add_entries(
            [Entry("Kata Wulandari, ya.", "Yes, said Wulandari.", "id", "en", author="W")], "Wulandari.po"
        )
    run(path, "anonymise", "--names", names, "--apply")
    assert b"ulandari" not in path.read_bytes().lower()
    assert held(path) == {"Kata …, ya.": "Yes, said …."}


def test_an_edited_unit_is_the_newest_and_has_no_odd_characters(path):
    run(path, "edit", 2, "Prices of gas rose.")
    with Memory(path) as memory:
        assert [unit.id for unit in care.select(memory, care.Selection(after="2026-01-01"))] == [2]
    with pytest.raises(InputError, match="the character"):
        run(path, "edit", 2, "a\x01b")
    with pytest.raises(InputError, match="is no date"):
        run(path, "delete", "--before", "2020-13-99")


@pytest.mark.parametrize("options", [("--before", "yesterday"), ("--after", "2020-13-01"), ("--match", "(")])
def test_a_selection_that_is_none_is_refused_whatever_is_held(tmp_path, options):
    """Where no unit has a date, or there is none, it would else pass for one that fits nothing."""
    path = tmp_path / "m.sqlite"
    for entries in ([], [Entry("Ya.", "Yes.", "id", "en")]):
        with Memory(path, create=True) as memory:
            memory.add_entries(entries, "a.po")
        with pytest.raises(InputError, match=r"is no (date|regular expression)"):
            run(path, "delete", *options)
