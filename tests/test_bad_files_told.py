"""A file that cannot be read is named for what it is, wherever it is met; and what is ended at once ends quietly."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner
from review_project import beads_path, make, tmx_path

from kztrans import __main__ as command
from kztrans.cli.report import report
from kztrans.configuration import find
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.glossary import rows
from kztrans.glossary.readers import read

HEADER = b"concept,id,en\n"


def between_marks(mine: bytes, theirs: bytes, names: tuple[bytes, bytes] = (b"HEAD", b"branch")) -> bytes:
    return b"<<<<<<< %s\n%s=======\n%s>>>>>>> %s\n" % (names[0], mine, theirs, names[1])


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
@pytest.mark.parametrize("names", [(b"HEAD", b"branch"), (b".merge_file_a1", b".merge_file_b2")])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_git_s_marks_in_a_glossary(tmp_path, name, names, end):
    text = HEADER + b"a,satu,one\n" + between_marks(b"b,dua,two\n", b"b,dua,pair\n", names)
    path = tmp_path / name
    path.write_bytes(text.replace(b"\n", end).replace(b",", b"," if name.endswith("csv") else b"\t"))
    with pytest.raises(InputError, match="a conflict that git left") as told:
        read(path)
    assert told.value.line == 3
    assert "keep one of the two versions" in str(told.value)
    if name == "a.csv":
        with pytest.raises(InputError, match="a conflict that git left"):
            rows.parse(path.read_bytes(), path)


def test_rulers_and_quotations_are_no_marks(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(HEADER[:-1] + b',note\na,satu,one,"Title\n=======\n<<<<<<<<< eight or more, or\n >>>>>>> later"\n')
    assert [concept.id for concept in read(path)] == ["a"]


def test_git_s_marks_in_settings_and_in_a_memory(tmp_path):
    (tmp_path / "kztrans.toml").write_bytes(b"[glossary]\n" + between_marks(b'use = "beside"\n', b""))
    with pytest.raises(InputError, match=r"kztrans\.toml:2: a conflict that git left"):
        find(tmp_path)
    memory = tmp_path / "a.tmx"
    memory.write_bytes(b'<tmx version="1.4">\n<body>\n' + between_marks(b"<tu/>\n", b"") + b"</body></tmx>\n")
    with pytest.raises(InputError, match=r"a\.tmx:3: a conflict that git left"):
        tmx.own_units(memory)


def harm(folder):
    """The project's files, each with what is done to it, and a word of what is said."""
    return {
        "glossary": (folder / "glossary" / "more.csv", HEADER + between_marks(b"b,dua,two\n", b""), "git left"),
        "settings": (folder / "kztrans.toml", b"[glossary]\nuse = 'besides'\n", "glossary.use is 'besides'"),
        "pairs": (beads_path(folder), between_marks(b"a\tb\tc\n", b""), "is not a bead"),
        "memory": (tmx_path(folder), b"<tmx", "not well-formed"),
        "history": (folder / "glossary" / "states.history.jsonl", b"{\n", "is not an event"),
    }


@pytest.mark.parametrize("which", ["glossary", "settings", "pairs", "memory", "history"])
def test_a_report_is_made_and_names_what_it_had_to_leave_out(tmp_path, which):
    folder = make(tmp_path / "proyek")
    path, data, said = harm(folder)[which]
    path.write_bytes(data)
    made = CliRunner().invoke(report, [str(folder), "-o", str(tmp_path / "r.html")])
    assert made.exit_code == 2
    assert path.name in made.output
    assert said in made.output
    assert "negara semu" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_ctrl_c_while_the_program_is_loaded_ends_it_quietly(monkeypatch, capsys):
    class Pressed:
        def find_spec(self, name, *_):
            if name == "kztrans.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "kztrans.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")
