"""Writes what pytest reports as JSON lines, and keeps only the selected tests.

It runs inside the project under test: no dependencies, old syntax.
"""
import json
import os

import pytest

from fixpoint_seal import clip, emit, flip_ci, problem_of, safe_repr

_disguised = os.environ.pop("FIXPOINT_DISGUISED", None) is not None
_selection = os.environ.get("FIXPOINT_SELECTION_FILE")
_comparisons = []
_parts = {}


def _is_worker(config):
    return hasattr(config, "workerinput")


emit("start", version=pytest.__version__)


def _disguise():
    flip_ci()
    os.environ.pop("PYTEST_VERSION", None)


if _disguised:
    _disguise()


@pytest.hookimpl(hookwrapper=True)
def pytest_load_initial_conftests(early_config):
    outcome = yield
    if outcome.excinfo is not None:
        emit("error", **_problem_of(outcome.excinfo[1], "load"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if _selection is None:
        return
    with open(_selection, encoding="utf-8") as lines:
        wanted = set(json.load(lines))
    dropped = [item for item in items if item.nodeid not in wanted]
    if dropped:
        items[:] = [item for item in items if item.nodeid in wanted]
        config.hook.pytest_deselected(items=dropped)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    report = outcome.get_result()
    call = getattr(report, "call", None)
    if report.failed and call is not None and call.excinfo is not None:
        # Attributes travel with the report from a worker of pytest-xdist to its controller.
        report.fixpoint_problem = _problem_of(call.excinfo.value, "load")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.failed and call.excinfo is not None:
        report.user_properties.append(("fixpoint_problem", _test_problem(call)))


def _test_problem(call):
    error = call.excinfo.value
    asserted = isinstance(error, (AssertionError, pytest.fail.Exception))
    kind = "assert" if asserted else "throw"
    problem = _problem_of(error, kind if call.when == "call" else "hook")
    if _comparisons and asserted:
        problem["actual"], problem["expected"] = _comparisons[-1]
    return problem


def pytest_assertrepr_compare(op, left, right):
    if op in ("==", "is", "in"):
        _comparisons.append((safe_repr(left), safe_repr(right)))
    return None


@pytest.hookimpl(trylast=True)
def pytest_collectreport(report):
    if not report.failed:
        return
    problem = getattr(report, "fixpoint_problem", None)
    if problem is None:
        problem = {"kind": "load", "message": clip(report.longreprtext), "frames": []}
    emit("error", file=_absolute(report.nodeid.split("::")[0]), **problem)


def pytest_runtest_logstart(nodeid, location):
    del _comparisons[:]
    emit("test-start", id=nodeid, file=_absolute(location[0]), name=nodeid, line=_line(location))


def _line(location):
    return None if location[1] is None else location[1] + 1


def _absolute(path):
    return os.path.abspath(os.path.join(_root[0], path)) if path else None


_root = [os.getcwd()]


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    root = getattr(config, "rootpath", None) or getattr(config, "rootdir", None)
    _root[0] = str(root)
    if not _is_worker(config):
        config.pluginmanager.register(_Results())
    if _disguised:
        config.pluginmanager.register(_Disguise())


class _Disguise(object):
    """Hides the name of the current test while code of the project runs."""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        with _NoCurrentTest():
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item):
        run = item.runtest

        def hidden():
            with _NoCurrentTest():
                run()

        item.runtest = hidden
        yield
        item.runtest = run


class _NoCurrentTest(object):
    def __enter__(self):
        self.name = os.environ.pop("PYTEST_CURRENT_TEST", None)

    def __exit__(self, *error):
        # pytest takes it away by itself, and fails when it is not there.
        if self.name is not None:
            os.environ["PYTEST_CURRENT_TEST"] = self.name


class _Results(object):
    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        parts = _parts.setdefault(report.nodeid, [])
        parts.append(report)
        if report.when == "teardown":
            emit("test", **_result_of(_parts.pop(report.nodeid)))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        for parts in list(_parts.values()):
            emit("test", **_result_of(parts))
        emit("end", exitCode=int(exitstatus))

    def pytest_internalerror(self, excrepr, excinfo):
        emit("error", **_problem_of(excinfo.value, "unhandled"))


def _result_of(parts):
    last = parts[-1]
    path, _, _ = last.nodeid.partition("::")
    names = _names_of(last.nodeid)
    return {
        "id": last.nodeid,
        "file": _absolute(path),
        "line": _line(last.location),
        "suite": names[:-1],
        "name": names[-1],
        "status": _status_of(parts),
        "durationMs": sum(part.duration for part in parts) * 1000,
        "problems": [_problem_in(part) for part in parts if part.failed],
        "output": clip("".join(text for _, text in last.sections if text)),
    }


def _names_of(nodeid):
    """A parameter may contain "::", so only what stands before the first bracket is cut."""
    head, bracket, parameters = nodeid.partition("[")
    names = head.split("::")[1:] or [head]
    names[-1] += bracket + parameters
    return names


def _status_of(parts):
    if any(part.failed for part in parts):
        return "failed"
    if any(part.skipped and hasattr(part, "wasxfail") for part in parts):
        return "xfail"
    if any(part.skipped for part in parts):
        return "skipped"
    return "passed"


def _problem_in(report):
    travelled = [value for name, value in report.user_properties if name == "fixpoint_problem"]
    if travelled:
        return travelled[-1]
    return {"kind": "assert", "message": clip(report.longreprtext), "frames": []}


def _problem_of(error, kind):
    return problem_of(_root_cause(error) if kind == "load" else error, kind)


def _root_cause(error):
    """pytest wraps what a module raised in an error of its own; the chain leads to the first one."""
    for _ in range(10):
        inner = error.__cause__ or error.__context__
        if inner is None or not type(error).__module__.startswith("_pytest"):
            break
        error = inner
    return error
