"""``kztrans review``: the local web application."""

from __future__ import annotations

import atexit
import contextlib
import getpass
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.progress import steps
from kztrans.cli.text_option import TEXT
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.review.site import Site

__all__ = ["open_privately", "review"]

EPILOG = """\b
Examples:
  kztrans review                      the project in this folder: glossary/ and locales/
  kztrans review work -g terms.csv    another folder, with a glossary of its own
  kztrans review --as "Aigerim S."    decisions carry this name

Open the printed address in a browser on this machine. Ctrl-C ends it; everything is saved as you go."""


@click.command(epilog=EPILOG)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@glossary_option(whose="FOLDER's")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder in which the aligned texts lie. [FOLDER]")
@click.option("--as", "reviewer", metavar="NAME", type=TEXT, help="Name that your decisions carry. [your user name]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1. [any that is free]")
@click.option("--browser/--no-browser", default=True, help="Open the browser.  [default: browser]")
@click.option("-q", "--quiet", is_flag=True, help="Print the address and nothing else.")
def review(
    folder: Path,
    glossary: tuple[Path, ...],
    texts: Path | None,
    reviewer: str | None,
    port: int,
    browser: bool,
    quiet: bool,
) -> None:
    """Review the glossary, the alignment and the findings of the project in FOLDER, in the browser.

    Glossaries in CSV are changed; those in other formats are shown only.

    The application listens on 127.0.0.1 only, and lets in only who opens the address that it prints.
    """
    try:
        from kztrans.jobs.versions import prepare
        from kztrans.review.app import create_app
        from kztrans.review.heavy import ready, stop
        from kztrans.review.project import Project
        from kztrans.review.serving import listen, server
        from kztrans.review.site import Site
    except ImportError as error:
        missing = (error.name or "a package").partition(".")[0]
        raise InputError(f"{missing} is not installed", remedy='pip install "kztrans[review]"') from error
    try:
        project = Project(folder, glossary, texts)
        site = Site(project, (reviewer or _user()).strip() or "reviewer", announce=click.echo)
        prepare(project.folder, project.decided_paths())
        with steps(quiet) as step:
            step("reading the glossary and the documents")
            site.warm()
            ready()
        listener = listen(port)
        port = listener.getsockname()[1]
        address = f"http://127.0.0.1:{port}/?token={site.secrets.token}"
        click.echo(address)
        if not quiet:
            click.echo(f"glossary: {project.choice().told()}", err=True)
            for fault in list(project.problems.values()):
                click.echo(f"kztrans: {fault}", err=True)
            click.echo("Ctrl-C ends it.", err=True)
        if browser:
            open_privately(address)
        threading.Thread(target=_prepare, args=(site,), daemon=True).start()
        server(create_app(site, port)).run([listener])
    except KeyboardInterrupt:
        click.echo(err=True)
    finally:
        stop()


def open_privately(address: str) -> None:
    """Open an address in the browser by way of a file that only this user can read.

    A program's command line can be read by all users of a machine; the token is not for them.
    """
    folder = Path(tempfile.mkdtemp(prefix="kztrans-"))  # which is this user's alone
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    page = folder / "open.html"
    page.touch(mode=0o600)
    title = "<!doctype html><html lang=en><meta charset=utf-8><title>kztrans</title>"
    page.write_text(
        f'{title}<meta http-equiv="refresh" content="0;url={address}"><p><a href="{address}">kztrans</a></p>\n',
        encoding="utf-8",
    )
    click.launch(page.as_uri())


def _prepare(site: Site) -> None:
    from concurrent.futures import BrokenExecutor

    from kztrans.review.heavy import ready

    with contextlib.suppress(BrokenExecutor, RuntimeError):  # the server was ended meanwhile
        site.prepare()
        ready()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a machine that does not know its user
        return "reviewer"
