"""The glossary's side of the application: terms in rows, concepts added, copied, deleted, moved, merged, many at once."""

from __future__ import annotations

import csv
import html
import json
import re

import pytest
from review_project import CONCEPTS, Client, make, rows

from kztrans.glossary import history

WAR = "concept,id,en,review\ntruce,gencatan,truce,\n"


@pytest.fixture
def client(tmp_path):
    folder = make(tmp_path / "proyek")
    (folder / "glossary" / "war.csv").write_text(WAR, encoding="utf-8")
    return Client(folder).enter()


def cells(client, name="states"):
    path = client.site.project.folder / "glossary" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["concept"]: row for row in csv.DictReader(stream)}


def names(answer):
    return (
        re.findall(r'/concept\?id=([\w%-]+)[^"]*">', answer.text.split("<tbody>")[1])
        if "<tbody>" in answer.text
        else []
    )


def terms(*given):
    """The fields of rows: text, language, status, type, region."""
    parts = ("text", "lang", "status", "type", "region")
    return {f"term.{n}.{part}": text for n, row in enumerate(given) for part, text in zip(parts, row, strict=False)}


def seen(client, concept, name="states"):
    return json.dumps({column: text for column, text in cells(client, name)[concept].items() if text})


def undo(client, page="/glossary", button="undo", **query):
    """Press the button that the page offers."""
    text = client.get(page, **query).text
    action, inside = re.search(
        rf'<form method="post" action="(/undo[^"]*)">((?:(?!</form>).)*<button class="\w+" name="do" value="{button}".*?)</form>',
        text, re.DOTALL,
    ).groups()  # fmt: skip
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', inside))
    answer = client.post(html.unescape(action), {**fields, "do": button})
    assert answer.status_code == 303, answer.text
    return answer


# --- terms in rows ----------------------------------------------------------------------------------------------------


def test_terms_are_rows_with_language_status_type_and_region(client):
    before = client.get("/concept", id="quasi-state", edit="1").text
    shown = re.findall(r'name="term\.\d+\.text" value="([^"]+)"', before)
    assert shown == ["negara semu", "kuasi-negara", "quasi-state", "fake country"]
    rows_ = terms(
        ("negara semu", "id", "preferred", "full"),
        ("kuasi-negara", "id", "deprecated"),
        ("quasi-state", "en", "preferred", "full"),
        ("quasistate", "en", "admitted", "full", "US"),
        ("QS", "en", "admitted", "abbreviation"),
        ("квазимемлекет", "kk", "preferred"),
        ("", "", "admitted", "full"),
    )
    fields = {"do": "edit", "seen": seen(client, "quasi-state"), **rows_}
    assert client.post("/concept", fields, id="quasi-state").status_code == 303
    row = cells(client)["quasi-state"]
    columns = ("id", "id:avoid", "en", "en-US", "en:abbr", "en:avoid", "kk")
    assert [row.get(name) for name in columns] == [
        "negara semu", "kuasi-negara", "quasi-state", "quasistate", "QS", "", "квазимемлекет",
    ]  # fmt: skip
    assert row["definition"] == CONCEPTS[0]["definition"]
    assert cells(client)["envoy"]["en"] == "envoy"


def test_the_term_that_was_just_chosen_is_the_preferred_one(client):
    rows_ = terms(
        ("negara semu", "id", "preferred"), ("kuasi-negara", "id", "preferred"), ("quasi-state", "en", "preferred")
    )
    client.post("/concept", {"do": "edit", "seen": seen(client, "quasi-state"), **rows_}, id="quasi-state")
    assert cells(client)["quasi-state"]["id"] == "kuasi-negara | negara semu"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("utusan", ""), "has no language"),
        (("utusan", "Indonesian!"), "is no code of a language"),
        (("utusan | duta", "id"), "has a bar in it"),
        (("utusan", "id", "loved"), "is not known"),
        (("utusan", "id", "admitted", "nickname"), "is not known"),
        (("utusan", "id", "admitted", "full", "Java"), "is no code of a region"),
        (("utu\x1bsan", "id"), "ESC"),
    ],
)
def test_a_row_that_is_no_term_is_refused_and_comes_back(client, row, said):
    fields = {"do": "edit", "seen": seen(client, "envoy"), **terms(row, ("envoy", "en")), "cell.note": "My note."}
    answer = client.post("/concept", fields, id="envoy")
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert "My note.</textarea>" in answer.text
    assert f'value="{html.escape(row[0])}"' in answer.text
    assert cells(client)["envoy"]["id"] == "utusan"


def test_terms_that_both_changed_are_chosen_by_column(client):
    was = seen(client, "envoy")
    path = client.site.project.folder / "glossary" / "states.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",utusan,", ",duta,"), encoding="utf-8")
    mine = {"do": "edit", "seen": was, **terms(("delegasi", "id", "preferred"), ("emissary", "en", "preferred"))}
    answer = client.post("/concept", mine, id="envoy")
    assert answer.status_code == 409
    [clash] = re.findall(r'<fieldset class="clash">.*?</fieldset>', answer.text, re.DOTALL)
    assert [text in clash for text in ("utusan", "duta", "delegasi", 'name="pick.id"')] == [True] * 4
    chosen = {**mine, "seen": seen(client, "envoy"), "pick.id": "now"}
    assert client.post("/concept", chosen, id="envoy").status_code == 303
    assert (cells(client)["envoy"]["id"], cells(client)["envoy"]["en"]) == ("duta", "emissary")


def test_every_field_is_edited_lists_a_line_each(client):
    fields = {
        "do": "edit", "seen": seen(client, "envoy"), "cell.advice": "Not a diplomat by rank.", "cell.risk": "a gift",
        "cell.example:id": "Utusan itu tiba.\n\n Utusan itu pergi. ", "cell.id:not": "utusan khusus",
        "cell.relations": "broader: state-visit\nrelated: quasi-state", "cell.valid": "2020/..",
    }  # fmt: skip
    assert client.post("/concept", fields, id="envoy").status_code == 303
    row = cells(client)["envoy"]
    assert row["example:id"] == "Utusan itu tiba. | Utusan itu pergi."
    assert row["relations"] == "broader: state-visit | related: quasi-state"
    assert (row["advice"], row["id:not"], row["valid"]) == ("Not a diplomat by rank.", "utusan khusus", "2020/..")
    assert row["review"] == "approved"  # neither terms nor definition changed
    page = client.get("/concept", id="envoy", edit="1").text
    assert "Utusan itu tiba.\nUtusan itu pergi.</textarea>" in page


# --- concepts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("do", "review"), [("add", ""), ("propose", "proposed")])
def test_a_concept_is_added_or_proposed_and_undone_after_a_restart(client, do, review):
    before = (client.site.project.folder / "glossary" / "war.csv").read_bytes()
    fields = {"do": do, "file": "war", "cell.pos": "noun", "cell.definition": "Men with arms.",
              **terms(("pasukan", "id", "preferred"), ("troops", "en", "preferred"))}  # fmt: skip
    answer = client.post("/new", fields)
    assert answer.headers["location"].startswith("/concept?id=troops")
    row = cells(client, "war")["troops"]
    assert (row["id"], row["definition"], row["review"]) == ("pasukan", "Men with arms.", review)
    again = Client(client.site.project.folder).enter()
    undo(again, "/concept", id="troops")
    assert "troops" not in cells(again, "war")
    undo(again, button="redo")
    assert cells(again, "war")["troops"]["en"] == "troops"
    undo(again)
    kept = (client.site.project.folder / "glossary" / "war.csv").read_bytes()
    assert [line.rstrip(b",") for line in kept.splitlines()[1:]] == [
        line.rstrip(b",") for line in before.splitlines()[1:]
    ]


def test_a_concept_without_a_term_or_a_domain_is_not_added_and_comes_back(client):
    for fields in (
        {"file": "war"},
        {"file": "none", **terms(("pasukan", "id"))},
        {"new-file": "../x", **terms(("a", "id"))},
    ):
        answer = client.post("/new", {"do": "add", "cell.note": "My note.", **fields})
        assert answer.status_code == 422
        assert "My note.</textarea>" in answer.text
    assert not (client.site.project.folder / "x.csv").exists()


def test_a_taken_identifier_is_told_and_a_free_one_is_made(client):
    rows_ = terms(("utusan", "id", "preferred"), ("envoy", "en", "preferred"))
    answer = client.post("/new", {"do": "add", "file": "states", "name": "envoy", **rows_})
    assert (answer.status_code, "There is a concept “envoy” already" in answer.text) == (422, True)
    assert client.post("/new", {"do": "add", "file": "war", **rows_}).status_code == 303
    assert "envoy-2" in cells(client, "war")


def test_a_copy_has_all_but_the_name(client):
    text = client.get("/new", **{"from": "envoy"}).text
    assert re.findall(r'name="term\.\d+\.text" value="([^"]+)"', text) == ["utusan", "envoy"]
    assert CONCEPTS[3]["definition"] in html.unescape(text)


def test_a_concept_is_deleted_with_a_reason_and_comes_back(client):
    page = client.get("/concept", id="ceasefire", ask="delete").text
    assert "Delete this concept?" in page
    fields = {"do": "delete", "version": client.version("ceasefire")}
    assert client.post("/concept", {**fields, "why": " "}, id="ceasefire").status_code == 422
    assert "ceasefire" in cells(client)
    assert client.post("/concept", {**fields, "why": "is truce"}, id="ceasefire").status_code == 303
    assert "ceasefire" not in cells(client)
    assert client.get("/concept", id="ceasefire").status_code == 404
    again = Client(client.site.project.folder).enter()
    undo(again)
    assert cells(again)["ceasefire"]["en"] == "ceasefire"


@pytest.mark.parametrize("fields", [{"do": "delete", "why": "x"}, {"do": "move", "file": "war"}])
def test_what_somebody_changed_meanwhile_is_neither_deleted_nor_moved(client, fields):
    version = client.version("envoy")
    path = client.site.project.folder / "glossary" / "states.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",utusan,", ",duta,"), encoding="utf-8")
    answer = client.post("/concept", {**fields, "version": version}, id="envoy")
    assert answer.status_code == 409
    assert "envoy" in cells(client)


def test_a_concept_is_moved_with_its_history_and_back(client):
    decide = {"do": "decide", "decision": "approved", "comment": "good", "version": client.version("ceasefire")}
    client.post("/concept", decide, id="ceasefire")
    fields = {"do": "move", "file": "war", "version": client.version("ceasefire")}
    assert client.post("/concept", fields, id="ceasefire").status_code == 303
    assert ("ceasefire" in cells(client), cells(client, "war")["ceasefire"]["review"]) == (False, "approved")
    page = client.get("/concept", id="ceasefire").text
    assert "· war ·" in page
    assert page.count("good</p>") == 1  # what was said of it before
    again = Client(client.site.project.folder).enter()
    undo(again)
    assert ("ceasefire" in cells(again), "ceasefire" in cells(again, "war")) == (True, False)


def test_a_concept_is_moved_to_a_new_domain(client):
    fields = {"do": "move", "new-file": "peace", "version": client.version("ceasefire")}
    assert client.post("/concept", fields, id="ceasefire").status_code == 303
    assert cells(client, "peace")["ceasefire"]["id"] == "gencatan senjata"
    assert "· peace ·" in client.get("/concept", id="ceasefire").text


def test_two_concepts_are_merged_and_the_address_of_the_other_leads_there(client):
    offered = client.get("/merge", id="ceasefire").text
    assert "with=truce" in offered or "with=truce" in client.get("/merge", id="ceasefire", q="truce").text
    page = client.get("/merge", **{"id": "ceasefire", "with": "truce"}).text
    version = re.search(r'name="version" value="([^"]+)"', page)[1]
    assert "gencatan senjata · gencatan" in page
    answer = client.post("/merge", {"version": version, "why": "one thing"}, **{"id": "ceasefire", "with": "truce"})
    assert answer.status_code == 303
    row = cells(client)["ceasefire"]
    assert (row["id"], row["en"], row["formerly"]) == ("gencatan senjata | gencatan", "ceasefire | truce", "truce")
    assert cells(client, "war") == {}
    assert client.get("/concept", id="truce").headers["location"] == "/concept?id=ceasefire"
    again = Client(client.site.project.folder).enter()
    assert "ceasefire</bdi>: merged" in again.get("/glossary").text
    undo(again, "/concept", id="ceasefire")
    assert (cells(again)["ceasefire"]["id"], cells(again, "war")["truce"]["en"]) == ("gencatan senjata", "truce")
    undo(again, button="redo")
    assert cells(again, "war") == {}


def test_a_merge_of_what_has_changed_is_refused(client):
    page = client.get("/merge", **{"id": "ceasefire", "with": "truce"}).text
    version = re.search(r'name="version" value="([^"]+)"', page)[1]
    decide = {"do": "decide", "decision": "rejected", "version": client.version("truce")}
    client.post("/concept", decide, id="truce")
    answer = client.post("/merge", {"version": version}, **{"id": "ceasefire", "with": "truce"})
    assert answer.status_code == 409
    assert "truce" in cells(client, "war")


# --- many at once -----------------------------------------------------------------------------------------------------


def preview(client, **query):
    text = client.get("/bulk", **query).text
    return text, re.search(r'name="version" value="([^"]+)"', text)[1]


def test_a_filtered_list_is_approved_with_a_preview_and_one_undo(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("harbour,noun,pelabuhan" + "," * 11 + "\n")
    before = path.read_bytes()
    text, version = preview(client, domain="states", decision="approved")
    assert path.read_bytes() == before
    assert "Cannot be approved: a term is missing (1)" in text
    assert "Will be changed (4)" in text
    assert "stay as they are (1)" in text
    answer = client.post("/bulk", {"decision": "approved", "comment": "all", "version": version, "domain": "states"})
    assert answer.headers["location"] == "/glossary?done=decided&domain=states"
    assert {name: row["review"] for name, row in cells(client).items()} == {
        "quasi-state": "approved", "evening-harbour": "approved", "ceasefire": "approved", "envoy": "approved",
        "state-visit": "approved", "harbour": "",
    }  # fmt: skip
    assert cells(client)["envoy"]["reviewer"] == "Dana"
    assert cells(client, "war")["truce"]["review"] == ""
    page = client.get("/glossary", done="decided").text
    assert "4 concepts: approved" in " ".join(page.split())
    undo(Client(client.site.project.folder).enter(), domain="states")
    assert {name: row["review"] for name, row in cells(client).items()} == {
        "quasi-state": "proposed", "evening-harbour": "proposed", "ceasefire": "", "envoy": "approved",
        "state-visit": "", "harbour": "",
    }  # fmt: skip


def test_a_list_that_has_changed_is_not_decided_on(client):
    _, version = preview(client, domain="states")
    decide = {"do": "decide", "decision": "rejected", "version": client.version("envoy")}
    client.post("/concept", decide, id="envoy")
    answer = client.post("/bulk", {"decision": "approved", "version": version, "domain": "states"})
    assert answer.status_code == 409
    assert cells(client)["ceasefire"]["review"] == ""
    assert client.post("/bulk", {"decision": "loved", "version": version}).status_code == 422


def test_one_concept_of_many_that_was_changed_since_is_named_and_nothing_is_undone(client):
    _, version = preview(client, domain="states", decision="rejected")
    client.post("/bulk", {"decision": "rejected", "version": version, "domain": "states"})
    folder = client.site.project.folder
    other = Client(folder).enter()
    other.site.reviewer = "Bolat"
    other.post("/concept", {"do": "decide", "decision": "approved", "version": other.version("envoy")}, id="envoy")
    [event] = {e.key for e in history.read(folder / "glossary" / "states.csv") if e.concept == "ceasefire"}
    answer = client.post("/undo", {"do": "undo", "event": event}, id="ceasefire")
    assert answer.status_code == 409
    assert "“envoy” was changed since: review, reviewer" in html.unescape(answer.text)
    assert cells(client)["ceasefire"]["review"] == "rejected"


def test_a_merge_that_was_not_searched_for_yet_does_not_say_that_nothing_is_found(client):
    said = "Nothing is like this."
    for name in cells(client):
        assert said not in client.get("/merge", id=name).text
    assert said in client.get("/merge", id="envoy", q="qqqqqq").text


# --- filters, order, queue --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"reviewer": "Dana"}, ["envoy"]),
        ({"since": "2026-01-05", "until": "2026-01-05"}, ["envoy"]),
        ({"since": "2026-01-06"}, []),
        ({"commented": "with"}, ["ceasefire"]),
        ({"missing": "kk", "commented": "without", "domain": "war"}, ["truce"]),
        ({"uses": "some"}, ["quasi-state", "ceasefire", "envoy", "evening-harbour"]),
        ({"uses": "none"}, ["state-visit", "truce"]),
        ({"sort": "state"}, ["ceasefire", "state-visit", "truce", "quasi-state", "evening-harbour", "envoy"]),
        ({"sort": "-uses", "uses": "some"}, ["evening-harbour", "ceasefire", "envoy", "quasi-state"]),
        ({"sort": "date", "domain": "states", "state": "approved"}, ["envoy"]),
        ({"sort": "-source", "state": "proposed"}, ["evening-harbour", "quasi-state"]),
        ({"sort": "evil", "state": "evil", "since": "evil", "domain": "war"}, ["truce"]),
    ],
)
def test_the_list_is_filtered_and_ordered(client, query, found):
    path = client.site.project.folder / "glossary" / "states.csv"
    from kztrans.glossary import decisions

    decisions.comment(path, "ceasefire", "wait", reviewer="Bolat", date="2026-01-01")
    got = [html.unescape(name) for name in names(client.get("/glossary", **query))]
    assert sorted(got) == sorted(found)
    if "sort" in query:
        assert got[0] == found[0]


def test_heads_of_columns_sort_and_turn_round(client):
    text = client.get("/glossary", domain="states").text
    assert 'href="/glossary?domain=states&amp;sort=uses"' in text
    text = client.get("/glossary", domain="states", sort="uses").text
    assert 'aria-sort="ascending"' in text
    assert 'href="/glossary?domain=states&amp;sort=-uses"' in text
    assert 'href="/glossary?domain=states">' in client.get("/glossary", domain="states", sort="-uses").text


def test_filters_are_kept_on_the_way_to_a_concept_and_back_and_the_queue_follows_them(client):
    query = {"domain": "states", "uses": "some", "sort": "-source", "missing": "kk"}
    order = names(client.get("/glossary", **query))
    page = client.get("/concept", id=order[0], **query).text
    assert f'/concept?id={order[1]}&amp;domain=states&amp;missing=kk&amp;uses=some&amp;sort=-source"' in page
    assert '/glossary?domain=states&amp;missing=kk&amp;uses=some&amp;sort=-source#r1"' in page
    fields = {"do": "decide", "decision": "rejected", "queue": "1", "version": client.version(order[0]), **query}
    on = client.post("/concept", fields, id=order[0]).headers["location"]
    assert on.startswith(f"/concept?id={order[1]}&")
    assert "missing=kk&uses=some&sort=-source" in on


def test_how_much_is_done_and_what_comes_next(client):
    text = " ".join(client.get("/concept", id="ceasefire", domain="states").text.split())
    assert "3 of 5 <span" in text
    assert "1 of 5 done" in text
    for name in ("quasi-state", "evening-harbour", "ceasefire", "state-visit"):
        fields = {"do": "decide", "decision": "rejected", "version": client.version(name)}
        client.post("/concept", fields, id=name)
    text = " ".join(client.get("/concept", id="state-visit", domain="states").text.split())
    assert "5 of 5 done" in text
    assert "Next: war</a>" in text or "Next: war (1)" in re.sub(r"</?a[^>]*>", "", text)
    text = " ".join(client.get("/").text.split())
    assert "5 of 6 done" in text
    assert "Next: war (1)" in text
    head = re.findall(r'<th scope="col" class="num">([^<]+)</th>', text)
    assert head == ["translated", "done", "not reviewed", "approved", "rejected"]  # what is nowhere has no column


# --- uses -------------------------------------------------------------------------------------------------------------


def test_uses_inside_longer_terms_are_counted_apart(client):
    text = client.get("/concept", id="truce").text
    assert "1 more inside longer terms" in text
    assert re.search(
        r'<article class="pair held">.*?inside a longer term: <span lang="id">Gencatan senjata</span>', text, re.DOTALL
    )
    row = client.get("/glossary", domain="war").text.split("<tbody>")[1]
    assert re.search(r'class="num uses"> ?<span class="muted" title="inside longer terms">\+1', row)
    assert rows(client.site.project.folder)["ceasefire"]["review"] == ""


# --- what may not be --------------------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_script_in_the_new_forms_is_shown_as_text(client):
    rows_ = terms((EVIL, "id", "preferred"), ("envoy of another kind", "en", "preferred"))
    answers = [
        client.post("/new", {"do": "add", "file": "none", "name": EVIL, "new-file": EVIL, "why": EVIL, **rows_}),
        client.post(
            "/new", {"do": "propose", "file": "war", "cell.definition": EVIL, "cell.example:id": EVIL, **rows_}
        ),
    ]
    assert [answer.status_code for answer in answers] == [422, 303]
    name = "envoy-of-another-kind"
    _, version = preview(client, domain="war", decision="rejected")
    answers.append(client.post("/bulk", {"decision": EVIL, "comment": EVIL, "version": version, "domain": EVIL}))
    answers.append(client.post("/concept", {"do": "delete", "why": EVIL, "version": EVIL}, id=name))
    answers.append(client.post("/concept", {"do": "move", "file": EVIL, "version": client.version(name)}, id=name))
    answers.append(client.post("/candidates", {"do": "propose", "term": EVIL, "text": EVIL, "file": EVIL}))
    answers.append(client.post("/undo", {"do": "undo", "event": EVIL, "back": EVIL}, id=name))
    addresses = ({"id": name}, {"id": name, "edit": "1"}, {"id": name, "ask": "delete"}, {"id": name, "domain": EVIL})
    answers += [client.get("/concept", **query) for query in addresses]
    answers += [client.get("/merge", **{"id": name, "with": "truce", "q": EVIL}), client.get("/merge", id=name, q=EVIL)]
    answers += [client.get("/new", **{"from": name}), client.get("/bulk", domain="war"), client.get("/candidates")]
    answers += [client.get("/glossary", q=EVIL, domain=EVIL, reviewer=EVIL, missing=EVIL, since=EVIL, sort=EVIL)]
    for answer in answers:
        assert "<script>alert" not in answer.text, answer.request.url
        assert "<img src=x" not in answer.text, answer.request.url


@pytest.mark.parametrize("path", ["/new", "/merge?id=envoy&with=ceasefire", "/bulk", "/candidates", "/undo?id=envoy"])
def test_the_new_forms_want_their_token_and_origin_and_do_nothing_when_only_asked_for(client, path):
    before = {p: p.read_bytes() for p in (client.site.project.folder / "glossary").iterdir()}
    fields = {"do": "add", "decision": "rejected", "file": "war", **terms(("a", "id"), ("b", "en"))}
    assert client.post(path, {**fields, "csrf": "x"}).status_code == 403
    origin, client.origin = client.origin, "http://127.0.0.1:9"
    assert client.post(path, fields).status_code == 403
    client.origin = origin
    client.http.get(path, params={k: v for k, v in fields.items() if k != "do"})
    assert {p: p.read_bytes() for p in (client.site.project.folder / "glossary").iterdir()} == before


def test_a_glossary_that_is_shown_only_is_not_shaped(tmp_path):
    folder = make(tmp_path / "proyek")
    (folder / "glossary" / "states.csv").unlink()
    client = Client(folder).enter()
    version = client.version("quasi-state")
    assert (
        client.post("/concept", {"do": "delete", "why": "x", "version": version}, id="quasi-state").status_code == 403
    )
    assert client.get("/merge", id="quasi-state").status_code == 404
    rows_ = terms(("pasukan", "id", "preferred"), ("troops", "en", "preferred"))
    answer = client.post("/new", {"do": "add", "new-file": "war", **rows_})
    assert answer.status_code == 422  # that one file would take the curated glossary's place
    assert not (folder / "glossary" / "war.csv").exists()
    (folder / "kztrans.toml").write_text('[glossary]\nuse = "beside"\n', encoding="utf-8")
    assert client.post("/new", {"do": "add", "new-file": "war", **rows_}).status_code == 303
    terms_now = client.site.project.terms()
    assert {"troops", "quasi-state"} <= set(terms_now.by_id)


def test_a_new_domain_is_made_where_the_glossary_is_read(tmp_path):
    folder = make(tmp_path / "proyek")
    (folder / "kztrans.toml").write_text('[glossary]\nfiles = ["glossary/states.csv"]\n', encoding="utf-8")
    client = Client(folder).enter()
    rows_ = terms(("pasukan", "id", "preferred"), ("troops", "en", "preferred"))
    assert client.post("/new", {"do": "add", "new-file": "war", **rows_}).status_code == 422
    for files in ("glossary", "glossary/*.csv"):
        (folder / "kztrans.toml").write_text(f'[glossary]\nfiles = ["{files}"]\n', encoding="utf-8")
        assert client.post("/new", {"do": "add", "new-file": f"war{len(files)}", **rows_}).status_code == 303
    assert {"troops", "troops-2"} <= set(client.site.project.terms().by_id)
