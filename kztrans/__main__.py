"""``python -m kztrans``."""

from kztrans.cli import main

main()
