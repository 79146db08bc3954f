"""What the reporters for Python share: sealed lines, and exceptions as problems.

It runs inside the project under test: no dependencies, old syntax.
"""
import hashlib
import hmac
import json
import os

MAX_TEXT = 10000
_path = os.environ.pop("FIXPOINT_REPORT_FILE", None)
_owner = os.getpid()
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


def emit(event, **fields):
    if _path is None or _key is None or os.getpid() != _owner:
        return
    fields["event"] = event
    text = json.dumps(fields)
    sealed = (_last_seal[0] + text).encode("utf-8")
    # Each seal covers the one before it, so no line can be left out.
    _last_seal[0] = hmac.new(_key, sealed, hashlib.sha256).hexdigest()
    with open(_path, "a", encoding="utf-8") as report:
        report.write(_last_seal[0] + " " + text + "\n")


def clip(text):
    text = str(text)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " [...]"


def safe_repr(value):
    try:
        return clip(repr(value))
    except Exception as error:
        return "<%s without a repr: %s>" % (type(value).__name__, type(error).__name__)


def flip_ci():
    """The variable CI betrays a test run to the code under test."""
    if os.environ.pop("CI", None) is None:
        os.environ["CI"] = "1"


def problem_of(error, kind):
    problem = {
        "kind": kind,
        "name": type(error).__name__,
        "message": clip(error),
        "frames": frames_of(error.__traceback__),
    }
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        place = {"file": error.filename, "line": error.lineno, "column": error.offset or 1}
        problem["message"] = clip(error.msg)
        problem["frames"].insert(0, place)
    if problem["message"] == "" and kind != "load":
        problem["message"] = type(error).__name__
    return problem


def frames_of(traceback):
    """Innermost first."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(
            {"file": code.co_filename, "line": traceback.tb_lineno, "function": code.co_name}
        )
        traceback = traceback.tb_next
    return frames[-100:][::-1]
