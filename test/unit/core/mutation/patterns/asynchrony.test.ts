import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('missing-await', [
  [
    'a.ts',
    'async function f() { const x = load(); }',
    'async function f() { const x = await load(); }',
    'Wait for load().',
  ],
  [
    'a.js',
    'async () => { return load().name; }',
    'async () => { return (await load()).name; }',
    'Wait for load().',
  ],
  ['a.py', 'async def f():\n    go()\n', 'async def f():\n    await go()\n', 'Wait for go().'],
]);

expectNone('missing-await', [
  ['a.js', 'function f() { const x = load(); }'],
  ['a.js', 'async function f() { const x = await load(); }'],
]);

expectRepairs('extra-await', [
  [
    'a.py',
    'async def f():\n    await go()\n',
    'async def f():\n    go()\n',
    "Don't wait for go().",
  ],
]);
