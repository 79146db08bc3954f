/** A small module of everything that Python has. */
export const SHOP = `
import functools

RATE = 2
NAMES = ["a", "b"]

def double(n):
    return n * RATE

def greet(name, mark="?"):
    print("greeting", name)
    return "hello " + name + mark

@functools.lru_cache(maxsize=None)
def square(n):
    return n + n

def count(n):
    for i in range(n):
        yield i + 1

class Cart:
    limit = 3

    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)
        return len(self.items) > self.limit

    @property
    def first(self):
        return self.items[-1]

    @staticmethod
    def tax(price):
        return price // 10
`;
const TESTS = `
import sys
import unittest
import warnings
import pytest
from shop import Cart, NAMES, RATE, count, double, greet, square

def test_double():
    warnings.warn("noise")
    print("noise", file=sys.stderr)
    assert double(4) == 12

def test_rate():
    assert RATE == 3

@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    assert name in "abc"

def test_greet(capsys):
    assert greet("you") == "hello you!"
    assert capsys.readouterr().out == "greeting you\\n"

@pytest.mark.parametrize("n, wanted", [(2, 4), (3, 9), (0, 0)])
def test_square(n, wanted, tmp_path):
    (tmp_path / "n").write_text(str(n))
    assert square(n) == wanted

def test_count():
    assert list(count(3)) == [0, 1, 2]

@pytest.mark.skip
def test_skipped():
    assert True

@pytest.mark.xfail
def test_expected_to_fail():
    assert False

class CartTest(unittest.TestCase):
    def setUp(self):
        self.cart = Cart()

    def test_add(self):
        self.assertTrue([self.cart.add(n) for n in range(3)][-1])

    def test_first(self):
        self.cart.add(1)
        self.cart.add(2)
        self.assertEqual(self.cart.first, 1)

    def test_tax(self):
        self.assertEqual(Cart.tax(55), 5)
`;
/** The module and its tests; some fail. */
export const PROJECT = {
  'shop.py': SHOP,
  'tests/test_shop.py': TESTS,
  'pytest.ini': '[pytest]\npythonpath = .\n',
};
/** Loads the project before the collection begins. */
export const CONFTEST = `
import pytest
import shop

def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")

@pytest.fixture(autouse=True)
def rate():
    assert shop.RATE > 0
    yield
`;

/** Changes of one line each: what is replaced by what. */
export const MUTANTS: Readonly<Record<string, readonly [string, string]>> = {
  'the body of a function': ['n * RATE', 'n * 3'],
  'a constant that tests import': ['RATE = 2', 'RATE = 3'],
  'a constant that makes other parameters': ['["a", "b"]', '["b", "c"]'],
  'a default argument': ['mark="?"', 'mark="!"'],
  'a decorated function': ['n + n', 'n * n'],
  'a generator': ['yield i + 1', 'yield i'],
  'an attribute of a class': ['limit = 3', 'limit = 2'],
  'a method': ['> self.limit', '>= self.limit'],
  'a property': ['self.items[-1]', 'self.items[0]'],
  'a static method': ['price // 10', 'price / 10'],
  'a missing name': ['def double', 'def twice'],
  'a syntax error': ['def double(n):', 'def double(n:'],
  'an error at the import': ['RATE = 2', 'RATE = 2 / 0'],
  'an exit at the import': ['RATE = 2', 'raise SystemExit(0)'],
};
