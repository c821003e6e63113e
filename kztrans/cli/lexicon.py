"""``kztrans lexicon``: learn a lexicon from translations, and look words up."""

from __future__ import annotations

from pathlib import Path

import click

from kztrans.cli.counted import counted
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.number_option import AtLeast
from kztrans.cli.output import FORCE, put
from kztrans.cli.text_option import TEXT

__all__ = ["lexicon"]


@click.group()
def lexicon() -> None:
    """Learn a bilingual word list from your own translations, and look words up.

    \b
    kztrans lexicon learn memory.tmx -o mine.tsv
    kztrans align SOURCE TARGET --lexicon mine.tsv
    """


@lexicon.command()
@click.argument("files", metavar="MEMORY.tmx|FILE.po…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The word list to write.")
@FORCE
@click.option("-s", "--source-lang", default="id", type=LANGUAGE, show_default=True)
@click.option("-t", "--target-lang", default="en", type=LANGUAGE, show_default=True)
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="Least probability of a pair."
)
@click.option("--often", type=AtLeast(1), default=2, show_default=True, help="How often two words must meet.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def learn(
    files: tuple[Path, ...],
    output: Path,
    force: bool,
    source_lang: str,
    target_lang: str,
    least: float,
    often: int,
    quiet: bool,
) -> None:
    """Estimate a word list from translation memories and translated files (IBM Model 1).

    Units that are fuzzy or not translated are left out. A few hundred sentences give something, some thousands a lot.
    """
    from kztrans import formats
    from kztrans.alignment.learn import learn_lexicon
    from kztrans.bilingual.lexicon import format_lexicon
    from kztrans.errors import InputError
    from kztrans.outputs import LEXICON

    pairs = [
        (unit.source, unit.target)
        for file in files
        for unit in formats.read(file, source_lang, target_lang).units
        if unit.target and not unit.fuzzy and not unit.obsolete
    ]
    if not pairs:
        raise InputError("holds no translated unit", path=files[0], remedy="name a file with finished translations")
    found = learn_lexicon(pairs, source_lang, target_lang, least=least, often=often)
    put(format_lexicon(found).encode("utf-8"), output, LEXICON, files, force)
    if not quiet and str(output) != "-":
        click.echo(f"{counted(len(found), 'word')} from {counted(len(pairs), 'translated unit')}: {output}")


@lexicon.command()
@click.argument("word", type=TEXT)
@click.option(
    "--lexicon", "extra", type=click.Path(path_type=Path), help="A word list to look in before the base lexicon."
)
@click.option("-s", "--source-lang", default="id", type=LANGUAGE, show_default=True)
@click.option("-t", "--target-lang", default="en", type=LANGUAGE, show_default=True)
def show(word: str, extra: Path | None, source_lang: str, target_lang: str) -> None:
    """Print what the lexicon has for a word, or for the words that it may be a form of. Exit code 1: nothing."""
    from kztrans import languages
    from kztrans.bilingual.lexicon import base_lexicon, read_lexicon

    book = base_lexicon(source_lang, target_lang)
    if extra is not None:
        book = read_lexicon(extra).merged(book)
    forms = dict.fromkeys((word.lower(), *languages.get(source_lang).lemmas(word)))
    found = [form for form in forms if form in book.entries]
    for form in found:
        click.echo(f"{form}\t{' | '.join(book.entries[form])}")
    if not found:
        raise click.exceptions.Exit(1)
