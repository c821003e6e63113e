"""``kztrans align`` on folders: what pairs up, what goes on, what is not done twice."""

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.folder import texts_in


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    for name, content in {
        "id/a.id.txt": "Perundingan gagal.\n",
        "id/b.txt": "Pipa minyak ditutup.\n",
        "id/sub/a.id.txt": "Hujan turun.\n",
        "id/notes.log": "not a text",
        "en/a.en.txt": "The talks failed.\n",
        "en/sub/a.txt": "It rained.\n",
        "en/z.txt": "Left over.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli, ["align", *args])


def test_two_folders(project):
    result = run("id", "en")
    assert result.exit_code == 0, result.output
    assert "3 texts: 3 done, 0 unchanged, 0 with errors" in result.output
    assert "en/z.txt: no text that it would translate" in result.output
    assert "id/b.txt: no translation in en" in result.output
    assert po.read("locales/en/a.po").units[0].target == "The talks failed."
    assert po.read("locales/en/sub/a.po").units[0].target == "It rained."
    assert po.read("locales/en/b.po").units[0].target == ""
    assert (project / "locales/sub/a.id-en.tmx").exists()


def test_a_bad_file_does_not_stop_the_others(project):
    (project / "id/b.txt").write_bytes(b"\x7fELF\0\0")
    result = run("id")
    assert result.exit_code == 2
    assert "id/b.txt: is not text" in result.output
    assert "3 texts: 2 done, 0 unchanged, 1 with errors" in result.output


def test_only_what_changed_is_done_again(project):
    run("id", "en")
    assert "3 texts: 0 done, 3 unchanged" in run("id", "en").output
    (project / "id/b.txt").write_text("Pipa gas dibuka.\n", encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    path = project / "locales/en/a.po"
    path.write_text(path.read_text(encoding="utf-8").replace("The talks", "Talks"), encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    assert "Talks failed." in (project / "locales/a.id-en.tmx").read_text(encoding="utf-8")
    (project / "locales/sub/a.id-en.tmx").unlink()
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    assert "3 texts: 3 done" in run("id", "en", "--min-confidence", "0.5").output


def test_warnings_and_what_has_no_source_are_told(project):
    (project / "en/a.en.txt").write_text("The talks failed.\nOur correspondent is Anna Lee.\n", encoding="utf-8")
    (project / "id/b.txt").write_text(
        "The talks have failed and the ministers went home in the rain.\n", encoding="utf-8"
    )
    output = run("id", "en").output
    assert "en/a.en.txt:2: no source for: “Our correspondent is Anna Lee.”" in output
    assert "warning: id/b.txt: reads like English" in output


def test_beads_set_by_hand_are_a_reason_to_do_it_again(project):
    run("id", "en")
    beads = "source\ttarget\tafter\nPerundingan gagal.\tThe talks failed.\t\n"
    (project / "locales/a.id-en.beads.tsv").write_text(beads, encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output


def test_dry_run(project):
    output = run("id", "en", "--dry-run").output
    assert output.count("would be written (dry run)") == 3
    assert not (project / "locales").exists()


def test_translations_beside_their_texts(project):
    (project / "id/b.en.txt").write_text("The oil pipeline was shut.\n", encoding="utf-8")
    pairs, alone = texts_in(project / "id", None, "id", "en")
    assert [(p.source.name, p.target and p.target.name) for p in pairs] == [
        ("a.id.txt", None),
        ("b.txt", "b.en.txt"),
        ("a.id.txt", None),
    ]
    assert alone == ()
    assert texts_in(project / "id", project / "en/../id", "id", "en") == (pairs, alone)


def test_folders_that_cannot_be_used(project):
    with pytest.raises(InputError, match="is not a folder, and SOURCE is one"):
        texts_in(project / "id", project / "en/a.en.txt", "id", "en")
    (project / "none").mkdir()
    with pytest.raises(InputError, match="holds no text"):
        texts_in(project / "none", None, "id", "en")
    (project / "id/b.text").write_text("Lain.", encoding="utf-8")
    with pytest.raises(InputError, match="has the same name as"):
        texts_in(project / "id", None, "id", "en")
