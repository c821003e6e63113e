"""Files that are read all the same, or are gone, and yet are not as they should be: the page of files names them."""

from __future__ import annotations

import re
import shutil

import pytest
from review_project import Client, make, tmx_path

from kztrans.merging import deeds
from kztrans.review.project import Project

LOG = "locales/.kztrans/sungai.id-en.deeds.jsonl"
MORE = b"concept,id,en\na,satu,one\n"


def emptied(path):
    path.write_bytes(b"")


def blank(path):
    path.write_bytes(b"\xef\xbb\xbf\r\n\n")


def with_a_bad_line(path):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b'[1, "2026-03-01T09:30:00Z", "A", "join", "a", [], [], [], [], "", [], []]\n{bad\n')


WAYS = {
    "glossary/states.csv": [emptied, blank],
    "glossary/more.csv": [emptied],
    "glossary/more.tsv": [emptied],
    "glossary/never.csv": [emptied],
    "locales/en/sungai.po": [emptied],
    "locales/sungai.id-en.tmx": [emptied],
    "sungai.id.txt": [lambda p: p.unlink(), lambda p: p.write_bytes(b"\0\1\2" * 50)],
    "sungai.en.txt": [lambda p: p.unlink(), lambda p: p.write_bytes(b"\0\1\2" * 50)],
    LOG: [with_a_bad_line],
}


def told(client):
    text = client.get("/files").text
    names = re.findall(r'<th scope="row">([^<]+)</th><td class="num">([^<]*)</td>', text)
    return dict(names), re.findall(r'<td lang="en">([^<]+)</td>', text)


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, ways in WAYS.items() for n in range(len(ways))])
def test_it_is_named_with_what_to_do_and_no_more_once_it_is_mended(tmp_path, name, number):
    folder = make(tmp_path / "proyek")
    (folder / "glossary" / "more.csv").write_bytes(MORE)
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    client = Client(folder).enter()
    assert told(client) == ({}, [])
    WAYS[name][number](folder / name)
    names, said = told(client)
    assert list(names) == [name]
    assert len(said) == 2  # what is wrong, what to do
    assert client.get("/glossary").status_code == 200
    if (kept / name).exists():
        shutil.copy(kept / name, folder / name)
    else:
        (folder / name).unlink()
    assert told(client) == ({}, [])


def test_a_line_that_is_no_deed_is_told_by_its_number(tmp_path):
    folder = make(tmp_path / "proyek")
    with_a_bad_line(folder / LOG)
    assert told(Client(folder).enter())[0] == {LOG: "2"}
    assert len(deeds.read(tmx_path(folder))) == 1


def test_a_text_that_was_changed_or_lies_elsewhere_is_no_fault(tmp_path):
    folder = make(tmp_path / "proyek")
    text = folder / "sungai.en.txt"
    text.write_text(text.read_text(encoding="utf-8") + "One more.\n", encoding="utf-8")
    assert told(Client(folder).enter()) == ({}, [])
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    for name in ("sungai.id.txt", "sungai.en.txt"):
        shutil.move(folder / name, elsewhere / name)
    assert told(Client(folder, texts=elsewhere).enter()) == ({}, [])


def test_texts_that_are_gone_do_not_fail_a_report(tmp_path):
    folder = make(tmp_path / "proyek")
    for name in ("sungai.id.txt", "sungai.en.txt"):
        (folder / name).unlink()
    assert Project(folder).looked_through() == {}
