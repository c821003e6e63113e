"""Machine help: a command of the user's translates what nothing else has, as fuzzy, checked at once."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kztrans import inline
from kztrans.checks.run import check_catalog
from kztrans.errors import InputError
from kztrans.merging.emptied import NOTE as EMPTIED
from kztrans.model import Catalog, Unit
from kztrans.units.making import MACHINE, MACHINE_FAULT

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["filled", "translated"]

PATIENCE = 3600
"""Seconds that a command may take."""
CHECKED = (
    *("glossary", "avoid", "numbers", "units", "dates", "negation", "omission", "addition", "names", "tags"),
    *("identical", "still-source", "characters"),
)
"""The checks of what a machine is known to get wrong."""


def filled(catalog: Catalog, command: str, glossary: Glossary) -> tuple[Catalog, int]:
    """The catalogue with what has no translation translated by a command, as fuzzy; and how many units that is.

    Entries that were emptied stay empty. A unit's findings are notes of it.

    Raises:
        InputError: the command fails, or gives another number of lines than it was given.
    """
    wanted = [n for n, unit in enumerate(catalog.units) if _is_open(unit)]
    if not wanted:
        return catalog, 0
    texts = [" ".join(inline.without(catalog.units[n].source, catalog.units[n].codes).split()) for n in wanted]
    said = translated(command, texts)
    name = PurePath(shlex.split(command)[0]).name
    units = list(catalog.units)
    for n, text in zip(wanted, said, strict=True):
        if text:
            notes = (*units[n].notes, f"{MACHINE} {name}")
            units[n] = replace(units[n], target=text, fuzzy=True, origin="machine", notes=notes)
    return _checked(replace(catalog, units=tuple(units)), wanted, glossary), sum(map(bool, said))


def _is_open(unit: Unit) -> bool:
    emptied = any(note.startswith(EMPTIED) for note in unit.notes)
    return not (unit.target or unit.obsolete or unit.plural or emptied)


def translated(command: str, texts: Sequence[str]) -> list[str]:
    """What a command makes of texts: a line in, a line out, UTF-8.

    Raises:
        InputError: it cannot be started, fails, or gives another number of lines.
    """
    remedy = "give a command that reads a text a line and writes its translation a line"
    try:
        words = shlex.split(command)
        done = subprocess.run(
            words, input="\n".join((*texts, "")).encode(), capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        what = f"the command {command!r} has not ended after {PATIENCE // 60} minutes"
        raise InputError(what, remedy="give it fewer texts, or mend it") from error
    except (OSError, ValueError, IndexError) as error:
        raise InputError(f"the command {command!r} cannot be run: {error}", remedy=remedy) from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise InputError(f"the command {command!r} failed with exit code {done.returncode}: {last}", remedy="mend it")
    lines = done.stdout.decode("utf-8", "replace").removesuffix("\n").split("\n")
    if len(lines) != len(texts):
        raise InputError(f"the command {command!r} answered {len(texts)} lines with {len(lines)}", remedy=remedy)
    return [" ".join(line.split()) for line in lines]


def _checked(catalog: Catalog, numbers: Sequence[int], glossary: Glossary) -> Catalog:
    """The catalogue with a note of each finding in these units."""
    own = replace(catalog, units=tuple(catalog.units[n] for n in numbers))
    units = list(catalog.units)
    for finding in check_catalog(own, glossary, only=_known(), fuzzy=True):
        n = numbers[finding.unit]
        units[n] = replace(units[n], notes=(*units[n].notes, f"{MACHINE_FAULT} {finding.message} ({finding.check})"))
    return replace(catalog, units=tuple(units))


def _known() -> list[str]:
    from kztrans.checks.registry import names

    return [name for name in names() if name in CHECKED]
