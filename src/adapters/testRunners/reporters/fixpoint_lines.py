"""Which lines of the project are run between two moments.

It runs inside the project under test: no dependencies, old syntax.
"""
import os
import sys
import threading


class Lines(object):
    def __init__(self, root):
        self._root = root + os.sep
        self._paths = {}
        self._lines = {}

    def start(self):
        threading.settrace(self._call)
        sys.settrace(self._call)

    def stop(self):
        """Line numbers by path relative to the root."""
        sys.settrace(None)
        threading.settrace(None)
        return dict((path, sorted(self._lines[path])) for path in self._lines)

    def _call(self, frame, event, argument):
        path = self._own_path(frame.f_code.co_filename)
        if path is None:
            return None
        lines = self._lines.setdefault(path, set())

        def line(frame, event, argument):
            lines.add(frame.f_lineno)
            return line

        return line

    def _own_path(self, file):
        if file not in self._paths:
            real = os.path.realpath(file)
            # Code without a file is called <string> and the like.
            is_own = not file.startswith("<") and real.startswith(self._root) and "site-packages" not in real.split(os.sep)
            path = real[len(self._root):].replace(os.sep, "/")
            self._paths[file] = path if is_own else None
        return self._paths[file]
