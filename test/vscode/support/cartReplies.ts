import { replyEdit } from '../../support/replyEdit';

/** Faulty lines of the cart example, wrong and right ones. */
export const cartLines = {
  loop: '  for (let i = 0; i <= items.length; i++) {',
  shortLoop: '  for (let i = 0; i < items.length - 1; i++) {',
  rightLoop: '  for (let i = 0; i < items.length; i++) {',
  dearest: '    if (item.price > best.price) best = item;',
  cheapest: '    if (item.price < best.price) best = item;',
} as const;

/** What a model says about the cart example: a first try that fixes nothing, a second that fixes everything. */
export const cartReplies: readonly [string, string] = [
  `The loop reads past the end.\n${replyEdit('src/cart.js', cartLines.loop, cartLines.shortLoop)}`,
  [
    'The loop now stops too early, and the comparison keeps the dearest item.',
    replyEdit('src/cart.js', cartLines.shortLoop, cartLines.rightLoop),
    replyEdit('src/cart.js', cartLines.dearest, cartLines.cheapest),
  ].join('\n'),
];
