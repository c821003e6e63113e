"""Texts that hold one thing over and over: what makes an expression go back and back where it can."""

PIECES = (
    *("a", "A", "é", "字", "1", "0", "٣", "1 ", "1.", "1,", "1.000", "1,000.", "1/", "12:30 ", "12.30-", "1-", "½", "²"),
    *(" ", "\t", "\u00a0", "\u202f", "\u200b", "\u00ad", "\n", "\r\n", "\n\n", " \n", "\u2028", "\ufeff"),
    *(".", "..", ". ", "…", ". .", "? ", "!", "?!", "-", "- ", "–", "—", "_", "=", "*", "#", "~", "|", "/", "\\", "%", "&"),
    *("(", ")", "()", "[", "]", "{", "<", ">", "<b>", "<b1>", "</b1>", "<!--", "&amp;", "&#"),
    *('"', "'", "“", "”", "“a", "”. ", "«", "''", "`", "a'"),
    *("http://", "www.", "a@", "a.b", "a-", "anak-", "ke-", "A.", "A. ", "Dr. ", "Aa ", "AB ", "A.B.", "Anak ", "di ", "ribu "),
    *("12 ", "Mei ", "12 Mei ", "pukul ", "persen ", "$1 ", "Rp", "km", "1 km ", "satu ", "seratus ", "one hundred and "),
)  # fmt: skip
"""Pieces that are repeated; more than 76 kinds."""


def long_run(piece, length):
    """A text of a length, in sentences of words at both ends so that what looks for a whole has something to find."""
    return f"Rapat {piece * (length // len(piece))} selesai"
