"""``kztrans plugins``: what other packages have added."""

from __future__ import annotations

import sys

import click

__all__ = ["plugins"]


@click.command()
def plugins() -> None:
    """List the checks, formats, documents and languages that other packages have added.

    Of a name that kztrans has itself, ours is used; that is told. Exit code 1 where a plug-in cannot be loaded.
    """
    from kztrans.jobs.plugged import plugged
    from kztrans.plugins import off

    found = plugged()
    for plugin in found:
        told = ", ".join(
            f"{name} (not used: kztrans has one)" if name in plugin.taken else name for name in plugin.brings
        )
        click.echo(f"{plugin.table:<10} {plugin.package or plugin.name}: {plugin.fault or told}")
    if not found:
        click.echo("no plug-ins; docs/plugins.md shows how to write one")
    elif off():
        click.echo("all of them are off, since KZTRANS_PLUGINS is set to nothing")
    if any(plugin.fault for plugin in found):
        sys.exit(1)
