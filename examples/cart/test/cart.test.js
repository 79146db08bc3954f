import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapest, names, total } from '../src/cart.js';

const items = [
  { name: 'tea', price: 4, quantity: 2 },
  { name: 'bread', price: 3, quantity: 1 },
  { name: 'cheese', price: 9, quantity: 1 },
];

test('total adds price times quantity', () => {
  assert.equal(total(items), 20);
});

test('total subtracts the discount', () => {
  assert.equal(total(items, 5), 15);
  assert.equal(total(items, 50), 0);
});

test('cheapest finds the lowest price', () => {
  assert.equal(cheapest(items).name, 'bread');
});

test('names keeps the order', () => {
  assert.deepEqual(names(items), ['tea', 'bread', 'cheese']);
});
