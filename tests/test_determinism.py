"""Output depends on the input alone: the same bytes whatever seed strings are hashed with."""

import os
import subprocess
import sys

COMMANDS = [
    "align a.id.txt a.en.txt -g g.csv",
    "align texts -o out -g g.csv",
    "segment a.id.txt --explain -o explained.txt",
    "check locales --format json -o check.json -g g.csv",
    "convert locales/en/a.po a.xlf",
    "convert locales/en/a.po a.csv",
    "convert locales/en/a.po a.html",
    "tm add locales/en/a.po --tm m.sqlite",
    "tm export --tm m.sqlite m.tmx",
    "glossary extract locales/en/a.po --no-glossary -o proposals.csv -q",
    "glossary export g.tbx -g g.csv",
    "glossary lint -g g.csv",
    "glossary search negara -g g.csv",
    "lexicon learn locales/en/a.po --often 1 -o words.tsv",
    "render locales/en/a.po --untranslated source --fuzzy -o done.txt",
    "report . -g g.csv -o report.html",
]
SOURCE = """Dr. Ratna datang. Perundingan minyak dan gas gagal.
Negara semu itu runtuh, negara semu itu bangkit. Perundingan minyak dibuka lagi di ibu kota.
"""
TARGET = """Dr. Ratna came. The oil and gas talks failed.
The quasi-state fell, the pseudo-state rose. The oil talks opened again in the capital.
"""
GLOSSARY = """concept,pos,id,en
quasi-state,noun,negara semu,quasi-state | pseudo-state
country,noun,negara,country | state
capital,noun,ibu kota,capital
"""
CODE = """
import sys
from click.testing import CliRunner
from kztrans.cli import cli
for command in sys.argv[1:]:
    result = CliRunner().invoke(cli, command.split())
    print(command, result.exit_code, result.exception, result.output)
"""


SEEDS = (1, 2)


def made(folder, seed):
    """All that commands write and print with a seed, by name."""
    texts = {
        "a.id.txt": SOURCE,
        "a.en.txt": TARGET,
        "texts/b.id.txt": SOURCE,
        "texts/b.en.txt": TARGET,
        "g.csv": GLOSSARY,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    env = {**os.environ, "PYTHONHASHSEED": str(seed), "XDG_CACHE_HOME": str(folder / ".cache")}
    code = [sys.executable, "-c", CODE, *COMMANDS]
    done = subprocess.run(code, cwd=folder, env=env, capture_output=True, text=True, check=True)
    files = (
        p for p in sorted(folder.rglob("*")) if p.is_file() and ".cache" not in p.parts and ".sqlite" not in p.name
    )
    return {str(path.relative_to(folder)): path.read_bytes() for path in files} | {"output": done.stdout}


def test_no_output_depends_on_the_seed_of_hashes(tmp_path):
    """The seeds are two with which a set of the two translations of ``negara semu`` has another order."""
    first, second = (made(tmp_path / str(seed) / "project", seed) for seed in SEEDS)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    said = first["output"]
    assert "InputError" not in said
    for name in ("report.html", "words.tsv", "proposals.csv", "m.tmx", "done.txt", "out/locales/en/b.po"):
        assert first[name], said
    assert b"pseudo-state</span> 1" in first["report.html"]
