"""``kztrans check``: checks of translations."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.jobs_option import JOBS
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE, put
from kztrans.cli.progress import steps

__all__ = ["check"]

EPILOG = """\b
Examples:
  kztrans check locales                          every PO and TMX below locales/
  kztrans check a.po --only numbers,dates        two checks
  kztrans check locales --format sarif -o o.sarif
  kztrans check locales --baseline old.json      only what is new

\b
To ignore checks on one entry, comment it: # kztrans: ignore numbers, quotes (or: ignore all).
For a project, write skip = ["consistency"] below [tool.kztrans.check] in pyproject.toml.

Exit code: 0 nothing grave, 1 errors (with --strict warnings too), 2 wrong usage or input."""


def _names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.command(epilog=EPILOG)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--list", "listed", is_flag=True, help="Name the checks, and do nothing else.")
@click.option("--only", multiple=True, metavar="NAME", help="Run only this check; several with commas, or again.")
@click.option("--skip", multiple=True, metavar="NAME", help="Do not run this check.")
@click.option(
    "--severity",
    type=click.Choice(["info", "warning", "error"]),
    default="info",
    show_default=True,
    help="The least severity to report.",
)
@click.option("--strict", is_flag=True, help="Exit 1 where there are warnings, too.")
@click.option("--fuzzy", is_flag=True, help="Check fuzzy translations as well.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit", "html"]),
    default="text",
    show_default=True,
    help="text: a line each; json; sarif: SARIF 2.1.0; junit: JUnit XML; html: a page.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of standard output.")
@FORCE
@glossary_option()
@click.option(
    "-s", "--source-lang", default="", metavar="CODE", type=LANGUAGE, help="Source language. [the file's, else id]"
)
@click.option(
    "-t", "--target-lang", default="", metavar="CODE", type=LANGUAGE, help="Target language. [the file's, else en]"
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="Report of an earlier check, JSON or SARIF: report only what is new since.",
)
@JOBS
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def check(
    files: tuple[Path, ...],
    listed: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    severity: str,
    strict: bool,
    fuzzy: bool,
    form: str,
    output: Path | None,
    force: bool,
    glossary: tuple[Path, ...],
    source_lang: str,
    target_lang: str,
    baseline: Path | None,
    jobs: int,
    quiet: bool,
) -> None:
    """Check translations in PO and TMX files: terms, numbers, dates, names, punctuation and more.

    FILES are files or folders; of a folder, all PO and TMX files below it.
    """
    if listed:
        _list(form)
        return
    if not files:
        raise click.UsageError("Name PO or TMX files, or folders with them; or list the checks with --list.")
    from kztrans.checks.report import render
    from kztrans.checks.report.baseline import known, without
    from kztrans.jobs import check as job_module
    from kztrans.jobs.project_glossary import choose, project_of, settings_of
    from kztrans.model import Severity
    from kztrans.outputs import REPORT

    project = project_of(job_module.files_in(files))
    settings = settings_of(project)
    choice = choose(glossary, settings, project)
    levels: dict[str, Severity] = {"info": "info", "warning": "warning", "error": "error"}
    job = job_module.CheckJob(
        paths=files,
        only=_names(only),
        skip=_names(skip),
        severity=levels[severity],
        fuzzy=fuzzy,
        glossary=choice.load(source_lang or "id"),
        source_lang=source_lang,
        target_lang=target_lang,
        configuration=settings,
    )
    old = known(baseline) if baseline else frozenset()
    with steps(quiet) as step:
        report = without(job_module.run(job, step, jobs), old)
    said = [path for path in (settings.path, baseline) if path]
    read = [*job_module.files_in(files), *choice.files, *said]
    put(render(report, form).encode("utf-8", "backslashreplace"), output, REPORT, read, force)
    if not quiet:
        click.echo(f"{report.summary()}\nglossary: {choice.told()}", err=True)
    counts = report.counts()
    if counts["error"] or ((strict or settings.check.strict) and counts["warning"]):
        sys.exit(1)


def _list(form: str) -> None:
    from kztrans.checks import checks

    if form == "json":
        rows = [{"name": c.name, "severity": c.severity, "summary": c.summary, "help": c.help} for c in checks()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in checks():
        click.echo(f"{one.name:<15}{one.severity:<9}{one.summary}")
