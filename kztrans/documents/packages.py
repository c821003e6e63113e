"""Open Packaging Conventions (ECMA-376, part 2): which parts an Office file has, and what they refer to."""

from __future__ import annotations

import re
from posixpath import join, normpath

from kztrans.documents.archive import Archive
from kztrans.documents.xml_nodes import utf8

__all__ = ["named", "related", "targets"]

_OVERRIDE = re.compile(r"<(?:\w+:)?Override\b[^>]*>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


def named(archive: Archive, kind: str) -> list[str]:
    """The parts whose content type ends in a pattern, in the order of their names, ``header2`` before ``header10``."""
    types = utf8(archive.read("[Content_Types].xml")).decode("utf-8", "replace")
    found = []
    for override in _OVERRIDE.findall(types):
        said = dict(_ATTRIBUTE.findall(override))
        name = said.get("PartName", "").lstrip("/")
        if re.search(rf"(?:{kind})$", said.get("ContentType", "")) and name in archive:
            found.append(name)
    return sorted(found, key=lambda name: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", name)])


def targets(archive: Archive, name: str) -> dict[str, str]:
    """Where a part's relationships lead to, by their ids, as it is written there."""
    return {a["Id"]: a["Target"].replace("&amp;", "&") for a in _relationships(archive, name)}


def related(archive: Archive, name: str) -> dict[str, str]:
    """The parts of the archive that a part's relationships lead to, by their ids."""
    folder = name.rpartition("/")[0]
    found = {}
    for said in _relationships(archive, name):
        target = normpath(join("/", folder, said["Target"])).lstrip("/")
        if said.get("TargetMode") != "External" and target in archive:
            found[said["Id"]] = target
    return found


def _relationships(archive: Archive, name: str) -> list[dict[str, str]]:
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    if relations not in archive:
        return []
    content = utf8(archive.read(relations)).decode("utf-8", "replace")
    said = (dict(_ATTRIBUTE.findall(relation)) for relation in _RELATIONSHIP.findall(content))
    return [a for a in said if "Id" in a and "Target" in a]
