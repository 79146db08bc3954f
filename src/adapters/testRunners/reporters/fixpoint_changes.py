"""Python's imports read changed texts in place of files, and it is known when something else would have read them.

It runs inside the project under test: no dependencies, old syntax.
"""
import linecache
import os
import sys
from importlib.machinery import SourceFileLoader

# What starts another program, which would read the files themselves.
_STARTS = frozenset(["subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"])
# These are loaded when a process is started with it.
_STARTERS = ("multiprocessing.popen_spawn_posix", "multiprocessing.popen_forkserver")


class Changes(object):
    """Texts by path relative to the root; a file that does not exist can't be imported by them."""

    def __init__(self, root, texts):
        self._texts = {os.path.realpath(os.path.join(root, path)): texts[path] for path in texts}
        self._names = frozenset(os.path.basename(path) for path in self._texts)
        self._imported = set()
        self._is_missed = not all(os.path.isfile(path) for path in self._texts)

    def install(self):
        if not self._texts:
            return
        self._serve_imports()
        sys.addaudithook(self._audit)

    def are_seen(self):
        """Whether whoever read one of the files got its changed text."""
        if self._is_missed or any(name in sys.modules for name in _STARTERS):
            return not self._texts
        files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        found = set(self._changed(file) for file in files)
        return found - set([None]) <= self._imported

    def _changed(self, path):
        """The real path of a changed file; None for others."""
        if not isinstance(path, str) or os.path.basename(path) not in self._names:
            return None
        real = os.path.realpath(path)
        return real if real in self._texts else None

    def _serve_imports(self):
        read, stats = SourceFileLoader.get_data, SourceFileLoader.path_stats

        def get_data(loader, path):
            real = self._changed(path)
            if real is None:
                return read(loader, path)
            self._imported.add(real)
            text = self._texts[real]
            linecache.cache[path] = (len(text), None, text.splitlines(True), path)
            return text.encode("utf-8", "replace")

        def path_stats(loader, path):
            if self._changed(path) is not None:
                # Without these no bytecode is read or written.
                raise OSError("changed")
            return stats(loader, path)

        SourceFileLoader.get_data = get_data
        SourceFileLoader.path_stats = path_stats

    def _audit(self, event, arguments):
        if event in _STARTS:
            self._is_missed = True
        elif event == "open" and arguments[2] != 0 and self._changed(arguments[0]) is not None:
            # Without flags it is the interpreter, which looks for the line of a syntax error.
            self._is_missed = True
