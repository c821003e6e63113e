"""Would the tests notice? A sample of small changes to the modules in which a fault costs a translator's work.

    python benchmarks/mutants.py --each 12
    python benchmarks/mutants.py --module kztrans/atomic.py --each 40 --seed 1

Each mutant is a copy of a module with one thing otherwise: a comparison, a condition, an argument, a statement that is
left out. The tests of the module run against it in a process of their own, which has the libraries loaded already. A
mutant that survives is a missing test, or means the same as the original. For all mutants there is cosmic-ray, with
``mutation.toml``; it takes hours.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

HOUSE = Path(__file__).parent.parent
TESTS = {
    "atomic": "test_atomic test_in_place",
    "configuration": "test_configuration test_readers test_project_glossary",
    "errors": "test_errors test_readers test_outcome_cases",
    "in_place": "test_in_place test_atomic",
    "locking": "test_locking",
    "outputs": "test_outputs_kinds test_outputs",
    "reading": "test_readers test_names_from_files test_in_place",
    "checks/rules/numbers": "test_checks_numbers test_numbers test_checks",
    "glossary/history": "test_history_lines test_decisions test_locking",
    "glossary/recording": "test_locking test_decisions",
    "jobs/batch": "test_batch test_align_folder",
    "jobs/folder": "test_align_folder",
    "merging/merge": "test_merge_kept test_merge",
}
"""The tests of each module, the quickest first."""
LIBRARIES = (
    "pytest",
    "hypothesis.strategies",
    "lxml.etree",
    "numpy",
    "openpyxl",
    "polib",
    "regex",
    "choppa",
    "click.testing",
)
"""What most tests load, and is loaded once."""
LONGEST = 120
"""Seconds of the processor after which a mutant hangs, which is noticed."""
SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip


WAYS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.BoolOp: ("and/or", "first left out", "last left out"),
    ast.If: ("always", "never"),
    ast.While: ("never",),
    ast.IfExp: ("always", "never"),
    ast.Return: ("return None",),
    ast.UnaryOp: ("not",),
}


def _does_something(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, (ast.Call, ast.Yield, ast.YieldFrom))
    return isinstance(node, (ast.Raise, ast.Continue, ast.Break, ast.AugAssign))


def places(tree: ast.AST) -> list[tuple[int, str]]:
    """What can be changed: the number of a node in the order of ``ast.walk``, and how."""
    notes = {id(n.annotation) for n in ast.walk(tree) if isinstance(n, (ast.AnnAssign, ast.arg)) and n.annotation}
    notes |= {id(n.returns) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.returns}
    skip = {id(inner) for n in ast.walk(tree) if id(n) in notes for inner in ast.walk(n)}
    found = []
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in skip:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            found.append((number, "compare"))
        elif isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
            found.append((number, "arithmetic"))
        elif type(node) in WAYS:
            found += [(number, how) for how in WAYS[type(node)]]
        elif _does_something(node):
            found.append((number, "left out"))
        elif isinstance(node, ast.comprehension) and node.ifs:
            found.append((number, "no condition"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            found.append((number, "true/false"))
    return found


def changed(tree: ast.Module, number: int, how: str) -> tuple[ast.Module, int]:
    """The tree with one thing otherwise, and its line."""
    mutant = copy.deepcopy(tree)
    node = list(ast.walk(mutant))[number]
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Compare):
        node.ops[0] = SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp) and how == "and/or":
        node.op = SWAPS[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        del node.values[0 if how.startswith("first") else -1]
    elif isinstance(node, ast.BinOp):
        node.op = SWAPS[type(node.op)]()
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        node.test = ast.Constant(how == "always")
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)  # twice not, or not the negative
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    elif isinstance(node, ast.comprehension):
        line, node.ifs = node.ifs[0].lineno, []
    elif isinstance(node, ast.Constant):
        node.value = not node.value
    else:
        _leave_out(mutant, node)
    return ast.fix_missing_locations(mutant), line


def _leave_out(tree: ast.Module, statement: ast.AST) -> None:
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and statement in value:
                value[value.index(statement)] = ast.Pass()
                return


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a mutant for one module."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, name: str, path: object, target: object = None) -> object:
        """Where the module is wanted, this is its loader."""
        del path, target
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def create_module(self, spec: object) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


def survives(name: str, tree: ast.Module) -> bool:
    """Do all tests of a module pass with it? They run in a process that is forked."""
    number = os.fork()
    if not number:
        os.setsid()
        for handle in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), handle)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        code = 1
        try:
            dotted = f"kztrans.{name.replace('/', '.')}"
            sys.meta_path.insert(0, Finder(dotted, HOUSE / "kztrans" / f"{name}.py", tree))
            tests = [f"tests/{test}.py" for test in TESTS[name].split() if (HOUSE / "tests" / f"{test}.py").exists()]
            code = _pytest(["-x", "-q", "-p", "no:cacheprovider", *tests])
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0


def _pytest(arguments: Sequence[str]) -> int:
    import pytest

    return int(pytest.main([*arguments]))


def sample(name: str, each: int, seed: int) -> Iterator[tuple[str, ast.Module]]:
    """Mutants of a module, each with what it is."""
    source = (HOUSE / "kztrans" / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    every = places(tree)
    for number, how in sorted(random.Random(f"{seed}-{name}").sample(every, min(each, len(every)))):
        mutant, line = changed(tree, number, how)
        yield f"kztrans/{name}.py:{line}: {how}: {source.splitlines()[line - 1].strip()[:100]}", mutant


def main() -> int:
    """Run the mutants, name those that survive, and print the share that was noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=25, help="mutants of each module")
    parser.add_argument("--module", action="append", help="of these alone: kztrans/atomic.py")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    os.chdir(HOUSE)
    for library in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    wanted = [m.removeprefix("kztrans/").removesuffix(".py") for m in options.module or ()] or list(TESTS)
    total = noticed = 0
    for name in wanted:
        if not survives(name, ast.parse((HOUSE / "kztrans" / f"{name}.py").read_text(encoding="utf-8"))):
            raise SystemExit(f"the tests of kztrans/{name}.py fail without a mutant")
        killed = 0
        mutants = list(sample(name, options.each, options.seed))
        for what, tree in mutants:
            if survives(name, tree):
                print(f"survives: {what}", flush=True)
            else:
                killed += 1
        print(f"{killed:>5} of {len(mutants)} noticed in kztrans/{name}.py", flush=True)
        total, noticed = total + len(mutants), noticed + killed
    print(f"{noticed:>5} of {total} noticed, {100 * noticed / max(total, 1):.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
