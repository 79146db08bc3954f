"""Keeps pytest loaded: each request is a forked child that loads the project with changed texts and runs the wanted tests.

Children are forked before any code of the project is loaded, so nothing has to be patched. There are two such moments:
before the first conftest.py is loaded, and, when these load nothing else of the project, before the collection.

It runs inside the project under test: no dependencies, old syntax.
"""
import atexit
import json
import os
import shutil
import sys

import pytest

from fixpoint_changes import Changes
from fixpoint_fork_server import open_server
from fixpoint_lines import Lines
from fixpoint_modules import foreign_modules, load_modules, own_modules
from fixpoint_values import values_in

with open(os.environ.pop("FIXPOINT_WARM_FILE"), encoding="utf-8") as text:
    _setup = json.load(text)
_wanted = frozenset(_setup["tests"])
# Files of which all tests are wanted.
_whole = frozenset(_setup["whole"])
# Both and the start of pytest have to fit in the time until the server has to be ready.
_EXPLORE_MS = 5000
_AGAIN_MS = 2500
_EXPLORE = {"id": 0, "changes": {}, "timeoutMs": _EXPLORE_MS}
_UNFIT = 3
# With these a conftest.py may open what processes can't share.
_SESSION_HOOKS = ("pytest_configure", "pytest_sessionstart")


class _State(object):
    root = None
    child = None
    changes = None
    first_modules = frozenset()
    found = None
    is_late = True


_server = open_server(_setup["parallel"])
_parts = {}


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    _State.root = os.path.realpath(str(early_config.rootpath))
    _State.first_modules = frozenset(own_modules(_State.root))
    options = early_config.known_args_namespace
    if hasattr(options, "no_cov"):
        options.no_cov = True
    _enter(_child_of_beginning())
    yield


def _child_of_beginning():
    """The child in a child; None in a server that goes on to the collection."""
    child, found = _server.try_out(_EXPLORE)
    if child is not None:
        return child
    pid = os.fork() if "loaded" in found.told else None
    if pid == 0:
        return _preload(found)
    if pid is not None and os.waitpid(pid, 0)[1] == 0:
        os._exit(0)
    return _server.serve(_answer_of)


def _preload(found):
    """What the project imports from elsewhere is loaded once; what can't be without the project is loaded by each child."""
    _State.found = found
    loaded = found.told["loaded"][-1]
    load_modules(loaded["foreign"])
    # From now on only what the project has is compiled.
    sys.pycache_prefix = os.path.join(_setup["folder"], "bytecode")
    sys.dont_write_bytecode = False
    return None if loaded["isLate"] else _serve_checked()


def _serve_checked():
    """Serves if the tests come out as without what was preloaded."""
    limit = _AGAIN_MS if _State.found.kind == "timed-out" else _EXPLORE_MS
    child, again = _server.try_out(dict(_EXPLORE, timeoutMs=limit))
    if child is not None:
        return child
    if _answer_of(again) != _answer_of(_State.found):
        os._exit(_UNFIT)
    return _server.serve(_answer_of)


def _answer_of(run):
    shutil.rmtree(_folder_of(run.pid), ignore_errors=True)
    passed = sorted(run.told.get("passed", []))
    is_seen = run.told.get("seen") != [False]
    is_sure = is_seen or (not _whole and _wanted <= set(passed))
    kind = run.kind if is_sure else "unknown"
    return {
        "kind": kind,
        "passed": passed,
        "failed": sorted(set(run.told.get("failed", []))),
        "values": run.told.get("values", [None])[-1],
        "covered": run.told.get("covered", []),
    }


def _folder_of(pid):
    return os.path.join(_setup["folder"], str(pid))


def _enter(child):
    """Makes this process the child; nothing to do for a server."""
    if child is None:
        return
    _State.child = child
    _State.changes = Changes(_State.root, child.request["changes"])
    _State.changes.install()
    os.mkdir(_folder_of(os.getpid()))
    os.environ["PYTEST_DEBUG_TEMPROOT"] = _folder_of(os.getpid())
    atexit.register(child.end)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_cmdline_main(config):
    option = config.option
    # What failed is not shown, one process is enough, and folders can't be shared.
    option.tbstyle = "no"
    option.basetemp = None
    if hasattr(option, "numprocesses"):
        option.numprocesses, option.dist, option.tx = None, "no", []
    yield


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_collection(session):
    if _State.child is None:
        _enter(_serve_checked())
        _own_capture(session.config)
    elif _explores():
        _State.is_late = _is_late()
    yield


def _own_capture(config):
    """Children must not write to the same temporary files."""
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.stop_global_capturing()
        capture.start_global_capturing()


def _is_late():
    """Whether a server could have come here without code that may be changed."""
    own = own_modules(_State.root)
    for name in set(own) - _State.first_modules:
        is_conftest = os.path.basename(own[name].__file__) == "conftest.py"
        if not is_conftest or any(hasattr(own[name], hook) for hook in _SESSION_HOOKS):
            return False
    return True


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_pycollect_makeitem(collector, name):
    outcome = yield
    node = collector.nodeid + "::" + name
    if not _is_whole(node) and not any(one == node or one.startswith((node + "::", node + "[")) for one in _wanted):
        outcome.force_result([])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if item.nodeid in _wanted or _is_whole(item.nodeid)]


def _is_whole(node):
    return node.split("::", 1)[0] in _whole


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop():
    _tell_loaded()
    if _explores() and _whole:
        # They hang, so nothing more is learned.
        _State.child.end()
    request = _State.child.request
    if "expressions" in request:
        path = os.path.realpath(os.path.join(_State.root, request["path"]))
        if _State.changes.are_seen():
            _State.child.tell(values=values_in(path, request["expressions"]))
        _State.child.end()


def _explores():
    return _State.child.request["id"] == _EXPLORE["id"]


def _tell_loaded():
    if _explores():
        foreign = foreign_modules(_State.root)
        _State.child.tell(loaded={"foreign": foreign, "isLate": _State.is_late})


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_call(item):
    if not _State.child.request.get("covers"):
        yield
        return
    lines = Lines(_State.root)
    lines.start()
    yield
    _State.child.tell(covered={"id": item.nodeid, "lines": lines.stop()})


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report):
    parts = _parts.setdefault(report.nodeid, [])
    parts.append(report)
    if report.failed:
        _State.child.tell(failed=report.nodeid)
    if report.when == "teardown" and not any(part.failed or part.skipped for part in parts):
        _State.child.tell(passed=report.nodeid)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_sessionfinish():
    _tell_loaded()
    _State.child.tell(seen=_State.changes.are_seen())
    _State.child.end()
    yield
