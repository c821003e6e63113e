"""A decision made while the form is open: the edit and the decision are both written, or neither."""

from __future__ import annotations

import html
import re

import pytest
from test_review_glossary import cells, client, seen, terms  # noqa: F401
from test_review_typed import alerts, everything

WITHOUT_EN = [
    [("gencatan senjata", "id", "preferred"), ("", "en", "preferred")],
    [("gencatan senjata", "id", "preferred")],
    [("gencatan senjata", "id", "preferred"), ("ceasefire", "en", "deprecated")],
]


def sent(client, rows, decision, comment=""):  # noqa: F811
    version = client.version("ceasefire")
    open_form = {"do": "edit", "seen": seen(client, "ceasefire"), "version": version, "cell.note": "A word."}
    return {**open_form, **terms(*rows), "decision": decision, "comment": comment}


@pytest.mark.parametrize("rows", WITHOUT_EN)
def test_an_approval_that_is_refused_leaves_the_edit_unwritten_and_typed(client, rows):  # noqa: F811
    before = everything(client.site.project.folder)
    answer = client.post("/concept", sent(client, rows, "approved"), id="ceasefire")
    assert answer.status_code == 422
    assert "There is no term in: en" in alerts(answer.text)
    assert everything(client.site.project.folder) == before
    assert "What has changed since you saw it" not in answer.text
    assert "A word." in html.unescape(re.search(r'<form[^>]*id="edit-form".*?</form>', answer.text, re.DOTALL)[0])


WHOLE = [("gencatan senjata", "id", "preferred"), ("truce", "en", "preferred")]


@pytest.mark.parametrize(
    ("decision", "comment"), [("comment", " "), ("rejected", "a\0b"), ("approved", "a\x0bb"), ("no", "")]
)
def test_what_no_decision_is_leaves_the_edit_unwritten(client, decision, comment):  # noqa: F811
    before = everything(client.site.project.folder)
    assert client.post("/concept", sent(client, WHOLE, decision, comment), id="ceasefire").status_code == 422
    assert everything(client.site.project.folder) == before


@pytest.mark.parametrize(
    ("rows", "decision"), [(WHOLE, "approved"), (WITHOUT_EN[1], "rejected"), (WITHOUT_EN[1], "unreviewed")]
)
def test_what_can_be_done_is_done_whole(client, rows, decision):  # noqa: F811
    assert client.post("/concept", sent(client, rows, decision), id="ceasefire").status_code == 303
    row = cells(client)["ceasefire"]
    assert (row["en"], row["note"]) == ({lang: text for text, lang, _ in rows}.get("en", ""), "A word.")
    assert row["review"] == ("" if decision == "unreviewed" else decision)
