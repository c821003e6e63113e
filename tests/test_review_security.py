"""Attacks on the review application: each is refused, and what is shown is shown as text."""

from __future__ import annotations

import asyncio
import os
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from review_project import CONCEPTS, NOW, PORT, Client, beads_path, make, po_path, rows, tmx_path

from kztrans.formats import po, tmx
from kztrans.review.security import BODY_LIMIT, Guard, Secrets

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A client that was not let in, on a project that no test changes."""
    return Client(make(tmp_path_factory.mktemp("outside") / "proyek"))


@pytest.fixture
def client(tmp_path):
    return Client(make(tmp_path / "proyek")).enter()


def test_without_the_token_nothing_is_shown(outside):
    for path in ("/", "/glossary", "/concept?id=envoy", "/align", "/checks", "/static/style.css", "/nowhere"):
        answer = outside.http.get(path)
        assert answer.status_code == 403
        assert "envoy" not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["", "x", "é", "\0", "a" * 5000])
def test_a_wrong_token_is_refused(outside, token):
    answer = outside.http.get("/", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_wrong_cookie_is_refused(outside):
    for value in ("x", "", outside.site.secrets.token, outside.site.secrets.form):
        answer = outside.http.get("/", headers={"cookie": f"kztrans-{PORT}={value}"})
        assert answer.status_code == 403


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(outside):
    answer = outside.http.get("/glossary", params={"q": "a&b", "token": outside.site.secrets.token})
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/glossary?q=a%26b"
    assert outside.site.secrets.token not in cookie
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    outside.http.cookies.clear()


def test_the_token_does_not_lead_to_another_server(outside):
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example"):
        answer = outside.http.get(f"http://127.0.0.1:{PORT}{path}", params={"token": outside.site.secrets.token})
        assert re.fullmatch(r"/[^/\\].*", answer.headers["location"])
        outside.http.cookies.clear()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1:{PORT}.evil.example",
        "",
        f"[::1]:{PORT}",
    ],
)
def test_a_wrong_host_is_refused(client, host):
    assert client.http.get("/", headers={"host": host}).status_code == 421
    assert client.http.get("/", params={"token": client.site.secrets.token}, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "http://127.0.0.1:1",
        f"https://127.0.0.1:{PORT}",
        f"http://localhost:{PORT}",
    ],
)
def test_a_form_of_another_origin_is_refused(client, origin):
    headers = {"content-type": FORM} | ({"origin": origin} if origin else {})
    body = f"csrf={client.site.secrets.form}&do=decide&decision=approved&version={client.version('quasi-state')}"
    answer = client.http.post("/concept?id=quasi-state", content=body, headers=headers)
    assert answer.status_code == 403
    assert rows(client.site.project.folder)["quasi-state"]["review"] == "proposed"


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_a_form_without_its_token_is_refused(client, token):
    answer = client.post("/concept", {"csrf": token, "do": "decide", "decision": "approved"}, id="quasi-state")
    assert answer.status_code == 403
    assert rows(client.site.project.folder)["quasi-state"]["review"] == "proposed"


def test_other_kinds_of_bodies_and_methods_are_refused(client):
    origin = {"origin": client.origin}
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/json", ""):
        assert client.http.post("/checks", content=b"x", headers={**origin, "content-type": kind}).status_code == 415
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.http.request(method, "/checks", headers=origin).status_code == 405
    assert client.post("/glossary", {}).status_code == 405


def test_a_changing_address_does_nothing_when_it_is_only_asked_for(client):
    client.get("/concept", id="quasi-state", do="decide", decision="approved")
    assert rows(client.site.project.folder)["quasi-state"]["review"] == "proposed"


def test_oversized_bodies_are_refused(client):
    assert client.post("/checks", {"target": "x" * BODY_LIMIT}).status_code == 413
    headers = {"origin": client.origin, "content-type": FORM}

    def endless():
        for _ in range(BODY_LIMIT // 1000 + 2):
            yield b"x" * 1000

    assert client.http.post("/checks", content=endless(), headers=headers).status_code == 413
    assert (
        client.http.post("/checks", content=b"x", headers={**headers, "content-length": "99999999999"}).status_code
        == 413
    )
    assert client.http.post("/checks", content=b"x", headers={**headers, "content-length": "-1"}).status_code == 413
    fields = "&".join(f"f{n}=" for n in range(5000))
    assert client.http.post("/checks", content=fields, headers=headers).status_code == 400


def test_headers_that_come_twice_are_refused(client):
    headers = [("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")]
    assert client.http.get("/", headers=headers).status_code in (400, 421)


def test_websockets_are_refused():
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "headers": [], "query_string": b"", "path": "/"}
    asyncio.run(Guard(None, Secrets(), PORT)(scope, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
     "/static/....//app.py", "/static/\\..\\app.py", "/static/style.css%00.py"],
)  # fmt: skip
def test_static_files_do_not_lead_out(client, path):
    answer = client.http.get(f"http://127.0.0.1:{PORT}{path}")
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "en/../../glossary/states", "en/sungai\0", "..", "en"]
)
def test_documents_do_not_lead_out(client, name):
    assert client.get("/align", doc=name).status_code == 404
    assert client.post("/align", {"do": "confirm", "bead": "0:0"}, doc=name).status_code == 404
    assert client.post("/checks", {"do": "save", "document": name, "target": "x"}).status_code == 404


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs symbolic links")
def test_links_that_lead_out_of_the_project_are_not_followed(tmp_path):
    folder = make(tmp_path / "proyek")
    other = tmp_path / "rahasia"
    other.mkdir()
    (other / "a.po").write_bytes(po_path(folder).read_bytes())
    (other / "b.csv").write_text("concept,id,en\nsecret,rahasia,secret\n", encoding="utf-8")
    (folder / "locales" / "en" / "a.po").symlink_to(other / "a.po")
    (folder / "locales" / "fr").symlink_to(other)
    (folder / "glossary" / "b.csv").symlink_to(other / "b.csv")
    beads_path(folder).symlink_to(other / "beads.tsv")
    client = Client(folder).enter()
    assert client.site.project.documents() == {}
    assert "secret" not in client.site.project.terms().by_id


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}</textarea></title>"


class _Elements(HTMLParser):
    """Names and attributes of the elements of a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_script_in_every_text_field_is_shown_as_text(tmp_path):
    fields = ["id", "en", "kk", "ru", "id:avoid", "en:avoid", "definition", "note", "source", "reviewer"]
    name = EVIL.replace('"', "")
    evil = {field: f"{EVIL} {field}" for field in fields} | {"concept": name, "pos": "noun", "review": "rejected"}
    folder = make(
        tmp_path / EVIL.replace("/", ""), [*CONCEPTS, evil], f"{EVIL} Utusan tiba.\n", f"{EVIL} The envoy came.\n"
    )
    client = Client(folder).enter()
    client.site.reviewer = EVIL
    catalog = po.read(po_path(folder))
    seen = []
    for path, query in [
        ("/", {}), ("/glossary", {"q": EVIL}), ("/glossary", {"q": EVIL, "part": "rows"}), ("/concept", {"id": name}),
        ("/concept", {"id": name, "edit": "1"}), ("/concept", {"id": "envoy", "q": EVIL, "domain": EVIL, "problem": EVIL}),
        ("/align", {}), ("/align", {"doc": EVIL}), ("/align", {"bead": EVIL}), ("/checks", {"check": EVIL, "doc": EVIL}),
        ("/checks", {}), ("/help", {"done": EVIL}), (f"/{EVIL.replace('/', '')}", {}),
    ]:  # fmt: skip
        client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
        client.site.findings(client.site.project.documents()["en/sungai"], client.site.project.terms(), 60)
        answer = client.get(path, **query)
        seen.append(answer.text)
    comment = {"do": "decide", "decision": "approved", "version": client.version(name), "comment": EVIL}
    assert client.post("/concept", comment, id=name).status_code == 303
    edit = {"do": "edit", "cell.note": EVIL, "was.note": "", "why": EVIL}
    seen.append(client.post("/concept", edit, id="envoy").text)
    seen.append(client.post("/concept", {"do": EVIL, "comment": EVIL}, id="envoy").text)
    seen.append(client.post("/align", {"do": EVIL, "bead": EVIL}, doc="en/sungai").text)
    unit = {"do": "save", "document": "en/sungai", "unit": EVIL, "target": EVIL}
    seen.append(client.post("/checks", unit).text)
    seen += [client.get("/concept", id=name).text, client.get("/concept", id="envoy").text]
    assert catalog.units
    assert any("&lt;script&gt;" in text for text in seen)
    for text in seen:
        elements = _Elements(text).found
        assert not [e for e in elements if e[0] in ("img", "iframe", "object", "style", "base")]
        assert [a["src"] for t, a in elements if t == "script"] == list(re.findall(r'<script src="([^"]+)"', text))
        assert all(
            re.match(r"/static/(?:review|alignment|glossary)\.js\?", s)
            for s in re.findall(r'<script src="([^"]+)"', text)
        )
        assert not [e for e in elements if any(name.startswith("on") or name == "style" for name in e[1])]
        assert not [e for e in elements if "javascript:" in (e[1].get("href") or "").lower()]
        assert "49" not in re.findall(r"alert\(2\)&gt;[^{]{0,10}", text)


def test_every_answer_carries_a_strict_policy(client, outside):
    for answer in (client.get("/"), client.get("/nowhere"), client.get("/static/style.css"), outside.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"


def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client):
    client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
    for path in ("/", "/glossary", "/concept?id=quasi-state", "/align", "/checks", "/help"):
        text = client.http.get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
        assert not re.findall(r'(?:src|href|action)="(?:[a-z]+:)?//', text)
        assert not any(re.findall(r"<script[^>]*>([^<]*)</script>", text))


def test_the_language_form_leads_back_to_this_server_only(client):
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nset-cookie: a=b", "evil"):
        assert client.post("/language", {"language": "id", "back": back}).headers["location"] == "/"
    answer = client.post("/language", {"language": "id", "back": "/glossary?q=a"})
    assert answer.headers["location"] == "/glossary?q=a"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "set-cookie" not in client.post("/language", {"language": "xx", "back": "/"}).headers


def test_two_hundred_saves_at_once_lose_nothing(tmp_path):
    concepts = [
        {"concept": f"c{n}", "pos": "noun", "id": f"kata {n}", "en": f"word {n}", "definition": f"Word {n}."}
        for n in range(100)
    ]
    source = "\n".join(f"Ini kalimat nomor {n}." for n in range(100))
    target = "\n".join(f"This is sentence number {n}." for n in range(100))
    folder = make(tmp_path / "proyek", concepts, source, target)
    clients = [Client(folder).enter(), Client(folder).enter()]  # two programs on the same files
    units = {u.source: u for u in po.read(po_path(folder)).units}
    from kztrans.merging.edit import unit_name

    def save(number):
        client = clients[number % 2]
        if number < 100:
            fields = {
                "do": "decide",
                "decision": "approved",
                "version": client.version(f"c{number}"),
                "comment": f"no. {number}",
            }
            return client.post("/concept", fields, id=f"c{number}").status_code
        unit = units[f"Ini kalimat nomor {number - 100}."]
        fields = {
            "do": "save",
            "document": "en/sungai",
            "unit": unit_name(unit),
            "was": unit.target,
            "target": f"Number {number - 100}.",
        }
        return client.post("/checks", fields).status_code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(save, range(200))) == {303}
    assert {name: (row["review"], row["comment"], row["reviewed"]) for name, row in rows(folder).items()} == {
        f"c{n}": ("approved", f"no. {n}", NOW[:10]) for n in range(100)
    }
    assert (folder / "glossary" / "states.history.jsonl").read_text(encoding="utf-8").count("\n") == 100
    expected = {f"Ini kalimat nomor {n}.": f"Number {n}." for n in range(100)}
    assert {u.source: u.target for u in po.read(po_path(folder)).units} == expected
    assert {u.source: u.target for u in tmx.read(tmx_path(folder)).units} == expected


def test_a_concept_that_an_editor_changed_meanwhile_is_not_overwritten(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    version = client.version("quasi-state")
    path.write_text(path.read_text(encoding="utf-8").replace("hardly recognized", "not recognized"), encoding="utf-8")
    fields = {"do": "decide", "decision": "approved", "version": version, "comment": "my comment"}
    answer = client.post("/concept", fields, id="quasi-state")
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text or "no longer" in answer.text
    assert "my comment" in answer.text
    assert rows(client.site.project.folder)["quasi-state"]["review"] == "proposed"


def test_edits_of_different_columns_are_merged_and_of_the_same_refused(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    mine = {
        "do": "edit",
        "was.note": "",
        "cell.note": "My note.",
        "was.definition": CONCEPTS[2]["definition"],
        "cell.definition": CONCEPTS[2]["definition"],
    }
    path.write_text(path.read_text(encoding="utf-8").replace("for a time", "for some time"), encoding="utf-8")
    assert client.post("/concept", mine, id="ceasefire").status_code == 303
    row = rows(client.site.project.folder)["ceasefire"]
    assert (row["note"], row["definition"]) == ("My note.", "An agreement to stop fighting for some time.")
    late = {"do": "edit", "was.note": "", "cell.note": "Another note."}
    answer = client.post("/concept", late, id="ceasefire")
    assert answer.status_code == 409
    assert rows(client.site.project.folder)["ceasefire"]["note"] == "My note."


def test_a_translation_that_an_editor_changed_meanwhile_is_not_overwritten(client):
    folder = client.site.project.folder
    from kztrans.merging.edit import unit_name

    unit = po.read(po_path(folder)).units[4]
    po_path(folder).write_bytes(po_path(folder).read_bytes().replace(b"21 pages", b"12 leaves"))
    fields = {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": "Mine."}
    client.site.findings(client.site.project.documents()["en/sungai"], client.site.project.terms(), 60)
    answer = client.post("/checks", fields)
    assert answer.status_code == 409
    assert b"12 leaves" in po_path(folder).read_bytes()
    assert b"Mine." not in po_path(folder).read_bytes()


def test_a_pair_that_another_window_changed_meanwhile_is_refused(client):
    document = client.site.project.documents()["en/sungai"]
    client.site.alignments.get(document, 60)
    assert client.post("/align", {"do": "join", "bead": "0:0"}, doc=document.name).status_code == 303
    data = beads_path(client.site.project.folder).read_bytes()
    answer = client.post("/align", {"do": "confirm", "bead": "1:1"}, doc=document.name)
    assert answer.status_code == 409
    assert beads_path(client.site.project.folder).read_bytes() == data


def test_a_file_that_cannot_be_read_is_a_message_and_no_traceback(client):
    po_path(client.site.project.folder).write_bytes(b"\xff\xfe broken")
    for path in ("/", "/glossary", "/align", "/checks"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Traceback" not in answer.text
        assert "1 file cannot be read" in answer.text
    assert "locales/en/sungai.po" in client.get("/files").text
