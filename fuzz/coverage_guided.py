"""A target of ``targets`` under atheris, which looks for inputs that reach new code.

    python fuzz/coverage_guided.py po fuzz/corpus/po -max_total_time=600

Options after the target's name are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["kztrans"]):
    from fuzz.target import fault
    from fuzz.targets import TARGETS


def main() -> None:
    """Fuzz one target, beginning with its good inputs."""
    name = sys.argv.pop(1)
    target = TARGETS[name]
    corpus = Path(__file__).parent / "corpus" / name.replace(" ", "-")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)

    def one(data: bytes) -> None:
        wrong = fault(target, data)
        if wrong:
            raise AssertionError(wrong)

    atheris.Setup([*sys.argv, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
