"""Keeps unittest loaded: each request is a forked child that loads the project with changed texts and runs the wanted tests.

The server itself never loads code of the project, so nothing has to be taken back.

It runs inside the project under test: no dependencies, old syntax.
"""
import json
import os
import sys
import unittest

import fixpoint_unittest
from fixpoint_changes import Changes
from fixpoint_fork_server import open_server
from fixpoint_lines import Lines
from fixpoint_modules import foreign_modules, load_modules
from fixpoint_values import values_in

_EXPLORE_MS = 5000
_AGAIN_MS = 2500
_EXPLORE = {"id": 0, "changes": {}, "timeoutMs": _EXPLORE_MS}
_UNFIT = 3


def main():
    with open(os.environ.pop("FIXPOINT_WARM_FILE"), encoding="utf-8") as text:
        setup = json.load(text)
    child = _forked(open_server(setup["parallel"]), setup)
    _Tests(os.path.realpath(os.getcwd()), setup).run(child)


def _forked(server, setup):
    """A child for each request, if the tests come out the same after what they import from elsewhere was loaded once."""
    child, found = server.try_out(_EXPLORE)
    if child is not None:
        return child
    for loaded in found.told.get("loaded", []):
        load_modules(loaded)
    # From now on only what the project has is compiled.
    sys.pycache_prefix = os.path.join(setup["folder"], "bytecode")
    sys.dont_write_bytecode = False
    limit = _AGAIN_MS if found.kind == "timed-out" else _EXPLORE_MS
    child, again = server.try_out(dict(_EXPLORE, timeoutMs=limit))
    if child is not None:
        return child
    if _answer_of(again) != _answer_of(found):
        os._exit(_UNFIT)
    return server.serve(_answer_of)


def _answer_of(run):
    return {
        "kind": "unknown" if False in run.told.get("seen", []) else run.kind,
        "passed": sorted(run.told.get("passed", [])),
        "failed": sorted(run.told.get("failed", [])),
        "values": run.told.get("values", [None])[-1],
        "covered": run.told.get("covered", []),
    }


class _Tests(object):
    def __init__(self, root, setup):
        self._root = root
        self._files = setup["files"]
        # Files of which all tests are wanted.
        self._whole = frozenset(setup["whole"])
        self._wanted = frozenset(setup["tests"])

    def run(self, child):
        changes = Changes(self._root, child.request["changes"])
        changes.install()
        suites = [(file, suite) for file, suite in self._loaded() if suite is not None]
        # Told before the tests are run, because some never end.
        child.tell(loaded=foreign_modules(self._root))
        if "expressions" in child.request:
            path = os.path.realpath(os.path.join(self._root, child.request["path"]))
            if changes.are_seen():
                child.tell(values=values_in(path, child.request["expressions"]))
            child.end()
        for file, suite in suites:
            self._chosen(file, suite).run(_Result(file, child, self._root))
        child.tell(loaded=foreign_modules(self._root), seen=changes.are_seen())
        child.end()

    def _loaded(self):
        for path in self._files:
            file = fixpoint_unittest.File(path, os.path.join(self._root, path))
            yield file, fixpoint_unittest.load(file.path, file.absolute)

    def _chosen(self, file, suite):
        tests = fixpoint_unittest.flat(suite)
        is_whole = file.path in self._whole
        return unittest.TestSuite(
            [test for test in tests if is_whole or file.id_of(test) in self._wanted]
        )


class _Result(unittest.TestResult):
    """Tells of each test when it has ended."""

    def __init__(self, file, child, root):
        super(_Result, self).__init__()
        self._file = file
        self._child = child
        self._root = root
        self._status = "passed"
        self._lines = None

    def startTest(self, test):
        super(_Result, self).startTest(test)
        self._status = "passed"
        if self._child.request.get("covers"):
            self._lines = Lines(self._root)
            self._lines.start()

    def stopTest(self, test):
        if self._lines is not None:
            self._child.tell(covered={"id": self._file.id_of(test), "lines": self._lines.stop()})
        super(_Result, self).stopTest(test)
        if self._status is not None:
            self._child.tell(**{self._status: self._file.id_of(test)})

    def addFailure(self, test, err):
        super(_Result, self).addFailure(test, err)
        self._status = "failed"

    def addError(self, test, err):
        super(_Result, self).addError(test, err)
        self._status = "failed"

    def addSubTest(self, test, subtest, err):
        super(_Result, self).addSubTest(test, subtest, err)
        if err is not None:
            self._status = "failed"

    def addUnexpectedSuccess(self, test):
        super(_Result, self).addUnexpectedSuccess(test)
        self._status = "failed"

    def addSkip(self, test, reason):
        super(_Result, self).addSkip(test, reason)
        self._status = None

    def addExpectedFailure(self, test, err):
        super(_Result, self).addExpectedFailure(test, err)
        self._status = None


if __name__ == "__main__":
    main()
