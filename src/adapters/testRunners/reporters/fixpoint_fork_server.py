"""Forks a child for each request, several at a time, and kills what a child leaves behind.

It runs inside the project under test: no dependencies, old syntax.
"""
import collections
import gc
import json
import os
import selectors
import signal
import time
import warnings

CHUNK_BYTES = 65536
# A mutant that allocates without end must not hurt the machine; room above what is loaded already.
MEMORY_BYTES = 4 * 1024 ** 3


def _private_copy(fd, flags):
    """A copy of an inherited descriptor; the code under test finds the descriptor itself empty."""
    private = os.dup(fd)
    null = os.open(os.devnull, flags)
    os.dup2(null, fd)
    os.close(null)
    return private


def open_server(parallel):
    """Requests come by standard input, answers go to file descriptor 3."""
    return ForkServer(_private_copy(0, os.O_RDONLY), _private_copy(3, os.O_WRONLY), parallel)


class Child(object):
    """What a forked child knows of its request, and its way back."""

    def __init__(self, request, pipe):
        self.request = request
        self._pipe = pipe
        self._owner = os.getpid()

    def tell(self, **fields):
        if os.getpid() == self._owner:
            rest = json.dumps(fields).encode("utf-8") + b"\n"
            while rest:
                rest = rest[os.write(self._pipe, rest):]

    def end(self):
        if os.getpid() == self._owner:
            self.tell(end=True)
            os._exit(0)


class _Run(object):
    def __init__(self, request, pid, pipe):
        self.request = request
        self.pid = pid
        self.pipe = pipe
        self.deadline = time.monotonic() + request["timeoutMs"] / 1000.0
        self.rest = b""
        self.kind = None
        self.told = {}

    def read(self):
        """Whether more may follow."""
        chunk = os.read(self.pipe, CHUNK_BYTES)
        lines = (self.rest + chunk).split(b"\n")
        self.rest = lines.pop()
        for line in lines:
            for name, value in json.loads(line.decode("utf-8")).items():
                self.told.setdefault(name, []).append(value)
        if "end" in self.told:
            self.kind = "ended"
        elif not chunk:
            self.kind = "unknown"
        return self.kind is None


class ForkServer(object):
    """Everything that returns a child returns it in the forked process only."""

    def __init__(self, requests, answers, parallel):
        self._requests = requests
        self._answers = answers
        self._parallel = parallel
        self._queue = collections.deque()
        self._runs = {}
        self._rest = b""

    def fork(self, request):
        """A child in the child; None in the server, which gets to know the end by `ended`."""
        reader, writer = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pid = os.fork()
        if pid == 0:
            self._leave_server(reader)
            return Child(request, writer)
        os.close(writer)
        self._runs[reader] = _Run(request, pid, reader)
        return None

    def ended(self):
        """The runs that ended, after a wait for at least one, or for a request."""
        with selectors.DefaultSelector() as selector:
            for fd in [self._requests] + list(self._runs):
                selector.register(fd, selectors.EVENT_READ)
            now = time.monotonic()
            ends = [run.deadline - now for run in self._runs.values()]
            ready = [key.fd for key, _ in selector.select(max(0, min(ends)) if ends else None)]
        if self._requests in ready:
            self._read_requests()
        for fd in ready:
            if fd in self._runs:
                self._runs[fd].read()
        now = time.monotonic()
        for run in self._runs.values():
            if run.kind is None and run.deadline <= now:
                run.kind = "timed-out"
        done = [run for run in self._runs.values() if run.kind is not None]
        for run in done:
            self._finish(run)
        return done

    def try_out(self, request):
        """A child in the child and the ended run in the server, one of them None."""
        child = self.fork(request)
        done = []
        while child is None and not done:
            done = self.ended()
        return child, done[0] if done else None

    def serve(self, answer_of):
        """A child for each request that comes; the server itself exits when no more can come."""
        self.say({"ready": True})
        # What is there already is not written to by the children's collections, so it stays shared.
        gc.collect()
        gc.freeze()
        while True:
            while self._queue and len(self._runs) < self._parallel:
                child = self.fork(self._queue.popleft())
                if child is not None:
                    return child
            for run in self.ended():
                self.say(dict(answer_of(run), id=run.request["id"]))

    def say(self, message):
        rest = json.dumps(message).encode("utf-8") + b"\n"
        while rest:
            rest = rest[os.write(self._answers, rest):]

    def _leave_server(self, reader):
        os.setsid()
        for fd in [self._requests, self._answers, reader] + list(self._runs):
            os.close(fd)
        _limit_resources()

    def _read_requests(self):
        chunk = os.read(self._requests, CHUNK_BYTES)
        if not chunk:
            for run in list(self._runs.values()):
                self._finish(run)
            os._exit(0)
        lines = (self._rest + chunk).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            message = json.loads(line.decode("utf-8"))
            if "cancel" in message:
                self._cancel(message["cancel"])
            else:
                self._queue.append(message)

    def _cancel(self, unwanted):
        self._queue = collections.deque(one for one in self._queue if one["id"] != unwanted)
        for run in self._runs.values():
            if run.request["id"] == unwanted:
                run.kind = "unknown"

    def _finish(self, run):
        for kill in (os.killpg, os.kill):
            # Right after the fork a child has no group of its own yet.
            try:
                kill(run.pid, signal.SIGKILL)
            except OSError:
                pass
        os.waitpid(run.pid, 0)
        os.close(run.pipe)
        del self._runs[run.pipe]


def _limit_resources():
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    try:
        with open("/proc/self/statm") as sizes:
            loaded = int(sizes.read().split()[0]) * resource.getpagesize()
    except OSError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = loaded + MEMORY_BYTES
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
