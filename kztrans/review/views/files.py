"""The page of files that cannot be used: each with its line, what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kztrans.errors import one_line
from kztrans.review.faults import overlooked
from kztrans.review.site import Site

__all__ = ["files_page"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file."""

    name: str
    line: int
    """0 where it is none of a line."""
    message: str
    remedy: str


def files_page(site: Site, request: Request) -> Response:
    """The faults of the project's files, which are read once more for it."""
    folder = site.project.folder
    found = {**overlooked(site.project), **site.project.looked_through()}
    faults = [
        Fault(
            path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path),
            error.line or 0,
            one_line(error.message),
            error.remedy,
        )
        for path, error in sorted(found.items())
    ]
    return site.page(request, "files.html", faults=faults)
