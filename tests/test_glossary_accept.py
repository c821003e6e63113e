"""Proposals: approved only with a translation, then moved into a glossary."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary import Glossary, history
from kztrans.glossary.accepting import Accepted, accept
from kztrans.glossary.decisions import decide, undo
from kztrans.glossary.readers import read

PROPOSALS = """\
concept,pos,id,en,source,review,reviewer,reviewed,score,count,forms,alternatives,example,translation,places,comment
sugar-factory,noun,pabrik gula,sugar factory,a.txt,proposed,,,6.02,2,,,Pabrik gula itu tutup.,The sugar factory closed.,a.txt:1,
cane,noun,tebu,cane,a.txt,proposed,,,4.00,1,,,,,a.txt:2,
molasses,noun,tetes,,a.txt,proposed,,,3.00,1,,treacle,,,a.txt:3,
mill,noun,kilang,mill,a.txt,rejected,A,2026-03-01,2.00,1,,,,,a.txt:4,
"""
BY = {"reviewer": "Aigerim", "date": "2026-03-01"}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "proposals.csv").write_text(PROPOSALS, encoding="utf-8")
    return tmp_path / "proposals.csv", tmp_path / "farming.csv"


def moved(files: tuple[Path, Path], *only: str) -> Accepted:
    return accept(*files, only=only, langs=("id", "en"), **BY)


def names(path: Path) -> list[str]:
    return [concept.id for concept in read(path)]


def test_without_a_translation_nothing_is_approved(files: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match=r"no term in 'en'.*add one"):
        decide(files[0], "molasses", "approved", **BY)
    assert files[0].read_text(encoding="utf-8") == PROPOSALS
    assert decide(files[0], "molasses", "rejected", **BY).event


def test_in_a_list_of_one_language_there_is_nothing_to_lack(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("concept,id\ncane,tebu\n", encoding="utf-8")
    assert decide(path, "cane", "approved", **BY).event


def test_what_is_approved_moves_and_all_else_stays(files: tuple[Path, Path]) -> None:
    proposals, target = files
    decide(proposals, "sugar-factory", "approved", **BY)
    assert moved(files) == Accepted(("sugar-factory",), (), 2)
    assert names(proposals) == ["cane", "molasses", "mill"]
    [concept] = read(target)
    assert (concept.review, concept.reviewer, concept.source, concept.domain) == (
        "approved",
        "Aigerim",
        "a.txt",
        "farming",
    )
    assert dict(concept.examples) == {"id": "Pabrik gula itu tutup.", "en": "The sugar factory closed."}
    assert "score" not in dict(concept.extra)
    assert [hit.concept.id for hit in Glossary([concept]).find("Pabrik-pabrik gula", "id")] == ["sugar-factory"]
    assert moved(files) == Accepted((), (), 2)


def test_only_those_named_and_they_have_to_be_approved(files: tuple[Path, Path]) -> None:
    proposals, target = files
    decide(proposals, "sugar-factory", "approved", **BY)
    decide(proposals, "cane", "approved", **BY)
    assert moved(files, "cane").moved == ("cane",)
    assert names(target) == ["cane"]
    for name in ("mill", "moon"):
        with pytest.raises(InputError, match=name):
            moved(files, name)


def test_identifiers_and_terms_that_the_glossary_has(files: tuple[Path, Path]) -> None:
    proposals, target = files
    target.write_text("concept,id,en\ncane,rotan,cane\nfactory,pabrik gula,sugar factory\n", encoding="utf-8")
    for name in ("cane", "sugar-factory"):
        decide(proposals, name, "approved", **BY)
    assert moved(files) == Accepted(("cane-2",), (("sugar-factory", "factory"),), 1)
    assert names(target) == ["cane", "factory", "cane-2"]
    assert "sugar-factory" in names(proposals)


def test_a_run_that_was_killed_half_way_is_finished_by_the_next(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals, target = files
    decide(proposals, "cane", "approved", **BY)

    def killed(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt(arguments, named)

    with monkeypatch.context() as patch:
        patch.setattr("kztrans.glossary.decisions.remove", killed)
        with pytest.raises(KeyboardInterrupt):
            moved(files)
    assert "cane" in names(proposals)
    assert names(target) == ["cane"]
    assert moved(files).moved == ("cane",)
    assert "cane" not in names(proposals)
    assert names(target) == ["cane"]


def test_both_histories_tell_of_it_and_it_can_be_undone(files: tuple[Path, Path]) -> None:
    proposals, target = files
    decide(proposals, "cane", "approved", **BY)
    moved(files)
    assert [event.what for event in history.read(proposals)] == ["approve", "remove"]
    assert [(event.what, event.why) for event in history.read(target)] == [("add", "from proposals.csv")]
    undo(proposals, **BY)
    assert "cane" in names(proposals)


def test_not_into_itself(files: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="their own file"):
        moved((files[0], files[0]))


def test_command(files: tuple[Path, Path]) -> None:
    proposals, target = map(str, files)
    run = CliRunner()
    assert run.invoke(cli, ["glossary", "review", proposals, "cane", "--state", "approved", "-r", "A"]).exit_code == 0
    result = run.invoke(cli, ["glossary", "accept", proposals, target, "-r", "A"])
    assert (result.exit_code, result.output) == (0, f"{target}: 1 concept moved; 2 not decided yet\n")


VARIANTS = """\
concept,pos,id,en,review,variant-of
refinery-2,noun,kilang gula,sugar factory,approved,sugar-factory
plant,noun,penggilingan,sugar factory,approved,elsewhere
"""
GLOSSARY = """\
concept,pos,id,en,id:variant,review,reviewer,reviewed
sugar-factory,noun,pabrik gula,sugar factory,,{state},Aigerim,2026-02-01
"""


@pytest.mark.parametrize("state", ["approved", ""])
def test_a_further_word_becomes_a_term_of_its_concept(files: tuple[Path, Path], state: str) -> None:
    proposals, target = files
    proposals.write_text(VARIANTS, encoding="utf-8")
    target.write_text(GLOSSARY.format(state=state), encoding="utf-8")
    done = moved(files)
    assert done.joined == (("refinery-2", "sugar-factory"),)
    assert done.moved == ("plant",)
    first = read(target)[0]
    assert [(t.text, t.type) for t in first.in_lang("id")] == [("pabrik gula", "full"), ("kilang gula", "variant")]
    assert [t.text for t in first.in_lang("en")] == ["sugar factory"]
    assert first.review == state
    assert names(proposals) == []
    assert [hit.concept.id for hit in Glossary.load(target).find("Kilang gula itu", "id")] == ["sugar-factory"]


def test_but_not_of_one_that_was_rejected(files: tuple[Path, Path]) -> None:
    proposals, target = files
    proposals.write_text(VARIANTS.replace("elsewhere", "sugar-factory"), encoding="utf-8")
    target.write_text(GLOSSARY.format(state="rejected"), encoding="utf-8")
    assert moved(files).joined == ()
    assert names(target) == ["sugar-factory", "refinery-2", "plant"]


def test_a_run_that_was_killed_after_the_word_was_added_is_finished(files: tuple[Path, Path]) -> None:
    proposals, target = files
    proposals.write_text(VARIANTS, encoding="utf-8")
    target.write_text(GLOSSARY.format(state="").replace("factory,,", "factory,kilang gula,"), encoding="utf-8")
    before = target.read_bytes()
    assert moved(files, "refinery-2").joined == (("refinery-2", "sugar-factory"),)
    assert target.read_bytes() == before
    assert names(proposals) == ["plant"]


def test_the_command_says_whose_term_it_is_now(files: tuple[Path, Path]) -> None:
    proposals, target = files
    proposals.write_text(VARIANTS, encoding="utf-8")
    target.write_text(GLOSSARY.format(state=""), encoding="utf-8")
    result = CliRunner().invoke(cli, ["glossary", "accept", str(proposals), str(target), "-r", "A"])
    assert result.exit_code == 0
    assert "refinery-2: a term of sugar-factory in" in result.stderr
