"""How much there is to translate: words and characters, what repeats, what a memory holds; see ``docs/stats.md``."""
