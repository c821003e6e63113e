"""``kztrans``, and ``python -m kztrans``."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line. Ctrl-C while it is still being loaded ends it as quietly as later on."""
    try:
        from kztrans.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":  # a process of its own for heavy work imports this, too
    main()
