"""The option ``--article``."""

from __future__ import annotations

__all__ = ["ARTICLE_HELP"]

ARTICLE_HELP = "Of a saved web page the article alone; needs kztrans[article]."
