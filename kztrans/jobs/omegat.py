"""An OmegaT project for POs: laid out, and what was translated in it taken back, as often as one likes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.formats import omegat, po, tmx
from kztrans.jobs.naming import memory_beside
from kztrans.jobs.writing import bytes_of
from kztrans.locking import changing, locked
from kztrans.merging import edit
from kztrans.merging.record import read as read_record
from kztrans.merging.returned import Returned, Taken, laid_out, place_of, seen_before, seen_in, take, unique_pairs
from kztrans.model import Catalog
from kztrans.reading import is_file, real
from kztrans.resources import srx_file

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["Back", "Laid", "lay_out", "take_back"]

SETTINGS = "omegat.project"
STATE = Path("omegat") / "kztrans.json"
"""What kztrans has to know of a project: which PO each file is of, and what was seen of its translations."""
SAVED = Path("omegat") / "project_save.tmx"
_EMPTY = re.compile(rb"<(beforebreak|afterbreak)>\s*</\1>")
"""A part of a rule that asks for nothing, which OmegaT's reader may take for one that is missing."""


@dataclass(frozen=True, slots=True)
class Back:
    """What was taken back into one PO."""

    po: Path
    taken: Taken
    written: tuple[Path, ...]
    cut: bool = False
    """Did OmegaT cut its entries into sentences, so that what it wrote to ``target/`` is of no use?"""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid out of one PO."""

    source: Path
    entries: int
    fuzzy: int
    untranslated: int
    stale: tuple[str, ...] = ()
    """Sources whose translation in the PO is newer than the one that OmegaT shows."""


def take_back(project: Path) -> list[Back]:
    """Take what was translated in a project into the POs that it was laid out from; they and their TMX are written.

    Raises:
        InputError: a file of the project, or a PO, cannot be read or written.
    """
    if not project.is_dir():
        return []
    with locked(project / STATE.name):
        state = _state(project)
        settings = bytes_of(project / SETTINGS) or b""
        cut = omegat.SENTENCES.search(settings.decode("utf-8", "replace")) is not None
        return [_taken(project, name, state, cut) for name in state]


def _taken(project: Path, name: str, state: dict[str, dict[str, Any]], cut: bool) -> Back:
    path = project / state[name]["po"]
    path = Path(os.path.relpath(path)) if is_file(path) else path
    laid = po.read(project / "source" / name)
    returned = _returned(project, name, laid, cut)
    seen = frozenset(state[name]["seen"])
    memory = memory_beside(path, laid.source_lang, laid.target_lang)
    found: list[Taken] = []

    def change(catalog: Catalog) -> Catalog:
        after, taken = take(catalog, laid, returned, seen, read_record(memory, path.stem))
        found.append(taken)
        return after

    if not is_file(path):
        raise InputError("is gone", path=path, remedy=f"bring it back, or take {name} out of {project / STATE}")
    saved = edit.save(path, memory, change)
    state[name]["seen"] = sorted(seen_in(returned) | laid_out(laid))
    _write_state(project, state)
    return Back(path, found[-1], saved.written, cut)


def _returned(project: Path, name: str, laid: Catalog, cut: bool) -> Returned:
    target = project / "target" / name
    translated = po.read(target).units if is_file(target) and not cut else ()
    saved = project / SAVED
    pairs = omegat.saved(saved, laid.source_lang, laid.target_lang) if saved.exists() else []
    return Returned(
        everywhere={place_of(None, pair.source)[1]: pair.target for pair in pairs if not pair.file},
        here={place_of(pair.context, pair.source): pair.target for pair in pairs if pair.file == name},
        written={place_of(unit.context, unit.source): unit.target for unit in translated if unit.target},
        plurals={place_of(unit.context, unit.source): unit.plural_targets for unit in translated if unit.plural},
    )


def lay_out(project: Path, pos: Sequence[Path], glossary: Glossary) -> list[Laid]:
    """Lay out POs in a project, which is made where it is not there; those that it has already when none is given.

    Call ``take_back`` before, so that nothing is laid out over what was not taken back.

    Raises:
        InputError: the folder holds something else, two POs have one name, or a file cannot be read or written.
    """
    _refuse_a_folder_of_something_else(project)
    with changing(project / STATE.name):
        return _all_laid(project, pos, glossary)


def _all_laid(project: Path, pos: Sequence[Path], glossary: Glossary) -> list[Laid]:
    state = _state(project)
    documents = {name: project / entry["po"] for name, entry in state.items()}
    for path in pos:
        if path.name in documents and not _same(path, documents[path.name]):
            remedy = "lay it out in a project of its own"
            raise InputError(
                f"has the name of another PO in {project}, {documents[path.name]}", path=path, remedy=remedy
            )
        if path.name not in documents and (project / "source" / path.name).exists():
            raise InputError(
                "was put there by somebody else", path=project / "source" / path.name, remedy="move it away"
            )
        documents[path.name] = path
    if not documents:
        raise InputError("has no PO of kztrans", path=project, remedy="name a text or a PO behind it")
    data = {name: _read(path) for name, path in documents.items()}
    catalogs = {name: po.parse(data[name], path) for name, path in documents.items()}
    langs = {(catalog.source_lang, catalog.target_lang) for catalog in catalogs.values()}
    if any("" in pair for pair in langs):
        raise InputError("has a PO that does not say its languages", path=project, remedy="give its header `Language`")
    if len(langs) > 1:
        raise InputError("would hold POs of several languages", path=project, remedy="make a project for each pair")
    _lay_out_settings(project, *langs.pop(), glossary)
    laid = []
    for name, path in documents.items():
        laid.append(_laid(project, name, path, catalogs[name], state))
        write_atomic(project / "source" / name, data[name])
    return laid


def _laid(project: Path, name: str, path: Path, catalog: Catalog, state: dict[str, dict[str, Any]]) -> Laid:
    """Lay out what goes with a PO."""
    returned = _returned(project, name, catalog, cut=False)
    pairs = unique_pairs(catalog.units)
    memory = Catalog(catalog.source_lang, catalog.target_lang, tuple(pairs))
    write_atomic(project / "tm" / "auto" / f"{path.stem}.tmx", tmx.serialize(memory))
    seen = state[name]["seen"] if name in state else seen_before(catalog, returned)
    where = os.path.relpath(real(path), real(project))
    state[name] = {"po": Path(where).as_posix(), "seen": sorted(laid_out(catalog).union(seen))}
    _write_state(project, state)
    live = [unit for unit in catalog.units if not unit.obsolete]
    return Laid(
        project / "source" / name,
        len(live),
        sum(unit.fuzzy and bool(unit.target) for unit in live),
        sum(not unit.target and not any(unit.plural_targets) for unit in live),
        tuple(
            pair.source for pair in pairs if returned.everywhere.get(pair.source.strip(), pair.target) != pair.target
        ),
    )


def _lay_out_settings(project: Path, source_lang: str, target_lang: str, glossary: Glossary) -> None:
    from kztrans.glossary.delimited import to_omegat

    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True, exist_ok=True)
    settings = bytes_of(project / SETTINGS)
    text = omegat.project(source_lang, target_lang) if settings is None else settings.decode("utf-8", "surrogateescape")
    write_atomic(project / SETTINGS, omegat.without_sentences(text).encode("utf-8", "surrogateescape"))
    write_atomic(project / "glossary" / "kztrans.txt", to_omegat(glossary.concepts, source_lang, target_lang))
    rules, own = srx_file(source_lang), project / "omegat" / "segmentation.srx"
    if rules is not None and not own.exists():
        write_atomic(own, _EMPTY.sub(rb"<\1>(?:)</\1>", rules.read_bytes()))


def _refuse_a_folder_of_something_else(project: Path) -> None:
    if project.exists() and not project.is_dir():
        raise InputError("is no folder", path=project, remedy="name a folder for the project")
    if project.is_dir() and not (project / SETTINGS).exists() and any(project.iterdir()):
        raise InputError("holds something else than an OmegaT project", path=project, remedy="name a new folder")


def _read(path: Path) -> bytes:
    data = bytes_of(path)
    if data is None:
        raise InputError("no such file", path=path, remedy="name the PO of a text")
    return data


def _same(one: Path, other: Path) -> bool:
    return is_file(one) and is_file(other) and one.samefile(other)


def _state(project: Path) -> dict[str, dict[str, Any]]:
    data = bytes_of(project / STATE)
    if data is None:
        return {}
    try:
        documents = json.loads(data)["documents"]
        return {str(name): {"po": str(d["po"]), "seen": [str(s) for s in d["seen"]]} for name, d in documents.items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        remedy = "delete it, and lay the PO out anew"
        raise InputError("is not what kztrans wrote", path=project / STATE, remedy=remedy) from error


def _write_state(project: Path, state: dict[str, dict[str, Any]]) -> None:
    data = json.dumps({"documents": state}, ensure_ascii=False, indent=1) + "\n"
    write_atomic(project / STATE, data.encode("utf-8", "surrogateescape"))
