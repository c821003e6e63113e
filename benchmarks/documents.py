"""How much longer a Word file takes than a plain text, and how much memory a large one.

    python benchmarks/documents.py

Prints seconds of ``kztrans align`` for 50 paragraphs as text and as DOCX (the least of several runs), their ratio, and
the peak of the memory that Python takes to read, and to read and write, a DOCX with 5 MB of text.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from office_files import docx, p, r

from kztrans import documents
from kztrans.documents import Translation
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.resources import sample_files

RUNS = 5
PARAGRAPHS = 50
LARGE = 5_000_000
"""Characters."""


def paragraphs(characters: int = 0) -> list[str]:
    """The sample's paragraphs over and over: fifty, or as many as have so many characters."""
    texts = [line for line in sample_files()[0].read_text("utf-8").splitlines() if line.strip()]
    count = PARAGRAPHS if not characters else characters * len(texts) // sum(map(len, texts))
    return [f"{texts[n % len(texts)]} Nomor {n}." for n in range(count)]


def word_file(texts: list[str]) -> bytes:
    """Runs of six words as Word cuts them, every fourth one bold."""
    made = []
    for text in texts:
        words = text.replace("&", "&amp;").split(" ")
        runs = [" ".join(words[n : n + 6]) + " " for n in range(0, len(words), 6)]
        looks = ("<w:lang w:val='id-ID'/>", "", "<w:noProof/>", "<w:b/>")
        made.append(p(*(r(run, looks[n % 4]) for n, run in enumerate(runs))))
    return docx(*made)


def seconds(do: Callable[[], object]) -> float:
    """The least time of some runs, on the processor."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        do()
        found.append(time.process_time() - start)
    return min(found)


def peak(do: Callable[[], object]) -> int:
    """The most bytes that Python held meanwhile."""
    tracemalloc.start()
    do()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def read_and_write(data: bytes) -> None:
    blocks = documents.parse(data, "a.docx", "id").blocks
    documents.write(data, "a.docx", [Translation(n, n, b.text, b.codes) for n, b in enumerate(blocks)], "en")


def main() -> None:
    glossary = Glossary.load()
    with tempfile.TemporaryDirectory() as folder:
        text, word = Path(folder) / "a.txt", Path(folder) / "a.docx"
        text.write_text("\n\n".join(paragraphs()), "utf-8")
        word.write_bytes(word_file(paragraphs()))
        times = []
        for path in (text, word):
            job = AlignJob(path, folder=Path(folder) / path.suffix, glossary=glossary)
            times.append(seconds(lambda job=job: run(job)))
            print(f"{path.suffix:6} {times[-1]:6.3f} s")
        print(f"ratio  {times[1] / times[0]:6.2f}")
    data = word_file(paragraphs(LARGE))
    for name, do in (("read", lambda: documents.parse(data, "a.docx", "id")), ("write", lambda: read_and_write(data))):
        most = peak(do)
        print(f"{name:6} {most / 1e6:6.1f} MB, {most / LARGE:.1f} times the text")


if __name__ == "__main__":
    main()
