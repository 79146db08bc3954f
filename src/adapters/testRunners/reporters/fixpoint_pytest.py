"""Writes what pytest reports as JSON lines, and keeps only the selected tests.

It runs inside the project under test: no dependencies, old syntax.
"""
import hashlib
import hmac
import json
import os

import pytest

MAX_TEXT = 10000
_path = os.environ.pop("FIXPOINT_REPORT_FILE", None)
_disguised = os.environ.pop("FIXPOINT_DISGUISED", None) is not None
_selection = os.environ.get("FIXPOINT_SELECTION_FILE")
_owner = os.getpid()
_comparisons = []
_parts = {}
_last_seal = [""]


def _take_key():
    """The key is in a file that is gone before the code under test runs: variables stay readable in /proc."""
    path = os.environ.pop("FIXPOINT_REPORT_KEY_FILE", None)
    if path is None:
        return None
    with open(path, "rb") as lines:
        key = lines.read()
    os.remove(path)
    return key


_key = _take_key()


def _emit(event, **fields):
    if _path is None or _key is None or os.getpid() != _owner:
        return
    fields["event"] = event
    text = json.dumps(fields)
    sealed = (_last_seal[0] + text).encode("utf-8")
    # Each seal covers the one before it, so no line can be left out.
    _last_seal[0] = hmac.new(_key, sealed, hashlib.sha256).hexdigest()
    with open(_path, "a", encoding="utf-8") as report:
        report.write(_last_seal[0] + " " + text + "\n")


def _clip(text):
    text = str(text)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " [...]"


def _is_worker(config):
    return hasattr(config, "workerinput")


_emit("start", version=pytest.__version__)


def _disguise():
    if os.environ.pop("CI", None) is None:
        os.environ["CI"] = "1"
    os.environ.pop("PYTEST_VERSION", None)


if _disguised:
    _disguise()


@pytest.hookimpl(hookwrapper=True)
def pytest_load_initial_conftests(early_config):
    outcome = yield
    if outcome.excinfo is not None:
        _emit("error", **_problem_of(outcome.excinfo[1], "load"))


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
        _comparisons.append((_clip(_repr(left)), _clip(_repr(right))))
    return None


def _repr(value):
    try:
        return repr(value)
    except Exception as error:
        return "<%s without a repr: %s>" % (type(value).__name__, type(error).__name__)


@pytest.hookimpl(trylast=True)
def pytest_collectreport(report):
    if not report.failed:
        return
    problem = getattr(report, "fixpoint_problem", None)
    if problem is None:
        problem = {"kind": "load", "message": _clip(report.longreprtext), "frames": []}
    _emit("error", file=_absolute(report.nodeid.split("::")[0]), **problem)


def pytest_runtest_logstart(nodeid, location):
    del _comparisons[:]
    _emit("test-start", id=nodeid, file=_absolute(location[0]), name=nodeid, line=_line(location))


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
            _emit("test", **_result_of(_parts.pop(report.nodeid)))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        for parts in list(_parts.values()):
            _emit("test", **_result_of(parts))
        _emit("end", exitCode=int(exitstatus))

    def pytest_internalerror(self, excrepr, excinfo):
        _emit("error", **_problem_of(excinfo.value, "unhandled"))


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
        "output": _clip("".join(text for _, text in last.sections if text)),
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
    return {"kind": "assert", "message": _clip(report.longreprtext), "frames": []}


def _problem_of(error, kind):
    cause = _root_cause(error) if kind == "load" else error
    problem = {
        "kind": kind,
        "name": type(cause).__name__,
        "message": _clip(cause),
        "frames": _frames_of(cause.__traceback__),
    }
    if isinstance(cause, SyntaxError) and cause.filename and cause.lineno:
        place = {"file": cause.filename, "line": cause.lineno, "column": cause.offset or 1}
        problem["message"] = _clip(cause.msg)
        problem["frames"].insert(0, place)
    if problem["message"] == "" and kind != "load":
        problem["message"] = type(cause).__name__
    return problem


def _root_cause(error):
    """pytest wraps what a module raised in an error of its own; the chain leads to the first one."""
    for _ in range(10):
        inner = error.__cause__ or error.__context__
        if inner is None or not type(error).__module__.startswith("_pytest"):
            break
        error = inner
    return error


def _frames_of(traceback):
    """Innermost first."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(
            {"file": code.co_filename, "line": traceback.tb_lineno, "function": code.co_name}
        )
        traceback = traceback.tb_next
    return frames[-100:][::-1]
