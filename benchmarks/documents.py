"""How much longer a Word file takes than a plain text, and how much memory a large one.

    python benchmarks/documents.py

Prints seconds of ``kztrans align`` for 50 paragraphs as text and as DOCX (the least of several runs), their ratio, and
the peak of memory that a process of its own takes to read, and to read and write, a DOCX, an ODT and an EPUB with 5 MB
of text, over what it takes for a document of one word.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from office_files import docx, epub, odt, op, p, r, span

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


def peak() -> int:
    """The most bytes that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def read_and_write(data: bytes, name: str, write: bool) -> None:
    blocks = documents.parse(data, name, "id").blocks
    if write:
        documents.write(data, name, [Translation(n, n, b.text, b.codes) for n, b in enumerate(blocks)], "en")


def measured(path: Path, what: str) -> None:
    """What a process of its own prints: the bytes that a file takes over what one of a word does."""
    read_and_write(files(["Satu."])[path.suffix](), path.name, True)
    base = peak()
    read_and_write(path.read_bytes(), path.name, what == "write")
    print(peak() - base)


def files(texts: list[str]) -> dict[str, Callable[[], bytes]]:
    """The texts as files of several formats, by their endings."""

    def cut(text: str, bold: str, plain: str) -> list[str]:
        words = text.replace("&", "&amp;").split(" ")
        return [(bold if n % 24 == 18 else plain).format(" ".join(words[n : n + 6])) for n in range(0, len(words), 6)]

    def chapter(part: list[str]) -> str:
        return "".join(f"<p>{' '.join(cut(text, '<b>{}</b>', '{}'))}</p>" for text in part)

    return {
        ".docx": lambda: word_file(texts),
        ".odt": lambda: odt(*(op(*cut(text, span("{} ", "T1"), "{} ")) for text in texts)),
        ".epub": lambda: epub(*(chapter(texts[n : n + 500]) for n in range(0, len(texts), 500))),
    }


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
        texts = paragraphs(LARGE)
        size = sum(len(text.encode()) for text in texts)
        for ending, made in files(texts).items():
            (Path(folder) / f"large{ending}").write_bytes(made())
            for what in ("read", "write"):
                call = [sys.executable, __file__, what, f"{folder}/large{ending}"]
                most = int(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
                print(f"{ending:6} {what:6} {most / 1e6:6.1f} MB, {most / size:.1f} times the text")


if __name__ == "__main__":
    measured(Path(sys.argv[2]), sys.argv[1]) if len(sys.argv) > 1 else main()
