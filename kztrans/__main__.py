"""``python -m kztrans``."""

from kztrans.cli import main

if __name__ == "__main__":  # a process of its own for heavy work imports this, too
    main()
