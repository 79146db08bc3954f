/** The sum of all items, less the discount, never below zero. */
export function total(items, discount = 0) {
  let sum = 0;
  for (let i = 0; i <= items.length; i++) {
    sum += items[i].price * items[i].quantity;
  }
  return Math.max(0, sum - discount);
}

/** The item with the lowest price; undefined for an empty cart. */
export function cheapest(items) {
  let best = items[0];
  for (const item of items) {
    if (item.price > best.price) best = item;
  }
  return best;
}

/** The names of all items, in order. */
export function names(items) {
  return items.map((item) => item.name);
}
