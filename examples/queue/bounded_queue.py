"""A first-in, first-out queue with a limit."""


class BoundedQueue:
    def __init__(self, limit):
        self.limit = limit
        self.items = []

    def is_full(self):
        return len(self.items) > self.limit

    def put(self, item):
        if self.is_full():
            raise OverflowError("the queue is full")
        self.items.append(item)

    def get(self):
        if not self.items:
            raise LookupError("the queue is empty")
        return self.items.pop(0)
