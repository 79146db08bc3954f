import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('missing-collection-update', [
  [
    'a.py',
    'def f(items):\n    seen = set()\n    for x in items:\n        go(x)\n',
    'def f(items):\n    seen = set()\n    for x in items:\n        go(x)\n        seen.add(x)\n',
    'Put x into seen.',
  ],
  [
    'a.js',
    'function f(items) {\n  const out = [];\n  for (const x of items) {\n    go(x);\n  }\n}',
    'function f(items) {\n  const out = [];\n  for (const x of items) {\n    go(x);\n    out.push(x);\n  }\n}',
    'Put x into out.',
  ],
  [
    'a.py',
    'def f(text, lines):\n    while text:\n        lines.append(cut(text))\n    return lines\n',
    'def f(text, lines):\n    while text:\n        lines.append(cut(text))\n    lines.append(text)\n    return lines\n',
    'Put text into lines.',
  ],
]);

expectNone('missing-collection-update', [['a.py', 'def f(items):\n    n = 0\n    return n\n']]);
