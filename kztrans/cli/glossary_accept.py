"""``kztrans glossary accept``: move approved proposals into a glossary."""

from __future__ import annotations

from pathlib import Path

import click

from kztrans.cli.counted import counted
from kztrans.cli.glossary_review import now, user
from kztrans.cli.language_option import LANGUAGE

__all__ = ["accept"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("accept", epilog="Example: kztrans glossary accept proposals.csv glossary/mine.csv --reviewer Aigerim")
@click.argument("proposals", type=_FILE)
@click.argument("target", metavar="GLOSSARY.csv", type=_FILE)
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...")
@click.option("-r", "--reviewer", envvar="KZTRANS_REVIEWER", metavar="NAME", help="You; or set $KZTRANS_REVIEWER.")
@click.option("--date", metavar="DATE", help="YYYY-MM-DD, or a time in UTC; now if none.")
@click.option("-s", "--source-lang", metavar="LANG", type=LANGUAGE, default="id", show_default=True)
@click.option("-t", "--target-lang", metavar="LANG", type=LANGUAGE, default="en", show_default=True)
def accept(
    proposals: Path,
    target: Path,
    concepts: tuple[str, ...],
    reviewer: str | None,
    date: str | None,
    source_lang: str,
    target_lang: str,
) -> None:
    """Move what is approved in a file of PROPOSALS into a glossary: all of it, or the concepts named.

    A further word for a concept of the glossary (column variant-of) becomes a term of that concept.
    What is rejected or not decided stays. What the glossary has already, with the same terms, stays too, and is named.
    """
    from kztrans.glossary.accepting import accept as move

    done = move(
        proposals,
        target,
        reviewer=reviewer or user(),
        date=date or now(),
        only=concepts,
        langs=(source_lang, target_lang),
    )
    for name, other in done.known:
        click.echo(f"{name}: stays, {target} has its terms as {other}", err=True)
    for name, other in done.joined:
        click.echo(f"{name}: a term of {other} in {target} now", err=True)
    click.echo(f"{target}: {counted(len(done.moved), 'concept')} moved; {done.open} not decided yet", err=True)
