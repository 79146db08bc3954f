import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('negated-condition', [
  ['a.py', 'if done: go()', 'if not done: go()', 'Decide by not done instead of done.'],
  ['a.py', 'while not done: go()', 'while done: go()', 'Decide by done instead of not done.'],
  [
    'a.js',
    'if (a instanceof B) go();',
    'if (!(a instanceof B)) go();',
    'Decide by !(a instanceof B) instead of a instanceof B.',
  ],
  ['a.ts', 'const x = !a ? b : c;', 'const x = a ? b : c;', 'Decide by a instead of !a.'],
]);

expectNone('negated-condition', [
  ['a.js', 'if (a < b) go();'],
  ['a.py', 'if a in b: go()'],
]);

expectRepairs('weaker-condition', [
  [
    'a.py',
    'if node.next is None: stop()',
    'if node is None or node.next is None: stop()',
    'Decide by node is None or node.next is None.',
  ],
  [
    'a.js',
    'if (list.length > 9) stop();',
    'if (list == null || list.length > 9) stop();',
    'Decide by list == null || list.length > 9.',
  ],
  [
    'a.py',
    'def f(total, coins):\n    if total < 0: return 0',
    'def f(total, coins):\n    if not coins or total < 0: return 0',
    'Decide by not coins or total < 0.',
  ],
]);

expectRepairs('stronger-condition', [
  [
    'a.ts',
    'if (user.name === "") ask();',
    'if (user != null && user.name === "") ask();',
    'Decide by user != null && user.name === "".',
  ],
  [
    'a.py',
    'if a.x or b.y: go()',
    'if a is not None and (a.x or b.y): go()',
    'Decide by a is not None and a.x or b.y.',
  ],
]);

expectRepairs('constant-condition', [
  [
    'a.py',
    'queue = start()\nwhile True:\n    queue.pop()\n',
    'queue = start()\nwhile queue:\n    queue.pop()\n',
    'Decide by queue instead of True.',
  ],
]);

expectNone('constant-condition', [['a.py', 'while queue:\n    queue.pop()\n']]);
