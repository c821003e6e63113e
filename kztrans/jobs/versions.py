"""A project under git: what two clones decided is merged by concepts, not by lines.

What is needed is put into the clone itself (``.git/info/attributes`` and ``.git/config``), not into a file of the
project: one that each clone writes would stand in the way of the other's, and the driver is a command of this machine.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.reading import read_if_there

__all__ = ["prepare"]

DRIVER = "kztrans-glossary"
WAIT = 10.0


def prepare(folder: Path, glossary: Iterable[Path] = ()) -> bool:
    """Have git merge a project's glossary by its concepts, and its histories and files of beads by keeping all lines.

    Args:
        folder: the project's.
        glossary: its files.

    Returns whether the folder is under git; where it is not, or git is not there, nothing is done.
    """
    root = _git(folder, "rev-parse", "--show-toplevel")
    attributes = _git(folder, "rev-parse", "--git-path", "info/attributes")
    if not root or not attributes:
        return False
    places = dict.fromkeys(path.resolve().parent for path in glossary if path.suffix.lower() == ".csv")
    inside = [place.relative_to(Path(root).resolve()) for place in places if place.is_relative_to(Path(root).resolve())]
    lines = [f"{_pattern(place)} merge={DRIVER}" for place in inside]
    lines += ["*.history.jsonl merge=union", "*.beads.tsv merge=union"]
    with suppress(InputError):  # a clone that may not be changed is merged by lines
        _add(folder / attributes, lines)
        ours = f"{shlex.quote(sys.executable)} -m kztrans glossary merge --marks %O %A %B"
        driver = f"{ours} || {{ test $? -ne 1 && git merge-file %A %O %B; }}"  # 1: a conflict, which has its marks
        if _git(folder, "config", "--get", f"merge.{DRIVER}.driver") != driver:
            _git(folder, "config", f"merge.{DRIVER}.name", "glossaries, by their concepts")
            _git(folder, "config", f"merge.{DRIVER}.driver", driver)
    return True


def _pattern(place: Path) -> str:
    """A pattern of git's for the CSV files of a folder."""
    name = f"/{place.as_posix()}/*.csv" if place.parts else "/*.csv"
    return f'"{name}"' if " " in name else name


def _add(path: Path, lines: Iterable[str]) -> None:
    held = (read_if_there(path, "a file of attributes") or b"").decode("utf-8", "surrogateescape")
    missing = [line for line in lines if line not in held.splitlines()]
    if missing:
        start = held if not held or held.endswith("\n") else held + "\n"
        write_atomic(path, (start + "\n".join(missing) + "\n").encode("utf-8", "surrogateescape"))


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where it fails, or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, timeout=WAIT, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
