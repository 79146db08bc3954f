"""Which loaded modules are the project's own.

It runs inside the project under test: no dependencies, old syntax.
"""
import importlib
import os
import sys


def own_modules(root):
    return _modules(lambda path: _is_own(path, root))


def foreign_modules(root):
    """Names in the order of import."""
    return [name for name in _modules(lambda path: not _is_own(path, root)) if name != "__main__"]


def load_modules(names):
    """What can't be loaded without the project is left to those who need it."""
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:
            continue


def _modules(is_wanted):
    found = {}
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and is_wanted(os.path.realpath(path)):
            found[name] = module
    return found


def _is_own(path, root):
    return path.startswith(root + os.sep) and "site-packages" not in path.split(os.sep)
