"""Every reader gives a result or an InputError of one line: odd bytes, odd names, pipes, devices, numbers without end."""

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from kztrans import configuration, documents, formats
from kztrans.alignment.anchors import read_anchors
from kztrans.bilingual.lexicon import read_lexicon
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import Glossary, decisions, history
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.xlsx_limits import MOST_CELLS, check_package
from kztrans.jobs.check import CheckJob
from kztrans.jobs.check import run as check
from kztrans.memory import Memory
from kztrans.memory.files import exported
from kztrans.merging import hand_beads
from kztrans.merging.record import read as read_record
from kztrans.model import Unit
from kztrans.reading import read_bytes, read_if_there
from kztrans.review.files import FileCache
from kztrans.segmentation import load_rules

MANY = "1" * 5000


def memory(path):
    with Memory(path) as opened:
        opened.lookup("Satu.", "id", "en")
        opened.stats()
        opened.languages()
        list(opened.units("id", "en"))


READERS = {
    **dict.fromkeys((".po", ".tmx", ".xlf", ".csv", ".tsv", ".html"), formats.read),
    **dict.fromkeys((".txt", ".md", ".srt", ".vtt", ".docx", ".htm"), lambda path: documents.read(path, "id")),
    **dict.fromkeys((" .csv", " .tsv", " .xlsx", " .tbx", " .utf8"), lambda path: read_glossary(Path(path))),
    ".srx": lambda path: load_rules(path, "id"),
    ".dic": read_lexicon,
    ".anchors": read_anchors,
    ".toml": lambda path: configuration.read(Path(path)),
    ".beads": hand_beads.read,
    ".record": lambda path: read_record(Path(path), "a"),
    ".sqlite": memory,
    ".held": FileCache(lambda data, _: data).get,
}
"""Readers of files, by the endings of their names."""


def answer(read, path):
    """What a reader says of a file that it refuses; nothing where it takes it."""
    try:
        read(path)
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "/dev/zero", "folder", "none"])
def test_what_never_ends_or_is_no_file_is_refused(tmp_path, ending, kind):
    path = tmp_path / f"a{ending}"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    elif kind == "/dev/zero":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    if kind == "none" and ending in (".beads", ".record"):
        assert READERS[ending](path) in ((), read_record(path, "a"))
        return
    with pytest.raises(InputError) as error:
        READERS[ending](path)
    assert "\n" not in str(error.value)
    assert str(path) in str(error.value)
    if kind in ("pipe", "link to a pipe", "/dev/zero"):
        assert "is a device or a pipe, not a file" in str(error.value)


def test_a_history_that_is_a_pipe_is_refused(tmp_path):
    (tmp_path / "g.csv").write_text("concept,pos,id,en\nship,noun,kapal,ship\n")
    os.mkfifo(tmp_path / "g.history.jsonl")
    with pytest.raises(InputError, match="is a device or a pipe"):
        history.read(tmp_path / "g.csv")
    with pytest.raises(InputError, match="is a device or a pipe"):
        decisions.decide(tmp_path / "g.csv", "ship", "approved", reviewer="A", date="2026-01-01")
    assert "approved" not in (tmp_path / "g.csv").read_text()


def test_a_name_with_a_nul_is_no_name(tmp_path):
    with pytest.raises(InputError, match="is no name of a file"):
        read_bytes(f"{tmp_path}/a\0b", "a file")
    assert read_if_there(tmp_path / "none", "a file") is None
    (tmp_path / "g.toml").write_text('[glossary]\nfiles = ["a\\u0000b.csv"]\n')
    settings = configuration.read(tmp_path / "g.toml")
    with pytest.raises(InputError):
        Glossary.load(*settings.glossary.files)


ODD = [
    (".anchors", f"{MANY}\t1\n"),
    (".anchors", f"1\t{MANY}\n"),
    (".anchors", "1\t²\n"),
    (".anchors", "٣\t٤\n"),
    (".beads", f"{MANY}\t1\n"),
    (".po", f'#: a.txt:{MANY}\nmsgid "a"\nmsgstr "b"\n'),
    (".po", f'#. Alignment confidence: {MANY} %\nmsgid "a"\nmsgstr "b"\n'),
    (".po", f'msgid "a"\nmsgid_plural "b"\nmsgstr[{MANY}] "c"\n'),
    (".po", f'msgid "a\\x{"f" * 5000}"\nmsgstr "b"\n'),
    (".po", f'msgid "a <b{MANY}>c</b{MANY}>"\nmsgstr "b"\n'),
    *((".po", f'msgid ""\nmsgstr "Content-Type: text/plain; charset={c}\\n"\n\nmsgid "é"\nmsgstr "b"\n')
      for c in ("idna", "undefined", "punycode", "rot13", "hex", "base64", "zip", "x" * 9999, "utf-7", "mbcs")),
    *((".html", f'<!DOCTYPE html [{d}]><table data-source-lang="id" data-target-lang="en"></table>')
      for d in ("<!bar x>", "<!ENTITY a 'b'>", "<!", "<![foo[", "]")),
    (".html", f'<table data-source-lang="id" data-target-lang="en"><tr data-line="{MANY}"><td>a&#{MANY};</td></tr></table>'),
    (".htm", f"<p>&#{MANY}; &#x{'f' * 5000};</p>"),
    (".htm", "<p>" * 5000 + "x"),
    (".md", "> " * 3000 + "x"),
    (".md", "[" * 3000 + "x"),
    (".srt", f"{MANY}\n00:00:{MANY},000 --> 00:00:02,000\nx\n"),
    (".csv", f"source,target,score\na,b,{MANY}\n"),
    (".xlf", '<?xml version="1.0" encoding="x-odd"?><xliff/>'),
    (".xlf", "<a>" * 3000),
    (".tmx", "<tmx><body><tu>" + "<tuv>" * 5000),
    (".tmx", "<tmx>\n</body>"),
    (" .tbx", "<tbx>" + "<conceptEntry>" * 5000),
    *((".srx", f'<?xml version="1.0" encoding="{c}"?><srx version="2.0" xmlns="http://www.lisa.org/srx20"/>')
      for c in ("shift_jis", "utf-16", "idna", "ebcdic", "UTF-99", "")),
    *((".toml", text) for text in (
        f"a = {MANY}", "a = " + "[" * 5000, "a = " + "{a=" * 5000, '[check.severity]\nnumbers = ["x"]',
        "[check.severity]\nnumbers = {}", "check = 1", "glossary = []", "[check]\nskip = 1", "[check]\nskip = [[]]",
        "[check]\nstrict = 'yes'", "[check.per-file]\n'*' = 1", "[glossary]\nuse = [1]", "[notes]\nlines = 1e400",
        "x" * 70_000 + " = 1",
    )),
    (".dic", "\t\n"),
    (".dic", "x" * 100_000),
    (" .csv", "concept,pos,id,en\n" + '"' * 99_999),
    (" .csv", "\ufeff"),
    (" .utf8", "a\0b"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "text"), ODD, ids=range(len(ODD)))
def test_odd_files_give_a_result_or_one_line(tmp_path, ending, text):
    path = tmp_path / f"a{ending}"
    path.write_text(text, encoding="utf-8")
    said = answer(READERS[ending], path)
    assert "\n" not in said
    assert len(said) < 2000
    assert said.count(str(path)) == bool(said)


def test_a_line_of_a_history_without_end(tmp_path):
    for row in (f'{{"when": "2026-01-01", "who": "a", "what": "b", "concept": "c", "again": {MANY}}}', "[" * 9000):
        (tmp_path / "g.history.jsonl").write_text(row + "\n")
        with pytest.raises(InputError, match="is not an event of a history"):
            history.read(tmp_path / "g.csv")


@pytest.mark.parametrize("text", ["tool = 1", 'tool = "kztrans"', "tool = []", "[tool]\nother = 1", "[tool.other]"])
def test_a_pyproject_above_that_says_nothing_of_us_is_passed_over(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    (tmp_path / "in").mkdir()
    assert configuration.find(tmp_path / "in").path is None
    assert configuration.read(tmp_path / "pyproject.toml").check == configuration.CheckSettings()


def test_numbers_of_5000_digits_in_texts(tmp_path):
    units = [Unit(f"Harga {MANY} dolar, 3,{MANY} persen pada {MANY} Mei {MANY}.", f"Prices of {MANY} dollars.")]
    units += [Unit(f"Pukul {MANY}.30, tahun ke-{MANY}, {MANY} km", f"At {MANY}:30 in the {MANY}th year {MANY} miles")]
    from kztrans.model import Catalog

    path = tmp_path / "a.po"
    path.write_bytes(po.serialize(Catalog("id", "en", tuple(units))))
    assert check(CheckJob((path,), glossary=Glossary())).entries == 2


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<sheetData>%s</sheetData></worksheet>'
CELL = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'


def workbook(path, rows, before=b"", mark=b""):
    """A workbook whose one sheet is given as XML."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["x"])
    book.save(path)
    with zipfile.ZipFile(path) as old:
        members = {member.filename: old.read(member) for member in old.infolist()}
    members["xl/worksheets/sheet1.xml"] = mark + SHEET % (before, rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path


@pytest.mark.parametrize("said", [b"A1", b"A1:A1", b"B2:C9", b"A1:XFD1048576", b"odd", b""])
def test_a_sheet_is_read_whole_whatever_it_says_of_its_size(tmp_path, said):
    rows = b"".join(
        b"<row>%s%s</row>" % (CELL % (b"A%d" % n, b"id" if n == 1 else b"kata%d" % n), CELL % (b"B%d" % n, b"en" if n == 1 else b"word%d" % n))
        for n in range(1, 31)
    )  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", rows, b'<dimension ref="%s"/>' % said)
    assert len(read_glossary(path)) == 29


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (b"<row>" + b"<c/>" * 16_385 + b"</row>", "out of any sheet"),
        (b'<row><c r="XFD1"/></row>' * (MOST_CELLS // 16_384 + 1), "more than 1,000,000 cells"),
        (b"<row>" + b"<x>" * 200_001 + b"</x>" * 200_001 + b"</row>", "elements in one place"),
        (b'<row><c r="AAAA1"/></row>', "has a cell AAAA1 out of any sheet"),
        (b'<row><c r="1A"/></row>', "has a cell 1A out of any sheet"),
        (b"<row><c></row>", "is not XML"),
    ],
)
def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused(tmp_path, rows, says):
    path = workbook(tmp_path / "a.xlsx", rows)
    assert path.stat().st_size < 30_000
    with pytest.raises(InputError, match=says):
        check_package(path)
    with pytest.raises(InputError, match=says):
        read_glossary(path)


def test_a_workbook_that_is_cut_short_or_damaged_at_any_place(tmp_path):
    path = workbook(tmp_path / "a.xlsx", b"<row>%s</row>" % (CELL % (b"A1", b"id")))
    whole = path.read_bytes()
    for n in range(0, len(whole), 61):
        for data in (whole[:n], whole[:n] + bytes([whole[n] ^ 0x55]) + whole[n + 1 :], whole[n:]):
            path.write_bytes(data)
            assert "\n" not in answer(read_glossary, path)


def test_a_workbook_with_a_document_type_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", b"", mark=b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + b" " * 70_000)
    with pytest.raises(InputError, match="declares a DTD"):
        read_glossary(path)


def test_a_memory_with_numbers_where_texts_belong(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as opened:
        opened.add([Unit("Satu dua.", "One two."), Unit("Tiga.", "Three.")], "id", "en", "a.po")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE unit SET target = x'ff', tuid = 5, changed = 7, author = 1.5, previous = 'x' WHERE id = 1")
        raw.execute("UPDATE unit SET target = 12, text = 9, context = 3, following = x'00' WHERE id = 2")
        raw.execute("UPDATE origin SET name = 4")
    raw.close()
    for use in (memory, lambda p: exported(Memory(p)), lambda p: Memory(p).add([Unit("Tiga.", "12")], "id", "en")):
        said = answer(use, path)
        assert "is damaged" in said or not said


def test_a_damaged_memory_at_any_place(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as opened:
        opened.add([Unit(f"Satu dua {n}.", f"One two {n}.") for n in range(20)], "id", "en", "a.po")
    whole = path.read_bytes()
    for n in range(24, len(whole), 997):
        path.write_bytes(whole[:n] + bytes(b ^ 0xA5 for b in whole[n : n + 40]) + whole[n + 40 :])
        for extra in ("-wal", "-shm"):
            Path(f"{path}{extra}").unlink(missing_ok=True)
        for use in (memory, lambda p: exported(Memory(p))):
            assert "\n" not in answer(use, path)
