"""Deeds on several concepts: merging, moving, deciding on many; each whole or not there, and undone as one."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from kztrans import together
from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.glossary import bulk, decisions, history, recording, shaping
from kztrans.glossary.readers import read
from kztrans.glossary.undoing import undo_group

BY = {"reviewer": "Aigerim", "date": "2026-03-01T09:30:00Z"}
STATES = """concept,id,en,id:avoid,relations,note,review,reviewer,reviewed
nation,bangsa | nasion,nation,,,A people.,approved,Dana,2026-01-05
state,negara,state | country,,broader: nation,,,,
people,bangsa | rakyat,people | nation,kaum,opposite: state,Those who live there.,,,
court,mahkamah,,,related: people,,,,
"""
WAR = """concept,id,en,review,reviewer,reviewed
truce,gencatan senjata,truce,,,
war,perang,war,approved,Dana,2026-01-05
"""


@pytest.fixture
def paths(tmp_path):
    found = tmp_path / "states.csv", tmp_path / "war.csv"
    for path, text in zip(found, (STATES, WAR), strict=True):
        path.write_text(text, encoding="utf-8")
    return found


def cells(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["concept"]: row for row in csv.DictReader(stream)}


def concepts(*paths):
    return {concept.id: (path, concept) for path in paths for concept in read(path)}


def bytes_of(paths):
    return [path.read_bytes() for path in paths]


def as_sets(paths):
    return [sorted(path.read_text(encoding="utf-8").splitlines()[1:]) for path in paths]


def test_two_concepts_are_made_one_and_their_relations_lead_to_it(paths):
    known = concepts(*paths)
    done = shaping.merge(known["nation"], known["people"], paths, comment="the same", **BY)
    rows = cells(paths[0])
    assert "people" not in rows
    nation = rows["nation"]
    assert (nation["id"], nation["en"], nation["id:avoid"]) == ("bangsa | nasion | rakyat", "nation | people", "kaum")
    assert (nation["note"], nation["formerly"], nation["relations"]) == ("A people.", "people", "opposite: state")
    assert (nation["review"], nation["reviewer"]) == ("", "")  # what was approved were other terms
    assert rows["court"]["relations"] == "related: nation"
    assert rows["state"]["relations"] == "broader: nation"
    assert {(e.what, e.concept) for e in history.read(paths[0])} == {
        ("merge", "nation"), ("merge", "people"), ("edit", "court"),
    }  # fmt: skip
    assert {e.group for e in history.read(paths[0])} == {done.group}


def test_a_field_is_taken_from_the_one_that_goes(paths):
    known = concepts(*paths)
    shaping.merge(known["nation"], known["people"], paths, theirs=["note"], **BY)
    assert cells(paths[0])["nation"]["note"] == "Those who live there."


def test_concepts_of_two_files_are_merged_and_undone_and_done_again(paths):
    before, known = as_sets(paths), concepts(*paths)
    done = shaping.merge(known["war"], known["state"], paths, **BY)
    after = as_sets(paths)
    assert cells(paths[1])["war"]["en"] == "war | state | country"
    assert cells(paths[0])["people"]["relations"] == "opposite: war"
    undone = undo_group(paths, done.group, **BY)
    assert [[line.rstrip(",") for line in file] for file in as_sets(paths)] == [
        [line.rstrip(",") for line in file] for file in before
    ]
    undo_group(paths, undone.group, **BY)
    assert [sorted(line.rstrip(",") for line in file) for file in as_sets(paths)] == [
        sorted(line.rstrip(",") for line in file) for file in after
    ]


@pytest.mark.parametrize("what", ["kept", "other"])
def test_what_was_changed_meanwhile_is_not_merged(paths, what):
    known = concepts(*paths)
    name = {"kept": "nation", "other": "people"}[what]
    decisions.comment(paths[0], name, "wait", **BY)
    before = bytes_of(paths)
    with pytest.raises(decisions.Conflict):
        shaping.merge(known["nation"], known["people"], paths, **BY)
    assert bytes_of(paths) == before


def test_a_concept_is_not_merged_with_itself(paths):
    nation = concepts(*paths)["nation"]
    with pytest.raises(InputError, match="itself"):
        shaping.merge(nation, nation, paths, **BY)


def test_a_concept_is_moved_with_all_that_it_has_and_back(paths):
    before = as_sets(paths)
    path, concept = concepts(*paths)["nation"]
    done = shaping.move(path, concept, paths[1], **BY)
    assert "nation" not in cells(paths[0])
    moved = cells(paths[1])["nation"]
    assert (moved["id"], moved["note"], moved["review"], moved["reviewer"]) == (
        "bangsa | nasion", "A people.", "approved", "Dana",
    )  # fmt: skip
    assert [c.domain for c in read(paths[1])] == ["war", "war", "war"]
    undo_group(paths, done.group, **BY)
    assert [[line.rstrip(",") for line in file] for file in as_sets(paths)] == [
        [line.rstrip(",") for line in file] for file in before
    ]


def test_a_concept_is_moved_to_a_file_that_is_made(paths):
    path, concept = concepts(*paths)["court"]
    target = path.with_name("law.csv")
    shaping.move(path, concept, target, **BY)
    assert [c.id for c in read(target)] == ["court"]
    assert "court" not in cells(path)


def test_a_concept_is_not_moved_where_its_name_is_taken(paths):
    path, concept = concepts(*paths)["nation"]
    decisions.add(paths[1], replace(concept, domain="war"), **BY)
    before = bytes_of(paths)
    with pytest.raises(InputError, match="already"):
        shaping.move(path, concept, paths[1], **BY)
    assert bytes_of(paths) == before


def test_many_are_approved_but_for_those_that_cannot_be(paths):
    items = list(concepts(*paths).values())
    tried = bulk.trial(items, "approved")
    assert bytes_of(paths) == [STATES.encode(), WAR.encode()]
    done = bulk.decide_all(items, "approved", **BY)
    assert [c.id for _, c in done.decided] == ["state", "people", "truce"] == [c.id for _, c in tried.decided]
    assert [c.id for _, c in done.same] == ["nation", "war"]
    assert [(c.id, langs) for _, c, langs in done.untranslated] == [("court", ("en",))]
    assert cells(paths[0])["nation"]["reviewer"] == "Dana"
    assert {name: row["review"] for name, row in cells(paths[0]).items()} == {
        "nation": "approved", "state": "approved", "people": "approved", "court": "",
    }  # fmt: skip
    undo_group(paths, done.group, **BY)
    assert bytes_of(paths) == [STATES.encode(), WAR.encode()]


def test_of_many_what_changed_meanwhile_stays(paths):
    items = list(concepts(*paths).values())
    decisions.comment(paths[0], "state", "wait", **BY)
    done = bulk.decide_all(items, "rejected", **BY)
    assert [c.id for _, c in done.gone] == ["state"]
    assert cells(paths[0])["state"]["review"] == ""


def test_a_deed_on_many_is_not_undone_where_one_was_changed_since(paths):
    done = bulk.decide_all(list(concepts(*paths).values()), "deprecated", **BY)
    decisions.decide(paths[1], "truce", "approved", reviewer="Bolat", date="2026-03-02")
    before = bytes_of(paths)
    with pytest.raises(decisions.Conflict, match="truce"):
        undo_group(paths, done.group, **BY)
    assert bytes_of(paths) == before


def test_another_persons_deed_is_asked_for_and_is_undone_once(paths):
    done = bulk.decide_all(list(concepts(*paths).values()), "deprecated", **BY)
    with pytest.raises(OfAnother):
        undo_group(paths, done.group, reviewer="Bolat", date="2026-03-02", others=False)
    undo_group(paths, done.group, reviewer="Bolat", date="2026-03-02")
    with pytest.raises(InputError, match="undone already"):
        undo_group(paths, done.group, **BY)


def test_the_same_deed_done_again_is_another_deed(paths):
    groups = set()
    for _ in range(3):
        done = bulk.decide_all(list(concepts(*paths).values()), "rejected", **BY)
        undone = undo_group(paths, done.group, **BY)
        groups |= {done.group, undone.group}
    assert len(groups) == 6
    assert bytes_of(paths) == [STATES.encode(), WAR.encode()]


def test_a_deed_on_two_files_that_is_killed_is_finished_or_not_there(paths, monkeypatch):
    """Cut off before each step of writing: the next change of either file leaves all of the deed or none."""
    seen = set()
    for stop in range(40):
        for path, text in zip(paths, (STATES, WAR), strict=True):
            path.write_text(text, encoding="utf-8")
            history.history_path(path).unlink(missing_ok=True)
        left = [stop]

        def killed(function, left=left):
            def instead(*given, **named):
                if left[0] == 0:
                    raise KeyboardInterrupt
                left[0] -= 1
                return function(*given, **named)

            return instead

        with monkeypatch.context() as patch:
            for name in ("stage", "install", "write_atomic"):
                patch.setattr(together, name, killed(getattr(together, name)))
            try:
                shaping.move(*concepts(*paths)["nation"], paths[1], **BY)
            except KeyboardInterrupt:
                pass
            else:
                break
        decisions.comment(paths[1], "truce", "later", **BY)
        there = ["nation" in cells(path) for path in paths]
        told = [any(e.what == "move" for e in history.read(path)) for path in paths]
        assert (there, told) in (([True, False], [False, False]), ([False, True], [True, True]))
        assert not (paths[0].parent / recording.INTENT).exists()
        seen.add(there[0])
    assert seen == {True, False}
    assert 5 < stop < 39


def test_events_of_one_concept_are_written_as_before(paths):
    decisions.decide(paths[0], "state", "approved", **BY)
    line = history.history_path(paths[0]).read_text(encoding="utf-8")
    assert "group" not in json.loads(line)
