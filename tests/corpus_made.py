"""A small corpus, and an engine without processes, for the tests of corpora."""

from benchmarks.made_corpus import make
from kztrans.corpus.manifest import Row, serialize


def write_corpus(folder, numbers, *, left_out=0.1, name="{:03d}.txt"):
    """Write pairs of documents and their manifest, which it returns."""
    rows = []
    for side in ("id", "en"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    for number in numbers:
        made = make(number, left_out, 0.0)
        file = name.format(number)
        for side, sentences in (("id", made.source), ("en", made.target)):
            (folder / side / file).write_text("\n".join(sentences[:8]) + "\n", "utf-8")
        rows.append(Row(str(number), f"id/{file}", f"en/{file}", 0.9))
    path = folder / "pairs.tsv"
    path.write_bytes(serialize(rows))
    return path


class Here:
    """Does tasks in this process; ``deadly`` tells the tasks that would have ended theirs."""

    def __init__(self, deadly=lambda _: False):
        self.deadly, self.given = deadly, []

    def run(self, tasks, work, lost):
        waiting = list(tasks)
        while waiting:
            task = waiting.pop()
            self.given.append(task)
            if self.deadly(task):
                waiting += lost(task, "the process that did it was ended by SIGKILL")
            else:
                yield task, work(task)


def tree(folder):
    """Files by their names below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
