import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  drawTests,
  fileOf,
  isAvailable,
  openProject,
  runTrial,
  testNamed,
  type Trial,
} from './trial';

/** Tried apart from the contract, because each of its projects would be built from nothing. */
const CTEST: Trial = {
  runner: 'ctest',
  fixture: 'ctest',
  file: (name) => (name === 'basic' ? 'tests/basic_test.cpp' : `tests/${name}.c`),
  title: (words) => words.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase()),
};

const hasCmake = await isAvailable('ctest', ['--version']);
const LOOP_LIMITS = { timeoutMs: 12_000, silenceMs: 60_000 };

describe.skipIf(!hasCmake)('ctest', { timeout: 120_000 }, () => {
  test('builds outside of the tree, and tells values and places of tests of GoogleTest', async () => {
    const root = await openProject(CTEST);
    const before = (await readdir(root, { recursive: true })).sort();
    const report = await runTrial(CTEST, { root, ...fileOf(CTEST, 'basic') });
    expect(report).toMatchObject({ verdict: 'failed', loadErrors: [] });
    expect(drawTests(report)).toMatchInlineSnapshot(`
      [
        "failed AddsNumbers",
        "failed Case/2",
        "failed TotalsAnOrder",
        "passed AddsNothing",
        "passed Case/1",
        "skipped IsSkipped",
      ]
    `);
    expect(testNamed(CTEST, report, 'adds numbers')).toMatchObject({
      id: 'Calc.AddsNumbers',
      suite: ['Calc'],
      file: 'tests/basic_test.cpp',
      line: 12,
      problems: [
        {
          kind: 'assert',
          expected: '5',
          actual: '-1',
          frames: [{ file: 'tests/basic_test.cpp', line: 13 }],
        },
      ],
    });
    expect(testNamed(CTEST, report, 'totals an order').problems).toMatchObject([
      { kind: 'throw', message: 'no order' },
    ]);
    expect((await readdir(root, { recursive: true })).sort()).toEqual(before);

    const rows = report.tests.filter(({ name }) => name.startsWith('Case'));
    const selection = { kind: 'tests', tests: rows.slice(1) } as const;
    const row = await runTrial(CTEST, { root, selection });
    expect(row.tests.map(({ id }) => id)).toEqual(['Outer/Inner.Case/2']);

    const crash = await runTrial(CTEST, { root, ...fileOf(CTEST, 'crash') });
    expect(crash).toMatchObject({ verdict: 'failed', tests: [{ problems: [{ kind: 'crash' }] }] });

    const loop = await runTrial(CTEST, { root, limits: LOOP_LIMITS, ...fileOf(CTEST, 'loop') });
    expect(loop.verdict).toBe('timed-out');
    expect(loop.loadErrors).toMatchObject([{ kind: 'timeout', blocks: ['tests/loop.c'] }]);

    const known = testNamed(CTEST, report, 'adds nothing');
    const gone = { ...known, id: 'Calc.Gone', name: 'Gone' };
    const none = await runTrial(CTEST, { root, selection: { kind: 'tests', tests: [gone] } });
    expect(none).toMatchObject({ verdict: 'no-tests', tests: [] });
  });

  test('tells why a build fails, and tests what is changed then', async () => {
    const root = await openProject(CTEST);
    const source = join(root, 'src/calc.cpp');
    const text = await readFile(source, 'utf8');
    await writeFile(source, text.replace('a - b', 'a + absent'));
    const broken = await runTrial(CTEST, { root, ...fileOf(CTEST, 'basic') });
    expect(broken).toMatchObject({ verdict: 'load-error', tests: [] });
    expect(broken.loadErrors).toMatchObject([
      {
        kind: 'compile',
        blocks: ['tests/basic_test.cpp'],
        frames: [{ file: 'src/calc.cpp', line: 5 }],
      },
    ]);
    await writeFile(source, text.replace('a - b', 'a + b'));
    const repaired = await runTrial(CTEST, { root, ...fileOf(CTEST, 'basic') });
    expect(testNamed(CTEST, repaired, 'adds numbers').status).toBe('passed');
  });
});
