import pytest

from bounded_queue import BoundedQueue


def test_keeps_the_order():
    queue = BoundedQueue(2)
    queue.put("first")
    queue.put("second")
    assert [queue.get(), queue.get()] == ["first", "second"]


def test_refuses_more_than_the_limit():
    queue = BoundedQueue(1)
    queue.put("first")
    with pytest.raises(OverflowError):
        queue.put("second")


def test_refuses_to_give_from_nothing():
    with pytest.raises(LookupError):
        BoundedQueue(1).get()
