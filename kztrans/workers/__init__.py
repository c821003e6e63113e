"""Many tasks on several processes: of this machine (`local`), or of a cluster (`cluster`).

An engine is given tasks, small values that tell what is to be done, and the function that does one. What a task makes
it writes itself, or returns. A task whose process ends in the middle, or takes too long, is *lost*: whoever gave it
says what is to be tried in its place, its halves for instance, until the one part is found that nobody survives.
"""

from kztrans.workers.engine import Engine, Lost

__all__ = ["Engine", "Lost"]
