import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('deleted-statement', [
  ['a.py', 'def f():\n    one()\n    two()\n', 'def f():\n    two()\n', 'Delete one().'],
  ['a.py', 'def f():\n    one()\n', 'def f():\n    pass\n', 'Delete one().'],
  [
    'a.js',
    'function f() {\n  one();\n  two();\n}',
    'function f() {\n  one();\n}',
    'Delete two();.',
  ],
]);

expectRepairs('deleted-statement', [
  [
    'a.py',
    'def f():\n    one()\n    # why two\n    two()\n',
    'def f():\n    # why two\n    two()\n',
    'Delete one().',
  ],
]);

expectRepairs('swapped-statements', [
  [
    'a.py',
    'def f():\n    one()\n    two()\n',
    'def f():\n    two()\n    one()\n',
    'Run two() before one().',
  ],
]);

expectRepairs('moved-statement', [
  [
    'a.py',
    'def f():\n    for x in y:\n        one()\n        return x\n',
    'def f():\n    for x in y:\n        one()\n    return x\n',
    'Move return x behind the block that it ends.',
  ],
  [
    'a.js',
    'function f() {\n  for (const x of y) {\n    one();\n    return x;\n  }\n}\n',
    'function f() {\n  for (const x of y) {\n    one();\n  }\n  return x;\n}\n',
    'Move return x; behind the block that it ends.',
  ],
  [
    'a.py',
    'def f():\n    for x in y:\n        one()\n    two()\n',
    'def f():\n    for x in y:\n        one()\n        two()\n',
    'Move two() to the end of the block before it.',
  ],
  [
    'a.ts',
    'function f() {\r\n  while (a) {\r\n    one();\r\n  }\r\n  two();\r\n}\r\n',
    'function f() {\r\n  while (a) {\r\n    one();\r\n    two();\r\n  }\r\n}\r\n',
    'Move two(); to the end of the block before it.',
  ],
]);

expectNone('deleted-statement', [['a.py', 'def f():\n    def g(): return 1\n']]);
