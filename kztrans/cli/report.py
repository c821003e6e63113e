"""``kztrans report``: the review's views as one HTML file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.output import FORCE, put
from kztrans.cli.progress import steps
from kztrans.errors import InputError

__all__ = ["report"]

_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
EPILOG = """\b
Examples:
  kztrans report                       the project in this folder, as report.html
  kztrans report work -o to-mail.html  another folder's

The file needs nothing else: mail it, open it in any browser."""


@click.command(epilog=EPILOG)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default=Path("report.html"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="The file to write.",
)
@FORCE
@glossary_option(whose="FOLDER's")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder in which the aligned texts lie. [FOLDER]")
@click.option(
    "--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Language of the report."
)
@click.option("--date", metavar="DAY", help="The day that it bears, YYYY-MM-DD. [that of the newest decision]")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing.")
def report(
    folder: Path,
    output: Path,
    force: bool,
    glossary: tuple[Path, ...],
    texts: Path | None,
    lang: str,
    date: str | None,
    quiet: bool,
) -> None:
    """Write glossary, alignments, findings and progress of the project in FOLDER as one HTML file.

    A file that cannot be read does not stop the others; exit code 2 then.
    """
    if date is not None and not _DAY.fullmatch(date):
        raise InputError(f"{date!r} is no day", remedy="write it as YYYY-MM-DD")
    try:
        from kztrans.review.project import Project
        from kztrans.review.report import report as make
        from kztrans.review.site import Site
    except ImportError as error:
        missing = (error.name or "a package").partition(".")[0]
        raise InputError(f"{missing} is not installed", remedy='pip install "kztrans[review]"') from error
    from kztrans.outputs import PROJECT_REPORT

    project = Project(folder, glossary, texts)
    with steps(quiet) as step:
        step("aligning and checking")
        data = make(Site(project, ""), lang, date or "")
    written = put(data, output, PROJECT_REPORT, project.files(), force)
    if not quiet and str(output) != "-":
        click.echo(f"glossary: {project.choice().told()}")
        click.echo(f"{output} {'written' if written else 'unchanged'}")
    if faults := project.looked_through():
        for fault in faults.values():
            click.echo(f"kztrans: {fault}", err=True)
        sys.exit(2)
