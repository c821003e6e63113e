"""One bad file costs that file only; what is typed is refused or kept; the gate lets in once."""

from __future__ import annotations

import json
import re
import socket
import time

import pytest
from browser import served
from review_project import CONCEPTS, Client, beads_path, glossary_csv, make, po_path, rows, tmx_path

from kztrans.cli import review as command
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import decisions, history
from kztrans.merging.edit import unit_name
from kztrans.review import serving

PATHS = (
    "/",
    "/glossary",
    "/concordance?q=kapal",
    "/concept?id=envoy",
    "/align?doc=en/sungai",
    "/checks",
    "/help",
    "/files",
)
MARKS = b"<<<<<<< ours\n=======\n>>>>>>> theirs\n"


@pytest.fixture
def client(tmp_path):
    return Client(make(tmp_path / "proyek")).enter()


def doubled(path):
    data = path.read_bytes()
    path.write_bytes(data + data.splitlines(keepends=True)[-1])


BAD = {
    "glossary/more.csv": [
        lambda p: p.write_bytes(b"concept,id,en\na,satu,one\n" + MARKS),
        lambda p: p.write_bytes(b'concept,id,en\na,"satu'),
        lambda p: p.write_bytes(b"concept,id,en\na,satu \xff,one\n"),
        lambda p: (p.write_bytes(b"concept,id,en\na,satu,one\n"), doubled(p)),
    ],
    "locales/en/laut.po": [
        lambda p: p.write_bytes(po_path(p.parents[2]).read_bytes() + MARKS),
        lambda p: p.write_bytes(b'msgid "a'),
        lambda p: p.write_bytes(b'msgid "a"\nmsgstr "\xff"\n'),
    ],
    "locales/sungai.id-en.tmx": [lambda p: p.write_bytes(MARKS), lambda p: p.write_bytes(p.read_bytes()[:-40])],
    "locales/sungai.id-en.beads.tsv": [lambda p: p.write_bytes(b"source\ttarget\tafter\n" + MARKS)],
    "glossary/states.history.jsonl": [lambda p: p.write_bytes(MARKS)],
    "kztrans.toml": [lambda p: p.write_bytes(b"[glossary\n")],
}


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, ways in BAD.items() for n in range(len(ways))])
def test_a_bad_file_is_named_with_its_remedy_and_all_else_works(tmp_path, name, number):
    folder = make(tmp_path / "proyek")
    BAD[name][number](folder / name)
    client = Client(folder).enter()
    client.site.prepare()
    text = client.get("/files").text
    assert f'<th scope="row">{name}</th>' in text
    assert re.findall(r'<td lang="en">([^<]+)</td>', text)[1]  # what to do
    for path in PATHS:
        page = client.http.get(path)
        assert page.status_code == (422 if "beads" in name and path.startswith("/align") else 200), path
        assert "Traceback" not in page.text
        assert "1 file cannot be read" in page.text or path == "/files"
    assert "utusan" in client.get("/glossary").text
    decision = {"do": "decide", "decision": "approved", "version": client.version("ceasefire")}
    assert client.post("/concept", decision, id="ceasefire").status_code == 303
    assert rows(folder)["ceasefire"]["review"] == "approved"


def test_the_same_identifier_in_two_files_is_two_concepts(client):
    folder = client.site.project.folder
    other = glossary_csv([dict(CONCEPTS[3], id="kurir", en="courier", review="")])
    (folder / "glossary" / "work.csv").write_text(other, encoding="utf-8")
    text = client.get("/glossary", q="kurir").text
    assert "/concept?id=work%2Fenvoy" in text
    assert "courier" in client.get("/concept", id="work/envoy").text
    fields = {"do": "decide", "decision": "rejected", "version": client.version("envoy")}
    assert client.post("/concept", fields, id="work/envoy").status_code == 409  # that is the other's version
    from kztrans.review.site import version_of

    entry = client.site.project.terms().by_id["work/envoy"]
    fields["version"] = version_of(entry.original)
    assert client.post("/concept", fields, id="work/envoy").status_code == 303
    assert rows(folder)["envoy"]["review"] == "approved"
    assert "rejected" in (folder / "glossary" / "work.csv").read_text(encoding="utf-8")
    assert "/undo?id=work%2Fenvoy" in client.get("/concept", id="ceasefire").text  # where it can be undone


def test_an_identifier_with_a_quotation_mark_can_be_decided(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text('concept,id,en\n"a ""b"" c",satu,one\n"""",dua,two\n', encoding="utf-8")
    for name in ('a "b" c', '"'):
        decisions.decide(path, name, "approved", reviewer="A", date="2026-03-01")
    assert path.read_text(encoding="utf-8").count("approved,A,2026-03-01") == 2


@pytest.mark.parametrize("odd", ["\0", "\x1b", "\ufeff", "\ufdd0", "\U0001ffff"])
def test_odd_characters_are_refused_before_anything_is_written(client, odd):
    folder = client.site.project.folder
    before = (folder / "glossary" / "states.csv").read_bytes(), po_path(folder).read_bytes()
    unit = po.read(po_path(folder)).units[0]
    for path, fields in [
        ("/concept?id=envoy", {"do": "edit", "was.en": "envoy", "cell.en": f"en{odd}voy"}),
        ("/concept?id=envoy", {"do": "decide", "decision": "comment", "comment": f"a{odd}", "version": client.version("envoy")}),
        ("/checks", {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": f"a{odd}b"}),
    ]:  # fmt: skip
        answer = client.post(path.partition("?")[0], fields, **({"id": "envoy"} if "?" in path else {}))
        assert answer.status_code == 422
        assert f"U+{ord(odd):04X}" in answer.text
    assert before == ((folder / "glossary" / "states.csv").read_bytes(), po_path(folder).read_bytes())


def test_an_edit_of_what_was_approved_takes_the_approval_back_and_says_so(client):
    folder = client.site.project.folder
    edit = {"do": "edit", "was.note": "", "cell.note": "A word."}
    client.post("/concept", edit, id="envoy")
    assert rows(folder)["envoy"]["review"] == "approved"
    edit = {"do": "edit", "was.en": "envoy", "cell.en": "envoy | emissary"}
    page = client.http.get(client.post("/concept", edit, id="envoy").headers["location"])
    assert "its approval is taken back" in page.text
    row = rows(folder)["envoy"]
    assert (row["review"], row["reviewer"], row["reviewed"]) == ("", "", "")
    assert client.post("/concept", {"do": "undo"}, id="envoy").status_code == 303
    assert rows(folder)["envoy"]["review"] == "approved"


def test_comments_are_a_thread_and_have_a_version(client):
    folder = client.site.project.folder
    version = client.version("ceasefire")
    first = {"do": "decide", "decision": "comment", "comment": "ask Dana", "version": version}
    assert client.post("/concept", first, id="ceasefire").status_code == 303
    late = {**first, "comment": "or Bolat", "seen": json.dumps({"concept": "ceasefire"})}
    answer = client.post("/concept", late, id="ceasefire")
    assert answer.status_code == 409
    assert "or Bolat</textarea>" in answer.text
    late["version"] = client.version("ceasefire")
    assert client.post("/concept", late, id="ceasefire").status_code == 303
    decided = {"do": "decide", "decision": "approved", "version": client.version("ceasefire")}
    assert client.post("/concept", decided, id="ceasefire").status_code == 303
    thread = re.search(r'<ol class="thread">(.*?)</ol>', client.get("/concept", id="ceasefire").text, re.DOTALL)[1]
    assert re.findall(r'<p dir="auto">([^<]+)</p>', thread) == ["ask Dana", "or Bolat"]
    assert rows(folder)["ceasefire"]["comment"] == "or Bolat"
    events = history.read(folder / "glossary" / "states.csv", "ceasefire")
    assert [(e.what, e.why) for e in events] == [("comment", "ask Dana"), ("comment", "or Bolat"), ("approve", "")]


def test_a_form_that_comes_twice_acts_once(client):
    fields = {"do": "decide", "decision": "approved", "version": client.version("ceasefire"), "comment": "yes"}
    assert [client.post("/concept", fields, id="ceasefire").status_code for _ in range(2)] == [303, 303]
    assert len(history.read(client.site.project.folder / "glossary" / "states.csv", "ceasefire")) == 1
    unit = po.read(po_path(client.site.project.folder)).units[0]
    save = {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": "New."}
    assert [client.post("/checks", save).status_code for _ in range(2)] == [303, 303]


def test_the_token_lets_in_once(tmp_path):
    client = Client(make(tmp_path / "proyek"))
    token = client.site.secrets.token
    assert client.get("/", token=token).status_code == 303
    client.http.cookies.clear()
    assert client.get("/", token=token).status_code == 403


def test_an_expired_sign_in_is_renewed_in_place(tmp_path):
    printed = []
    client = Client(make(tmp_path / "proyek"))
    client.site.announce = printed.append
    from kztrans.review.app import create_app

    client.http.app = client.http._transport.app = create_app(client.site, 8123)
    client.enter()
    version = client.version("ceasefire")
    client.http.cookies.clear()
    fields = {"do": "decide", "decision": "rejected", "version": version, "comment": "<b>much work</b>"}
    answer = client.post("/concept", fields, id="ceasefire")
    assert answer.status_code == 403
    assert "&lt;b&gt;much work&lt;/b&gt;" in answer.text
    assert client.site.secrets.form not in answer.text
    assert printed == [f"http://127.0.0.1:8123/?token={client.site.secrets.token}"]
    client.get("/")
    assert len(printed) == 1  # until it is used
    answer = client.post("/concept", {**fields, "kztrans-token": printed[0]}, id="ceasefire")
    assert answer.status_code == 303
    assert rows(client.site.project.folder)["ceasefire"]["comment"] == "<b>much work</b>"
    assert client.get("/").status_code == 200


def test_a_form_of_an_earlier_session_comes_back_with_what_was_typed(client):
    fields = {"csrf": "old", "do": "decide", "decision": "rejected", "comment": "much work"}
    answer = client.post("/concept", fields, id="ceasefire")
    assert answer.status_code == 403
    assert 'value="much work"' in answer.text


def test_the_browser_is_opened_without_the_token_in_a_command_line(monkeypatch):
    opened = []
    monkeypatch.setattr(command.click, "launch", opened.append)
    command.open_privately("http://127.0.0.1:1/?token=secret")
    [address] = opened
    assert "secret" not in address
    from pathlib import Path
    from urllib.parse import unquote, urlparse

    page = Path(unquote(urlparse(address).path))
    assert (page.stat().st_mode & 0o077, page.parent.stat().st_mode & 0o077) == (0, 0)
    assert "token=secret" in page.read_text(encoding="utf-8")


def test_the_socket_listens_before_the_address_is_printed_and_silent_connections_are_closed(tmp_path, monkeypatch):
    listener = serving.listen(0)
    with socket.create_connection(listener.getsockname(), timeout=5):
        pass
    listener.close()
    monkeypatch.setattr(serving, "SILENT", 0.2)
    with served(make(tmp_path / "proyek")) as (address, _):
        port = int(re.search(r":(\d+)/", address)[1])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as silent:
            begin = time.monotonic()
            assert silent.recv(10) == b""
            assert time.monotonic() - begin < 15


def test_a_pair_that_is_gone_to_is_scrolled_to_and_what_is_refused_stays_in_place(client):
    client.site.prepare()
    answer = client.get("/align", doc="en/sungai", number="4")
    assert (answer.status_code, answer.headers["location"]) == (303, "/align?doc=en%2Fsungai&bead=3#b3")
    fields = {"do": "join", "bead": "5:5", "number": "5"}
    answer = client.post("/align", fields, doc="en/sungai")
    assert answer.status_code == 409
    band = answer.text.split('id="b5"')[1]
    assert "There is nothing after the last pair." in band
    po_path(client.site.project.folder).chmod(0o444)
    answer = client.post("/align", {"do": "join", "bead": "1:1", "number": "1"}, doc="en/sungai")
    assert "sungai.po is read-only." in answer.text
    assert not beads_path(client.site.project.folder).exists()
    assert tmx_path(client.site.project.folder).exists()


def test_what_cannot_be_saved_comes_back_in_its_form(client):
    folder = client.site.project.folder
    empty = {"do": "edit", "was.id": "utusan", "cell.id": "", "was.en": "envoy", "cell.en": "", "cell.note": "My note."}
    answer = client.post("/concept", empty, id="envoy")
    assert answer.status_code == 422
    assert "My note.</textarea>" in answer.text
    (folder / "glossary" / "states.csv").chmod(0o444)
    edit = {"do": "edit", "was.note": "", "cell.note": "My note."}
    answer = client.post("/concept", edit, id="envoy")
    assert answer.status_code in (403, 422)
    assert "My note." in answer.text
    (folder / "glossary" / "states.csv").unlink()
    answer = client.post("/concept", edit, id="gone")
    assert "My note.</textarea>" in answer.text


def test_a_conflict_shows_three_versions_and_a_field_is_chosen(client):
    folder = client.site.project.folder
    path = folder / "glossary" / "states.csv"
    was = CONCEPTS[2]["definition"]
    path.write_text(path.read_text(encoding="utf-8").replace("for a time", "for some time"), encoding="utf-8")
    mine = {"do": "edit", "was.definition": was, "cell.definition": "A truce.", "was.note": "", "cell.note": "Mine."}
    answer = client.post("/concept", mine, id="ceasefire")
    assert answer.status_code == 409
    field = answer.text.split('<fieldset class="clash">')[1].split("</fieldset>")[0]
    assert [text in field for text in (was, "for some time", "A truce.")] == [True] * 3
    now = was.replace("for a time", "for some time")
    chosen = {**mine, "was.definition": now, "pick.definition": "now"}
    assert client.post("/concept", chosen, id="ceasefire").status_code == 303
    row = rows(folder)["ceasefire"]
    assert (row["definition"], row["note"]) == (now, "Mine.")


def test_a_decision_while_the_form_is_open_saves_it_first(client):
    fields = {
        "do": "edit", "was.note": "", "cell.note": "A word.", "decision": "approved", "comment": "now good",
        "version": client.version("ceasefire"),
    }  # fmt: skip
    assert client.post("/concept", fields, id="ceasefire").status_code == 303
    row = rows(client.site.project.folder)["ceasefire"]
    assert (row["note"], row["review"], row["comment"]) == ("A word.", "approved", "now good")


def test_ignoring_a_check_saves_what_was_typed_beside_it(client):
    folder = client.site.project.folder
    unit = po.read(po_path(folder)).units[4]
    fields = {
        "do": "ignore:numbers",
        "document": "en/sungai",
        "unit": unit_name(unit),
        "was": unit.target,
        "target": "Nobody signed.",
    }
    assert client.post("/checks", fields).status_code == 303
    saved = po.read(po_path(folder)).units[4]
    assert (saved.target, saved.comments) == ("Nobody signed.", ("kztrans: ignore numbers",))


def test_the_list_is_left_and_found_again_at_the_same_place(tmp_path):
    concepts = [{"concept": f"c{n}", "pos": "noun", "id": f"kata {n}", "en": f"word {n}"} for n in range(250)]
    client = Client(make(tmp_path / "proyek", concepts)).enter()
    text = client.get("/concept", id="c230").text
    assert 'href="/glossary?page=3#r231"' in text
    assert 'id="r231"' in client.get("/glossary", page="3").text


def test_formulas_are_guarded_and_long_and_odd_terms_are_shown(tmp_path):
    long = "kata" * 750
    concepts = [*CONCEPTS, {"concept": "long", "pos": "noun", "id": long, "en": "اختبار"}]
    client = Client(make(tmp_path / "proyek", concepts)).enter()
    edit = {"do": "edit", "was.note": "", "cell.note": "=HYPERLINK(1)", "was.en": "envoy", "cell.en": "@envoy"}
    assert client.post("/concept", edit, id="envoy").status_code == 303
    text = (client.site.project.folder / "glossary" / "states.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK(1)" in text
    assert "'@envoy" in text
    client.site.prepare()
    page = client.get("/concept", id="envoy").text
    assert "=HYPERLINK(1)" in page
    assert "note begins like a spreadsheet&#39;s formula (=)" in page
    page = client.get("/concept", id="long").text
    assert page.count(long) >= 2
    assert 'dir="auto">اختبار' in page
    saved = {"do": "decide", "decision": "approved", "version": client.version("long")}
    assert client.post("/concept", saved, id="long").status_code == 303


@pytest.mark.parametrize("what", ["full", "none"])
def test_a_full_disk_keeps_what_was_typed(client, monkeypatch, what):
    from kztrans.glossary import recording

    def full(path, data):
        raise InputError("cannot be written: No space left on device", path=path)

    if what == "full":
        monkeypatch.setattr(recording, "write_atomic", full)
    edit = {"do": "edit", "was.note": "", "cell.note": "My note."}
    answer = client.post("/concept", edit, id="ceasefire")
    assert answer.status_code == (422 if what == "full" else 303)
    assert what == "none" or ("No space left" in answer.text and "My note.</textarea>" in answer.text)


def test_a_decision_is_remembered_as_the_file_has_it(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    for concept in ("ceasefire", "quasi-state"):
        fields = {"do": "decide", "decision": "approved", "version": client.version(concept), "comment": "=yes"}
        assert client.post("/concept", fields, id=concept).status_code == 303
        held = client.site.project.terms().concepts
        assert held == Client(path.parents[1]).site.project.terms().concepts
