"""``kztrans glossary`` as a user calls it, and the files it writes for other programs."""

import json
import subprocess

import polib
import pytest
from click.testing import CliRunner
from tools import needs

from kztrans.cli import cli, main
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.glossary.readers import read

CSV = """concept,pos,id,en,id:avoid,en:avoid,definition,note,source,review,reviewer,reviewed
war,noun,perang | laga,war,,,Fighting between armies.,,,,,
bank-river,noun,tepi,bank,,,Side of a river.,,,,,
bank,noun,bank,bank,,bench,"House of money, *not* of rivers.",Odd | note,,approved,Ana,2026-01-31
no,noun,bukan,no,,,Nothing.,,,rejected,Ana,2026-01-31
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["glossary", *map(str, arguments)])


def test_list(mine):
    result = run("list", "-g", mine)
    assert result.output.splitlines()[0] == "war\tperang | laga\twar"
    assert len(json.loads(run("list", "-g", mine, "--format", "json").output)) == 4
    assert run("list", "-g", mine, "--domain", "other").output == ""


def test_search_shows_an_entry(mine):
    result = run("search", "perangnya", "-g", mine)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "war (noun, mine)",
        "  id:         perang | laga",
        "  en:         war",
        "  definition: Fighting between armies.",
    ]
    near = run("search", "peranng", "-g", mine)
    assert "spelt like it" in near.output
    assert run("search", "xyzzy", "-g", mine).exit_code == 1
    assert json.loads(run("search", "war", "-g", mine, "--format", "json").output)[0]["id"] == "war"


def test_search_in_our_own():
    assert "negara semu" in run("search", "quasistates").output


def test_search_and_markdown_show_all_that_a_concept_says(tmp_path):
    (tmp_path / "a.csv").write_text(
        "concept,id,en,subject,definition,advice,risk,example:id,example:en,valid,relations,note\n"
        "akim,akim,akim,offices,Head of a region.,Explain it once.,A name too.,Akim datang.,The akim came.,1993/..,"
        "broader: office,For us.\n",
        "utf-8",
    )
    said = (
        "offices",
        "Head of a",
        "Explain it",
        "A name too",
        "Akim datang",
        "The akim came",
        "1993",
        "office",
        "For us",
    )
    shown = run("search", "akim", "-g", tmp_path / "a.csv").output
    (known,) = json.loads(run("search", "akim", "-g", tmp_path / "a.csv", "--format", "json").output)
    assert [text for text in said if text not in str(known)] == []
    run("export", tmp_path / "a.md", "-g", tmp_path / "a.csv")
    written = (tmp_path / "a.md").read_text("utf-8")
    assert [text for text in said if text not in shown or text not in written] == []
    assert "quasi-state" in run("search", "negara-negara semunya").output


def test_lint(mine):
    assert run("lint", "-g", mine).exit_code == 0
    mine.write_text(CSV.replace(",bank,bank,", ",tepi | bank,bank,"), encoding="utf-8")
    result = run("lint", "-g", mine)
    assert result.exit_code == 1
    assert f"{mine}:4: error: bank: 'tepi' (id) is a term of bank-river too" in result.output
    assert "shared-term" in run("lint", "--list").output
    findings = json.loads(CliRunner().invoke(cli, ["glossary", "lint", "-g", str(mine), "--format", "json"]).stdout)
    assert findings[0]["line"] == 4


def test_stats(mine):
    counts = json.loads(run("stats", "-g", mine, "--format", "json").output)
    assert counts["concepts"] == 4
    assert counts["review"] == {"unreviewed": 2, "approved": 1, "rejected": 1}
    assert "concepts" in run("stats", "-g", mine).output


@pytest.mark.parametrize("name", ["a.csv", "a.tbx", "a.xml"])
def test_export_and_import_lose_nothing(mine, tmp_path, name):
    output, back = tmp_path / name, tmp_path / "back" / "mine.csv"
    assert run("export", output, "-g", mine).exit_code == 0
    assert run("import", output, "-o", back).exit_code == 0
    assert read(back) == read(mine)


def test_export_does_not_replace_a_file_unasked(mine, tmp_path):
    output = tmp_path / "a.tbx"
    output.write_text("mine")
    result = run("export", output, "-g", mine)
    assert isinstance(result.exception, InputError)
    assert output.read_text() == "mine"
    assert run("export", output, "-g", mine, "--force").exit_code == 0
    assert output.read_text() != "mine"


def test_export_by_unknown_ending(tmp_path):
    assert isinstance(run("export", tmp_path / "a.docx").exception, InputError)
    assert run("export", tmp_path / "a.docx", "--to", "md").exit_code == 0


def test_import_adds_to_a_file_and_changes_nothing_in_it(mine, tmp_path):
    table = tmp_path / "new.txt"
    table.write_text("perang\twar\ndamai\tpeace\nlomba\tbank\n", encoding="utf-8")
    before = mine.read_text("utf-8")
    result = run("import", table, "-o", mine)
    assert "2 concepts added, 1 were there, 4 kept" in result.output
    assert mine.read_text("utf-8").startswith(before)
    added = {concept.id: concept.preferred("id") for concept in read(mine)[4:]}
    assert added == {"peace": "damai", "bank-2": "lomba"}
    assert run("import", table, "-o", mine).output.count("0 concepts added") == 1


def test_import_in_the_other_direction(tmp_path):
    table, output = tmp_path / "new.txt", tmp_path / "g.csv"
    table.write_text("war\tperang\n", encoding="utf-8")
    run("import", table, "-o", output, "-s", "en", "-t", "id")
    assert read(output)[0].preferred("id") == "perang"


def test_a_bad_row_leaves_the_file_as_it_was(mine, tmp_path, capsys, monkeypatch):
    bad = tmp_path / "bad.csv"
    bad.write_text("id,en\n,\nx,y,z\n", encoding="utf-8")
    before = mine.read_bytes()
    monkeypatch.setattr("sys.argv", ["kztrans", "glossary", "import", str(bad), "-o", str(mine)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"kztrans: {bad}:3:3: ")
    assert mine.read_bytes() == before


def test_omegat(mine, tmp_path):
    output = tmp_path / "g.utf8"
    run("export", output, "-g", mine)
    assert output.read_text("utf-8").splitlines() == [
        "perang\twar\t(noun) Fighting between armies.",
        "laga\twar\t(noun) Fighting between armies.",
        "tepi\tbank\t(noun) Side of a river.",
        "bank\tbank\t(noun) House of money, *not* of rivers. Odd | note Avoid: bench.",
    ]


def test_po_is_a_glossary_that_gettext_accepts(mine, tmp_path):
    needs("msgfmt")
    output = tmp_path / "g.po"
    run("export", output, "-g", mine, "-s", "en", "-t", "id")
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", output], check=True, capture_output=True)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(output))}
    assert entries[None, "war"].msgstr == "perang"
    assert entries["bank", "bank"].msgstr == "bank"
    assert entries["bank-river", "bank"].msgstr == "tepi"
    assert "Also: laga" in entries[None, "war"].comment


def test_po_marks_what_is_to_be_avoided(mine, tmp_path):
    output = tmp_path / "g.po"
    run("export", output, "-g", mine)
    (entry,) = [entry for entry in polib.pofile(str(output)) if "Avoid: bench" in entry.comment]
    assert (entry.msgid, entry.msgstr, "forbidden" in entry.flags) == ("bank", "bank", False)
    output = tmp_path / "with.po"
    run("export", output, "-g", mine, "--with-avoid")
    (entry,) = [entry for entry in polib.pofile(str(output)) if "forbidden" in entry.flags]
    assert (entry.msgid, entry.msgstr) == ("bank", "bench")


def test_our_own_as_po(tmp_path):
    needs("msgfmt")
    output = tmp_path / "g.po"
    run("export", output)
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", output], check=True, capture_output=True)
    sources = {entry.msgid for entry in polib.pofile(str(output))}
    assert {term.text for concept in Glossary.load() for term in concept.in_lang("id")} <= sources


def test_markdown(mine, tmp_path):
    output = tmp_path / "g.md"
    run("export", output, "-g", mine)
    text = output.read_text("utf-8")
    assert "## mine\n" in text
    assert "- **definition**: House of money, \\*not\\* of rivers." in text
    assert "bukan" not in text
