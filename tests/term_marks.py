"""The marked sentences of ``tests/golden/terms.tsv``, read as the benchmark reads them."""

import importlib.util
import sys
from pathlib import Path

_PATH = Path(__file__).parent.parent / "benchmarks" / "term_quality.py"
_SPEC = importlib.util.spec_from_file_location("term_quality", _PATH)
term_quality = importlib.util.module_from_spec(_SPEC)
sys.modules["term_quality"] = term_quality
_SPEC.loader.exec_module(term_quality)
