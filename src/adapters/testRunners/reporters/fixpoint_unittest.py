"""Runs tests of unittest, file by file, and writes what comes of them as JSON lines.

It runs inside the project under test: no dependencies, old syntax.
"""
import importlib
import importlib.util
import json
import os
import sys
import time
import unittest
import unittest.util

from fixpoint_seal import emit, flip_ci, problem_of, safe_repr

_CASE_FILE = unittest.case.__file__


def main():
    if os.environ.pop("FIXPOINT_DISGUISED", None) is not None:
        flip_ci()
    with open(os.environ.pop("FIXPOINT_SELECTION_FILE"), encoding="utf-8") as lines:
        selection = json.load(lines)
    emit("start")
    names = None if selection["tests"] is None else set(selection["tests"])
    # Absolute while the folder is still the tree: tests may change it.
    files = [(path, os.path.abspath(path)) for path in selection["files"]]
    suites = [(File(*file), load(*file)) for file in files]
    good = all(suite is not None for _, suite in suites)
    for file, suite in suites:
        if suite is not None:
            good = _run(file, suite, names) and good
    emit("end")
    sys.stdout.flush()
    sys.exit(0 if good else 1)


class File(object):
    """A test file by its path in the tree, which ids begin with, and by its absolute one."""

    def __init__(self, path, absolute):
        self.path = path
        self.absolute = absolute

    def id_of(self, test):
        return "%s::%s::%s" % (self.path, type(test).__qualname__, test._testMethodName)


def load(path, absolute):
    try:
        return unittest.defaultTestLoader.loadTestsFromModule(_module_of(path))
    except unittest.SkipTest:
        return unittest.TestSuite()
    except BaseException as error:
        emit("error", file=absolute, **problem_of(_own(error), "load"))
        return None


def _own(error):
    """Without the frames of the import system and of this file."""
    traceback = error.__traceback__
    while traceback is not None and _is_foreign(traceback.tb_frame.f_code.co_filename):
        traceback = traceback.tb_next
    return error.with_traceback(traceback)


def _is_foreign(path):
    return path == __file__ or path.startswith("<frozen") or path.endswith("importlib/__init__.py")


def _module_of(path):
    parts = os.path.splitext(path)[0].split("/")
    if all(part.isidentifier() for part in parts):
        return importlib.import_module(".".join(parts))
    spec = importlib.util.spec_from_file_location("_".join(parts), path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _run(file, suite, names):
    tests = [test for test in flat(suite) if names is None or file.id_of(test) in names]
    result = _Result(file)
    emit("file-start", file=file.absolute)
    unittest.TestSuite(tests).run(result)
    for test in tests:
        result.blame_hook(test)
    emit("file-end", file=file.absolute)
    return result.wasSuccessful() and not result.unexpectedSuccesses


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            for inner in flat(test):
                yield inner
        else:
            yield test


class _Result(unittest.TestResult):
    """Tells of each test when it has ended."""

    def __init__(self, file):
        super(_Result, self).__init__()
        self.file = file
        self.seen = set()
        self.hooks = {}
        self.problems = []
        self.status = "passed"
        self.began = 0

    def startTest(self, test):
        super(_Result, self).startTest(test)
        self.problems = []
        self.status = "passed"
        self.began = time.time()
        emit("test-start", **self._test(test))

    def stopTest(self, test):
        super(_Result, self).stopTest(test)
        self._tell(test, (time.time() - self.began) * 1000)

    def addFailure(self, test, err):
        self._fail(err[1], "assert")
        super(_Result, self).addFailure(test, err)

    def addError(self, test, err):
        super(_Result, self).addError(test, err)
        if not hasattr(test, "_testMethodName"):
            self._hook_failed(test, err[1])
            return
        self._fail(err[1], "hook" if _is_in_hook(err[2]) else "throw")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            is_assertion = issubclass(err[0], test.failureException)
            self._fail(err[1], "assert" if is_assertion else "throw", subtest._subDescription())
        super(_Result, self).addSubTest(test, subtest, err)

    def addSkip(self, test, reason):
        super(_Result, self).addSkip(test, reason)
        if hasattr(test, "_testMethodName"):
            self.status = "skipped"

    def addExpectedFailure(self, test, err):
        super(_Result, self).addExpectedFailure(test, err)
        self.status = "xfail"

    def addUnexpectedSuccess(self, test):
        super(_Result, self).addUnexpectedSuccess(test)
        self.status = "failed"
        message = "The test passed, but is marked as an expected failure."
        self.problems.append({"kind": "assert", "message": message, "frames": []})

    def blame_hook(self, test):
        """A test that never ran because the preparation of its class or module failed."""
        name = unittest.util.strclass(type(test))
        problem = self.hooks.get(name) or self.hooks.get(type(test).__module__)
        if problem is None or self.file.id_of(test) in self.seen:
            return
        self.status, self.problems = "failed", [problem]
        self._tell(test, 0)

    def _hook_failed(self, holder, error):
        """What stands for a hook prints as `setUpClass (module.Class)` or `setUpModule (module)`."""
        hook, _, owner = str(holder).rstrip(")").partition(" (")
        problem = problem_of(error, "hook")
        if hook.startswith("setUp"):
            self.hooks[owner] = problem
        else:
            emit("error", file=self.file.absolute, **problem)

    def _fail(self, error, kind, part=""):
        self.status = "failed"
        problem = problem_of(error, kind)
        problem.update(_values_of(error.__traceback__))
        if part:
            problem["message"] = part + " " + problem["message"]
        self.problems.append(problem)

    def _test(self, test):
        method = getattr(test, test._testMethodName, None)
        code = getattr(getattr(method, "__wrapped__", method), "__code__", None)
        return {
            "id": self.file.id_of(test),
            "file": self.file.absolute,
            "line": None if code is None else code.co_firstlineno,
            "suite": type(test).__qualname__.split("."),
            "name": test._testMethodName,
        }

    def _tell(self, test, duration):
        self.seen.add(self.file.id_of(test))
        emit(
            "test",
            status=self.status,
            durationMs=duration,
            problems=self.problems,
            **self._test(test)
        )


def _is_in_hook(traceback):
    names = []
    while traceback is not None:
        names.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    return any(name in ("setUp", "tearDown", "asyncSetUp", "asyncTearDown") for name in names)


def _values_of(traceback):
    """The two sides of a comparison are in the frames of unittest's own methods, until it takes these away."""
    values = {}
    while traceback is not None:
        frame = traceback.tb_frame
        inner = frame.f_locals
        if frame.f_code.co_filename == _CASE_FILE and "first" in inner and "second" in inner:
            values = {"actual": safe_repr(inner["first"]), "expected": safe_repr(inner["second"])}
        traceback = traceback.tb_next
    return values


if __name__ == "__main__":
    main()
