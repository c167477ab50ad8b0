"""Mutation testing of ``core``: no survivor without a written reason.

``mutmut`` makes the mutants; this runs them, and holds what survives against ``tests/core/survivors.toml``. It fails on a
survivor without a reason, and on a reason whose mutant is gone or has been killed.

The tests are collected once. Each mutant then gets a fork of that process, which has run no test (what unmutated code has
left in a cache would hide the mutant), and runs the tests that reach the mutated function until one fails: first those of its
own module with few examples of each property, then with many, then all others of ``core``. (``mutmut run`` starts pytest for
each mutant, which takes several times as long, and knows no reasons.)

mutmut mutates functions only. What stands outside of them (tables, patterns, bounds, fields) is mutated here with mutmut's own
operators; such a mutant is there from the import on, so it gets a fork that has imported neither the package nor the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import ndiff
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import libcst as cst
import pytest
from mutmut.mutation.file_mutation import create_mutations, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

ROOT: Final = Path(__file__).resolve().parent.parent
CORE: Final = Path("src/pykavach/core")
TESTS: Final = "tests/core"
REASONS: Final = ROOT / TESTS / "survivors.toml"
#: Hypothesis profiles: for all mutants, and for those that survive it.
QUICK, THOROUGH = "mutants", "ci"
#: What a test may take of the processor: so many seconds, and so many times what it takes unmutated. Over it, the mutant
#: hangs, and counts as killed.
GRACE, FACTOR = 2, 20
#: The same for all tests together, where a mutant stands outside of functions.
SUITE: Final = 300
MEMORY: Final = 4 << 30

_UNFIT: Final = "a test fails without any mutant, or there is none: see `make pytest`"

#: What identifies a mutant while others come and go: module, function, the lines before and after.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Mutant:
    """One mutant: its name for mutmut, the function it changes, and the lines before and after.

    Outside of functions, ``function`` is empty and ``code`` the text of the whole module.
    """

    name: str
    module: str
    function: str
    was: str
    now: str
    code: str = ""

    @property
    def place(self) -> str:
        return f"{self.module}.{self.function}".rstrip(".")

    @property
    def key(self) -> Key:
        return self.module, self.function, self.was, self.now


# --- making ------------------------------------------------------------------------------------------------------


def make(into: Path, places: list[str]) -> list[Mutant]:
    """Copy the source into a folder, the modules of ``places`` with all their mutants, asleep; the mutants asked for."""
    modules = {place.partition(".")[0] for place in places}
    shutil.copytree(ROOT / "src", into / "src", ignore=shutil.ignore_patterns("__pycache__"))
    mutants: list[Mutant] = []
    for path in sorted((ROOT / CORE).glob("*.py")):
        if modules and path.stem not in modules:
            continue
        source = path.read_text(encoding="utf-8")
        mutants += _outside(path, source)
        made = mutate_file_contents(str(path), cst.parse_module(source).visit(_Undecorate()).code)
        (into / CORE / path.name).write_text(made.code, encoding="utf-8")
        lines = made.code.splitlines()
        text = {
            name: "\n".join(lines[span.start - 1 : span.end])
            for name, span in made.line_span_by_function_name.items()
        }
        for name in made.mutant_names:
            function = name.partition("__mutmut_")[0]
            shown = function.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
            old, new = (
                text[each].replace(f"def {each}", f"def {shown.rpartition('.')[2]}")
                for each in (f"{function}__mutmut_orig", name)
            )
            was, now = _difference(old, new)
            mutants.append(Mutant(f"pykavach.core.{path.stem}.{name}", path.stem, shown, was, now))
    return [m for m in mutants if _within(m.place, places)]


def _outside(path: Path, source: str) -> Iterator[Mutant]:
    """The mutants of what stands in no function."""
    tree, mutations, _, _ = create_mutations(str(path), source)
    for number, mutation in enumerate(mutations):
        if isinstance(mutation.contained_by_top_level_function, cst.FunctionDef):
            continue
        changed = tree.deep_replace(mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, cst.Module)
        was, now = _difference(source, changed.code)
        yield Mutant(f"pykavach.core.{path.stem}.{number}", path.stem, "", was, now, changed.code)


class _Undecorate(cst.CSTTransformer):
    """``@cache def f`` as ``def f`` and ``f = cache(f)``: mutmut leaves decorated functions alone."""

    def leave_FunctionDef(  # noqa: N802 - libcst's name
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.BaseStatement]:
        name = original_node.name.value
        wrapped = name
        for each in reversed(original_node.decorators):
            decorator = cst.Module([]).code_for_node(each.decorator)
            if decorator in ("classmethod", "staticmethod"):  # these mutmut knows
                return updated_node
            wrapped = f"{decorator}({wrapped})"
        plain = updated_node.with_changes(decorators=[])
        return (
            plain
            if wrapped == name
            else cst.FlattenSentinel([plain, cst.parse_statement(f"{name} = {wrapped}")])
        )


def _within(place: str, places: list[str]) -> bool:
    """Whether a function is asked for: no places are all."""
    return not places or any(f"{place}.".startswith(f"{each}.") for each in places)


def _difference(old: str, new: str) -> tuple[str, str]:
    """The lines that differ, before and after."""
    changes = list(ndiff(old.splitlines(), new.splitlines()))
    was, now = ([line[2:].strip() for line in changes if line.startswith(sign)] for sign in "-+")
    return "\n".join(was), "\n".join(now)


# --- running: in a process of its own ----------------------------------------------------------------------------


class _Session:
    """A pytest plugin that runs the collected tests once per mutant, instead of once."""

    def __init__(self, mutants: list[Mutant], everywhere: bool) -> None:
        self.mutants = mutants
        self.everywhere = everywhere
        self.items: dict[str, pytest.Item] = {}
        self.failed = False
        self.alive: list[Mutant] | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        _forget()
        gc.freeze()  # so that the forks share as much memory as they can
        passed, measured = _fork(self._measure)
        if not passed:
            raise RuntimeError(_UNFIT)
        limits: dict[str, dict[str, float]] = defaultdict(dict)  # by function, of each test that reaches it
        for name, seconds, functions in sorted(measured, key=lambda each: each[1]):
            for function in functions:
                limits[function][name] = GRACE + FACTOR * seconds
        self.alive = []
        for mutant in self.mutants:
            own = f"{TESTS}/test_{mutant.module}.py::"
            tests = limits[mutant.name.partition("__mutmut_")[0]].items()
            lives, _ = _fork(
                self._try, mutant, {n: s for n, s in tests if n.startswith(own) is not self.everywhere}
            )
            if lives:
                self.alive.append(mutant)
        return True

    def _measure(self) -> list[tuple[str, float, list[str]]]:
        """What each test takes, in seconds, and the functions it reaches, when no cache holds anything."""
        set_mutant_under_test("stats")
        found: list[tuple[str, float, list[str]]] = []
        reached = state()._stats  # noqa: SLF001 - mutmut has no other way to ask
        for name in self.items:
            _forget()
            reached.clear()
            begun = time.process_time()
            for _ in self._run([name]):
                pass
            found.append((name, time.process_time() - begun, sorted(reached)))
        return found

    def _try(self, mutant: Mutant, limits: dict[str, float]) -> None:
        set_mutant_under_test(mutant.name)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        for name in self._run(limits):
            signal.setitimer(signal.ITIMER_PROF, limits[name])  # unhandled, its signal ends the process

    def _run(self, names: Iterable[str]) -> Iterator[str]:
        """Run tests, stopping at the first that fails; the name of each before it runs."""
        queue = [self.items[name] for name in names]
        for item, after in zip_longest(queue, queue[1:]):  # no test at all is no failure: the mutant lives
            yield item.nodeid
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                raise AssertionError(item.nodeid)


def _fork(action: Callable[..., Any], *arguments: Any) -> tuple[bool, Any]:
    """Do something in a fork of this process: whether it came to its end, and its answer (in JSON)."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            with os.fdopen(writer, "w") as out:
                json.dump(action(*arguments), out)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    ended = os.waitpid(child, 0)[1] == 0
    return ended, json.loads(said) if ended else None


_CACHED: Final[list[Any]] = []


def _forget() -> None:
    """Empty every cache of the package."""
    if not _CACHED:
        for thing in gc.get_objects():
            if hasattr(type(thing), "cache_clear") and getattr(thing, "__module__", "").startswith(
                "pykavach."
            ):
                _CACHED.append(thing)
    for cache in _CACHED:
        cache.cache_clear()


_OPTIONS: Final = (
    *("-q", "--tb=no", "--capture=no", "--assert=plain"),
    *("-p", "no:cacheprovider", "-o", "timeout=0"),
)


def survivors(mutants: list[Mutant], mutated: str, profile: str, everywhere: bool) -> list[Mutant]:
    """Those of ``mutants`` that no test of their own module kills, or no other test of core."""
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = profile
    set_mutant_under_test("")
    alive = _survivors_outside([m for m in mutants if m.code], everywhere)
    inside = [m for m in mutants if not m.code]
    if not inside:
        return alive
    sys.path.insert(0, f"{mutated}/src")
    tests = [TESTS] if everywhere else [f"{TESTS}/test_{module}.py" for module in {m.module for m in inside}]
    session = _Session(inside, everywhere)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = pytest.main([*_OPTIONS, *tests], plugins=[session])
    if session.alive is None:
        raise RuntimeError(f"pytest answered {status}\n{said.getvalue()}")
    return alive + session.alive


def _survivors_outside(mutants: list[Mutant], everywhere: bool) -> list[Mutant]:
    for heavy in ("hypothesis.strategies", "pydantic_core"):  # so that the forks need not import them
        importlib.import_module(heavy)
    alive = []
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(ROOT / "src", f"{copy}/src", ignore=shutil.ignore_patterns("__pycache__"))
        passing: set[str] = set()
        for mutant in mutants:
            tests = TESTS if everywhere else f"{TESTS}/test_{mutant.module}.py"
            if tests not in passing and not _fork(_import_and_run, f"{copy}/src", tests)[0]:
                raise RuntimeError(f"{_UNFIT} ARGS={tests}")  # else every mutant would count as killed
            passing.add(tests)
            path = Path(copy) / CORE / f"{mutant.module}.py"
            source = path.read_text(encoding="utf-8")
            path.write_text(mutant.code, encoding="utf-8")
            lives, _ = _fork(_import_and_run, f"{copy}/src", tests)
            if lives:
                alive.append(mutant)
            path.write_text(source, encoding="utf-8")
    return alive


def _import_and_run(source: str, tests: str) -> None:
    sys.path.insert(0, source)
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_PROF, SUITE)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        if pytest.main([*_OPTIONS, "-x", tests]) != pytest.ExitCode.OK:
            raise AssertionError(tests)


# --- judging -----------------------------------------------------------------------------------------------------


def reasons() -> dict[Key, str]:
    """The written reasons, by what identifies a mutant."""
    listed = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivor"]
    return {
        (each["module"], each["function"], each["was"], now): each["reason"]
        for each in listed
        for now in ([each["now"]] if isinstance(each["now"], str) else each["now"])
    }


def main() -> int:
    """Run the mutants asked for and report; 1 if a survivor has no reason or a reason has no survivor."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "places", nargs="*", help="modules or functions of core, such as `money` or `codec.canonical`"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many mutants at once")
    parser.add_argument(
        "--quick", action="store_true", help="the first round only: the module's own tests, few examples"
    )
    asked = parser.parse_args()
    os.chdir(ROOT)
    known = reasons()
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as mutated,
        ProcessPoolExecutor(asked.jobs, context, max_tasks_per_child=1) as pool,
    ):
        mutants = left = make(Path(mutated), asked.places)
        if not mutants:
            parser.error("there is no mutant in these places")
        rounds = [(QUICK, False), (THOROUGH, False), (QUICK, True)]
        for profile, everywhere in rounds[:1] if asked.quick else rounds:
            # What is listed has been looked at: that it passes the first round is enough.
            listed = [m for m in left if m.key in known and left is not mutants]
            tried = [m for m in left if m not in listed]
            shares = [share for start in range(asked.jobs) if (share := tried[start :: asked.jobs])]
            run = partial(survivors, mutated=mutated, profile=profile, everywhere=everywhere)
            left = [*listed, *(m for some in pool.map(run, shares) for m in some)]
            sys.stdout.write(
                f"{profile}{' everywhere' * everywhere}: {len(left)} of {len(mutants)} survive\n"
            )
            sys.stdout.flush()
    return report(mutants, left, known, asked.places)


def report(mutants: list[Mutant], left: list[Mutant], known: dict[Key, str], places: list[str]) -> int:
    """Say what survived, module by module; 1 if that is not exactly what is listed."""
    total, alive = (Counter(m.module for m in some) for some in (mutants, left))
    for module, count in total.items():
        killed = count - alive[module]
        sys.stdout.write(f"{module:12}{count:6} mutants{killed:6} killed{alive[module]:4} survive\n")
    unknown = [m.key for m in left if m.key not in known]
    stale = {key for key in known if _within(".".join(key[:2]).rstrip("."), places)} - {m.key for m in left}
    for title, keys in (
        ("a survivor without a reason", unknown),
        ("a reason without a survivor", sorted(stale)),
    ):
        for module, function, was, now in keys:
            sys.stdout.write(f"\n{title}: {module}, {function or 'outside of functions'}\n")
            sys.stdout.writelines(f"  - {line}\n" for line in was.splitlines())
            sys.stdout.writelines(f"  + {line}\n" for line in now.splitlines())
    return 1 if unknown or stale else 0


if __name__ == "__main__":
    sys.exit(main())
