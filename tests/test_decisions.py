"""Deciding on concepts in place: one line changes, the history tells, conflicts are noticed, undo goes back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kztrans.alignment import pair
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary import Glossary, decisions, history
from kztrans.glossary.decisions import Conflict, add, comment, comment_of, decide, edit, find_file, undo
from kztrans.glossary.history import Event
from kztrans.glossary.readers import read
from kztrans.glossary.record import from_cells
from kztrans.glossary.rows import parse
from kztrans.model import Concept, Term
from kztrans.resources import glossary_files

BY = {"reviewer": "Aigerim", "date": "2026-03-01T09:30:00Z"}
LATER = {"reviewer": "Bolat", "date": "2026-03-02T10:00:00Z"}

HEADER = "concept,pos,id,en,id:avoid,en:avoid,definition,note,source,review,reviewer,reviewed,comment,ticket"
ROWS = (
    'nation,noun,bangsa,nation,,,"A people, taken as one.",,,,,,,',
    "state,noun,negara | \"negeri\",state,,country,Land with a government.,'' odd,,proposed,,,,T-7",
    'border,noun,"perbatasan",border,,,"Where ""one"" land ends.\nAnd another begins.",,,,,,,',
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "lands.csv"
    file.write_bytes("\r\n".join([HEADER, *ROWS, ""]).replace("ends.\r\n", "ends.\n").encode())
    return file


def concept(path: Path, name: str) -> Concept:
    table = parse(path.read_bytes())
    return from_cells(table.cells(table.find("concept", name)[0]), path)


def changed_lines(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    old, new = before.split(b"\r\n"), after.split(b"\r\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_decide_changes_one_line_and_no_other_byte(path: Path) -> None:
    before = path.read_bytes()
    change = decide(path, "state", "approved", comment="as in the charter", **BY)
    assert change.concept is not None
    assert (change.concept.review, change.concept.reviewer, change.concept.reviewed) == (
        "approved",
        "Aigerim",
        "2026-03-01",
    )
    assert comment_of(change.concept) == "as in the charter"
    assert changed_lines(before, path.read_bytes()) == [
        (
            ROWS[1].encode(),
            ROWS[1].replace("proposed,,,,T-7", "approved,Aigerim,2026-03-01,as in the charter,T-7").encode(),
        )
    ]


def test_history_tells_who_when_what_why_before_and_after(path: Path) -> None:
    decide(path, "state", "rejected", comment="too\nwide", **BY)
    [event] = history.read(path)
    assert event == Event(
        "2026-03-01T09:30:00Z",
        "Aigerim",
        "reject",
        "state",
        "too wide",
        (("review", "proposed"), ("reviewer", ""), ("reviewed", ""), ("comment", "")),
        (("review", "rejected"), ("reviewer", "Aigerim"), ("reviewed", "2026-03-01"), ("comment", "too wide")),
    )
    [line] = history.history_path(path).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["why"] == "too wide"


def test_history_is_only_appended_to(path: Path) -> None:
    decide(path, "state", "rejected", **BY)
    first = history.history_path(path).read_bytes()
    decide(path, "nation", "approved", **LATER)
    undo(path, **LATER)
    assert history.history_path(path).read_bytes().startswith(first)
    assert [e.what for e in history.read(path)] == ["reject", "approve", "undo"]


def test_deciding_the_same_again_writes_nothing(path: Path) -> None:
    decide(path, "state", "approved", **BY)
    files = path.read_bytes(), history.history_path(path).read_bytes()
    assert decide(path, "state", "approved", **BY).event is None
    assert (path.read_bytes(), history.history_path(path).read_bytes()) == files


def test_reopening_takes_reviewer_and_day_away(path: Path) -> None:
    decide(path, "nation", "approved", **BY)
    change = decide(path, "nation", "", **LATER)
    assert change.concept is not None
    assert (change.concept.review, change.concept.reviewer, change.concept.reviewed) == ("", "", "")
    assert change.event is not None
    assert (change.event.what, change.event.who) == ("reopen", "Bolat")


def test_missing_columns_are_added_to_the_header_alone(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes(b"concept,id,en\na,satu,one\nb,dua,two\n")
    decide(file, "b", "approved", comment="yes", **BY)
    assert file.read_bytes() == (
        b"concept,id,en,review,reviewer,reviewed,comment\na,satu,one\nb,dua,two,approved,Aigerim,2026-03-01,yes\n"
    )
    undo(file, **LATER)
    assert file.read_bytes().split(b"\n")[2] == b"b,dua,two,,,,"


@pytest.mark.parametrize("state", ["Approved", "ok", "review"])
def test_unknown_state(path: Path, state: str) -> None:
    with pytest.raises(InputError, match="not a state"):
        decide(path, "state", state, **BY)


@pytest.mark.parametrize("date", ["", "yesterday", "2026-13-01", "2026-03-01T09:30", "01.03.2026", "2026-03-01\n"])
def test_a_date_is_a_date(path: Path, date: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        decide(path, "state", "approved", reviewer="A", date=date)


def test_somebody_has_to_decide(path: Path) -> None:
    with pytest.raises(InputError, match="reviewer"):
        decide(path, "state", "approved", reviewer=" \n", date="2026-03-01")


def test_unknown_concept_leaves_the_files_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match="no concept 'moon'"):
        decide(path, "moon", "approved", **BY)
    assert path.read_bytes() == before
    assert not history.history_path(path).exists()


def test_a_concept_that_is_there_twice_is_refused_with_its_line(path: Path) -> None:
    path.write_bytes(path.read_bytes() + ROWS[0].encode() + b"\r\n")
    with pytest.raises(InputError, match=r"lands\.csv:6: .*twice"):
        decide(path, "nation", "approved", **BY)


def test_a_decision_on_what_has_changed_meanwhile_is_refused(path: Path) -> None:
    seen = concept(path, "state")
    path.write_bytes(path.read_bytes().replace(b"Land with a government.", b"Land and its people."))
    before = path.read_bytes()
    with pytest.raises(Conflict, match="changed meanwhile \\(definition\\)") as caught:
        decide(path, "state", "approved", seen=seen, **BY)
    assert caught.value.current is not None
    assert caught.value.current.definition == "Land and its people."
    assert path.read_bytes() == before
    assert decide(path, "state", "approved", seen=caught.value.current, **BY).event


def test_a_change_of_another_concept_meanwhile_is_no_conflict(path: Path) -> None:
    seen = concept(path, "state")
    decide(path, "nation", "rejected", **LATER)
    decide(path, "state", "approved", seen=seen, **BY)
    assert concept(path, "nation").review == "rejected"
    assert concept(path, "state").review == "approved"


def test_edit_writes_only_the_cells_that_differ(path: Path) -> None:
    seen = concept(path, "border")
    before = path.read_bytes()
    change = edit(path, seen, replace(seen, note='say "frontier", too'), comment="more", **BY)
    [(old, new)] = changed_lines(before, path.read_bytes())
    assert new == old.replace(b'begins.",,,', b'begins.","say ""frontier"", too",,')
    assert change.event is not None
    assert (change.event.what, change.event.why) == ("edit", "more")
    assert change.event.after == (("note", 'say "frontier", too'),)


def test_edits_of_different_columns_are_merged(path: Path) -> None:
    seen = concept(path, "state")
    edit(path, seen, replace(seen, note="mine"), **BY)
    edit(path, seen, replace(seen, definition="Theirs."), **LATER)
    assert (concept(path, "state").note, concept(path, "state").definition) == ("mine", "Theirs.")


def test_edits_of_the_same_column_conflict_unless_they_agree(path: Path) -> None:
    seen = concept(path, "state")
    edit(path, seen, replace(seen, note="mine"), **BY)
    with pytest.raises(Conflict, match="note"):
        edit(path, seen, replace(seen, note="theirs"), **LATER)
    assert edit(path, seen, replace(seen, note="mine"), **LATER).event is None


def test_edit_of_a_concept_that_is_gone(path: Path) -> None:
    seen = concept(path, "state")
    path.write_bytes(path.read_bytes().replace(ROWS[1].encode() + b"\r\n", b""))
    with pytest.raises(Conflict, match="no longer there") as caught:
        edit(path, seen, replace(seen, note="x"), **BY)
    assert caught.value.current is None


def test_edit_of_terms_and_identifier(path: Path) -> None:
    seen = concept(path, "nation")
    terms = (Term("bangsa", "id"), Term("nasion", "id", "admitted"), Term("nation", "en"), Term("нация", "ru"))
    edit(path, seen, replace(seen, id="people", terms=terms), **BY)
    assert b"people,noun,bangsa | nasion,nation," in path.read_bytes()
    assert parse(path.read_bytes()).columns[-1] == "ru"
    with pytest.raises(InputError, match="concept 'state' already"):
        edit(path, concept(path, "people"), replace(concept(path, "people"), id="state"), **BY)
    undo(path, concept_id="people", **LATER)
    assert concept(path, "nation") == seen
    assert len(history.read(path, "nation")) == 2


def test_add_and_undo_it(path: Path) -> None:
    before = path.read_bytes()
    new = Concept("treaty", (Term("traktat", "id"), Term("treaty", "en")), pos="noun", review="proposed")
    add(path, new, **BY)
    assert path.read_bytes() == before + b"treaty,noun,traktat,treaty,,,,,,proposed,,,,\r\n"
    with pytest.raises(InputError, match="already"):
        add(path, new, **BY)
    assert undo(path, **LATER).concept is None
    assert path.read_bytes() == before


def test_add_makes_a_file(tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    add(file, Concept("treaty", (Term("traktat", "id"),), pos="noun"), **BY)
    assert file.read_bytes().splitlines()[0].startswith(b"concept,pos,id,")
    assert concept(file, "treaty").preferred("id") == "traktat"


def test_add_after_a_line_without_an_end(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes(b"concept,id\na,satu")
    add(file, Concept("b", (Term("dua", "id"),)), **BY)
    assert file.read_bytes() == b"concept,id\na,satu\nb,dua\n"


def test_undo_goes_back_step_by_step(path: Path) -> None:
    before = path.read_bytes()
    decide(path, "state", "approved", **BY)
    comment(path, "nation", "look again", **BY)
    undo(path, **LATER)
    assert comment_of(concept(path, "nation")) == ""
    undo(path, **LATER)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="nothing to undo"):
        undo(path, **LATER)


def test_undo_of_an_undo_does_it_again(path: Path) -> None:
    decide(path, "state", "approved", **BY)
    undone = undo(path, **LATER).event
    assert undone is not None
    undo(path, event=undone.key, **LATER)
    assert concept(path, "state").review == "approved"
    undo(path, **LATER)
    assert concept(path, "state").review == "proposed"


def test_undo_of_one_concept_leaves_later_events_of_others(path: Path) -> None:
    decide(path, "state", "approved", **BY)
    decide(path, "nation", "rejected", **BY)
    undo(path, concept_id="state", **LATER)
    assert (concept(path, "state").review, concept(path, "nation").review) == ("proposed", "rejected")


def test_undo_of_what_was_changed_by_hand_since_is_refused(path: Path) -> None:
    decide(path, "state", "approved", **BY)
    path.write_bytes(path.read_bytes().replace(b"approved", b"rejected"))
    with pytest.raises(Conflict, match="review"):
        undo(path, **LATER)


def test_the_same_decision_twice_on_one_day_is_two_events(path: Path) -> None:
    day = {"reviewer": "Aigerim", "date": "2026-03-01"}
    for _ in range(2):
        decide(path, "state", "approved", **day)
        undo(path, **day)
    decide(path, "state", "approved", **day)
    assert len({event.key for event in history.read(path)}) == 5
    assert [e.what for e in history.standing(history.read(path)) if e.what != "undo"] == ["approve"]
    undo(path, **day)
    assert concept(path, "state").review == "proposed"


def test_histories_of_two_branches_merge_by_keeping_all_lines(path: Path) -> None:
    decide(path, "state", "approved", **LATER)
    theirs = Event("2026-03-01", "Dana", "comment", "nation", "hm", (("comment", ""),), (("comment", "hm"),))
    place = history.history_path(path)
    place.write_bytes(place.read_bytes() + history.line(theirs).encode())
    assert [e.who for e in history.read(path)] == ["Dana", "Bolat"]


def test_git_merges_the_histories_of_two_branches(path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=path.parent, check=True, capture_output=True)

    try:
        git("init", "-b", "main")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git that knows `init -b`")
    (path.parent / ".gitattributes").write_text("*.history.jsonl merge=union\n")
    decide(path, "state", "approved", **BY)
    git("add", ".")
    git("commit", "-m", "first")
    git("switch", "-c", "other")
    decide(path, "border", "approved", **BY)
    git("commit", "-am", "second")
    git("switch", "main")
    decide(path, "nation", "rejected", **LATER)
    git("commit", "-am", "third")
    git("merge", "other")
    assert [e.concept for e in history.read(path)] == ["state", "border", "nation"]
    assert [concept(path, name).review for name in ("nation", "state", "border")] == [
        "rejected",
        "approved",
        "approved",
    ]


def test_marks_of_a_merge_conflict_are_named_with_their_line(path: Path) -> None:
    decide(path, "state", "approved", **BY)
    place = history.history_path(path)
    place.write_bytes(place.read_bytes() + b"<<<<<<< ours\n")
    with pytest.raises(InputError, match=r"history\.jsonl:2: "):
        undo(path, **LATER)


def test_a_history_that_cannot_be_written_leaves_the_file_as_it_was(path: Path) -> None:
    history.history_path(path).mkdir()
    before = path.read_bytes()
    with pytest.raises(InputError):
        decide(path, "state", "approved", **BY)
    assert path.read_bytes() == before


def test_parallel_decisions_of_threads_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("concept,id,review,reviewer,reviewed,comment\n" + "".join(f"c{n},kata{n},,,,\n" for n in range(60)))

    def one(number: int) -> None:
        decide(file, f"c{number}", "approved", reviewer=f"R{number}", date="2026-03-01")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(60)))
    assert [concept(file, f"c{n}").reviewer for n in range(60)] == [f"R{n}" for n in range(60)]
    assert len(history.read(file)) == 60


def test_parallel_decisions_of_processes_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("concept,id,review,reviewer,reviewed,comment\n" + "".join(f"c{n},kata{n},,,,\n" for n in range(40)))
    code = (
        "import sys; from kztrans.glossary.decisions import decide\n"
        "for n in range(int(sys.argv[2]), 40, 2): decide(sys.argv[1], f'c{n}', 'approved', reviewer='R', date='2026-03-01')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(file), str(n)]) for n in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert {concept(file, f"c{n}").review for n in range(40)} == {"approved"}
    assert len(history.read(file)) == 40


def test_what_an_editor_saves_while_we_work_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that knows no lock saves between our reading and our writing."""
    original, saved = decisions._changed, []

    def slow(*arguments: object) -> object:
        if not saved:
            saved.append(True)
            path.write_bytes(path.read_bytes().replace(b"A people, taken as one.", b"People who are one."))
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(decisions, "_changed", slow)
    decide(path, "state", "approved", **BY)
    assert concept(path, "nation").definition == "People who are one."
    assert concept(path, "state").review == "approved"


@given(
    st.lists(st.lists(st.text('ab ,;\t"\n', max_size=6), min_size=3, max_size=3), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 5),
)
def test_rows_are_those_of_the_csv_module_and_give_their_bytes_back(cells: list[list[str]], end: str, at: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([["concept", "id", "note"], *cells])
    table = parse(text.getvalue().encode())
    assert table.data() == text.getvalue().encode()
    rows = list(csv.reader(io.StringIO(text.getvalue(), newline=""), strict=True))
    assert [list(table.cells(n).values()) for n in range(len(table.rows))] == rows[1:]
    if cells:
        changed = table.replaced(at % len(cells), {"note": 'x, "y"'})
        others = [row for n, row in enumerate(changed.rows) if n != at % len(cells)]
        assert others == [row for n, row in enumerate(table.rows) if n != at % len(cells)]
        assert parse(changed.data()).cells(at % len(cells))["note"] == 'x, "y"'


def test_find_file(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("concept,id\nx,y\n")
    assert find_file([other, path], "border") == path
    assert find_file([other, path], "moon") is None


def test_byte_order_mark_semicolons_and_tabs_stay(tmp_path: Path) -> None:
    for mark, sign in ((b"\xef\xbb\xbf", b";"), (b"", b"\t")):
        file = tmp_path / "g.csv"
        file.write_bytes(
            mark
            + sign.join([b"concept", b"id", b"review", b"reviewer", b"reviewed"])
            + b"\n"
            + b"a"
            + sign
            + b"b"
            + sign * 3
        )
        history.history_path(file).unlink(missing_ok=True)
        decide(file, "a", "approved", **BY)
        assert file.read_bytes().endswith(sign.join([b"a", b"b", b"approved", b"Aigerim", b"2026-03-01"]))
        assert file.read_bytes().startswith(mark + b"concept")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no header"),
        (b"id,en\na,b\n", "no column 'concept'"),
        (b'concept,id\na,"b\n', "g.csv:2: a quotation mark"),
        (b"concept,id\na,\xff\n", "not UTF-8"),
    ],
)
def test_files_that_are_none(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes(data)
    with pytest.raises(InputError, match=message):
        decide(file, "a", "approved", **BY)
    assert file.read_bytes() == data


def test_what_could_not_be_read_again_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    seen = concept(path, "nation")
    with pytest.raises(InputError, match="without a term"):
        edit(path, seen, replace(seen, terms=()), **BY)
    assert path.read_bytes() == before
    assert not history.history_path(path).exists()


def test_headers_in_other_words(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes(b"concept,Bahasa Indonesia,English,Ticket\na,satu,one,T-1\n")
    seen = next(iter(read(file)))
    edit(file, seen, replace(seen, terms=(Term("satu", "id"), Term("unity", "en"))), **BY)
    assert file.read_bytes() == b"concept,Bahasa Indonesia,English,Ticket\na,satu,unity,T-1\n"


def test_concepts_are_as_the_glossary_reads_them(path: Path) -> None:
    for found in read(path):
        assert found == concept(path, found.id)
        assert decide(path, found.id, "approved", seen=found, **BY).concept == concept(path, found.id)


def test_the_curated_glossary_changes_by_the_line(tmp_path: Path) -> None:
    for number, curated in enumerate(glossary_files()):
        file = tmp_path / curated.name
        file.write_bytes(curated.read_bytes())
        decide(file, list(read(file))[number].id, "approved", **BY)
        old, new = curated.read_bytes().split(b"\n"), file.read_bytes().split(b"\n")
        assert [a == b for a, b in zip(old, new, strict=True)].count(False) == 1
        undo(file, **LATER)
        assert file.read_bytes() == curated.read_bytes()


def test_only_what_is_approved_or_not_reviewed_is_found_and_aligned_by() -> None:
    states = ("", "approved", "proposed", "rejected", "deprecated")
    words = ("satu", "dua", "tiga", "empat", "lima")
    concepts = [
        Concept(w, (Term(w, "id"), Term(w.upper(), "en")), review=s) for w, s in zip(words, states, strict=True)
    ]
    glossary = Glossary(concepts)
    assert [hit.term.text for hit in glossary.find(" ".join(words), "id")] == ["satu", "dua"]
    assert [concept.id for concept in glossary.used] == ["satu", "dua"]
    assert set(pair.terms_of(glossary, "id", "en").entries) == {"satu", "dua"}
    drafts = Glossary(concepts, used=["proposed"])
    assert [hit.term.text for hit in drafts.find(" ".join(words), "id")] == ["tiga"]
    assert len(drafts) == 5


def test_states_in_use_when_loading(path: Path) -> None:
    assert Glossary.load(path).find("negara", "id") == []
    assert [hit.concept.id for hit in Glossary.load(path, used=["proposed"]).find("negara", "id")] == ["state"]


# The command


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["glossary", "review", *map(str, arguments)], catch_exceptions=True)
    if isinstance(result.exception, InputError):
        return 2, str(result.exception)
    return result.exit_code, result.output


def test_command_decides_undoes_and_tells(path: Path) -> None:
    before = path.read_bytes()
    who = ("--reviewer", "Dana", "--date", "2026-04-05")
    assert run(path, "state", "nation", "--state", "approved", "-m", "fine", *who)[0] == 0
    assert [concept(path, name).review for name in ("state", "nation")] == ["approved", "approved"]
    assert run(path, "--undo", *who)[0] == 0
    assert run(path, "state", "--undo", *who)[0] == 0
    assert path.read_bytes() == before
    code, log = run(path, "--log")
    assert code == 0
    assert log.count("Dana  undo") == 2
    assert "2026-04-05  Dana  approve  state — fine" in log
    assert len(json.loads(run(path, "nation", "--log", "--format", "json")[1])) == 2


@pytest.mark.parametrize("arguments", [(), ("--state", "approved"), ("state", "--state", "good"), ("--undo", "--log")])
def test_command_used_wrongly(path: Path, arguments: tuple[str, ...]) -> None:
    assert run(path, *arguments)[0] == 2


def test_command_on_an_unknown_concept(path: Path) -> None:
    code, message = run(path, "moon", "--state", "approved", "--reviewer", "D")
    assert code == 2
    assert "no concept 'moon'" in message
