import { expectRepairs } from '../../../../support/mutants';

expectRepairs('counterpart', [
  ['a.py', 'x = min(a, b)', 'x = max(a, b)', 'Use max instead of min.'],
  ['a.py', 'ok = any(a)', 'ok = all(a)', 'Use all instead of any.'],
  ['a.py', 'ok = any(x > 0 for x in a)', 'ok = all(x > 0 for x in a)', 'Use all instead of any.'],
  ['a.js', 'list.push(a);', 'list.unshift(a);', 'Use unshift instead of push.'],
  ['a.ts', 'x = Math.floor(a);', 'x = Math.ceil(a);', 'Use ceil instead of floor.'],
  ['a.py', 'x = node.left', 'x = node.right', 'Use right instead of left.'],
]);

expectRepairs('other-member', [
  [
    'a.js',
    'log(cart.items, cart.total);',
    'log(cart.items, cart.items);',
    'Use items of cart instead of total.',
  ],
]);

expectRepairs('added-access', [
  [
    'a.py',
    'log(node.name)\ngo(node)',
    'log(node.name)\ngo(node.name)',
    'Use node.name instead of node.',
  ],
]);

expectRepairs('dropped-access', [
  ['a.ts', 'go(node.name);', 'go(node);', 'Use node itself instead of node.name.'],
]);

expectRepairs('other-function', [
  ['a.py', 'one(a)\ntwo(a)', 'one(a)\none(a)', 'Call one instead of two.'],
]);
