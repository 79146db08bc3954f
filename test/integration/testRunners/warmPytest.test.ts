import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import type { TestRunner, WarmResult, WarmTests } from '../../../src/core/ports';
import type { TestReference } from '../../../src/core/testReport';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable, processesIn, REPORTERS } from './trial';
import { CONFTEST, MUTANTS, PROJECT, SHOP } from './warmShop';

const hasPytest =
  process.platform !== 'win32' && (await isAvailable('python3', ['-c', 'import pytest']));
const forever = new AbortController().signal;
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
/** On a busy machine a child may take long. */
const CHECK_MS = 10_000;

interface Warm {
  readonly root: string;
  readonly tests: WarmTests;
  readonly runner: TestRunner;
  readonly ids: readonly string[];
}

async function open(
  files: Readonly<Record<string, string>>,
  { parallel = 1, ids }: { readonly parallel?: number; readonly ids?: readonly string[] } = {},
): Promise<Warm> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const runner = await detectTestRunner({ root, name: 'pytest', reportersFolder: REPORTERS });
  const references = ids?.map(referenceOf) ?? (await allTests(runner, root));
  const tests = await runner.warmUp?.({ root, tests: references, parallel }, forever);
  if (tests === undefined) throw new Error('It can not be warmed up.');
  onTestFinished(async () => {
    await tests.dispose();
    expect(await processesIn(root)).toEqual([]);
  });
  return { root, tests, runner, ids: references.map(({ id }) => id) };
}

function referenceOf(id: string): TestReference {
  return { id, name: id, suite: [], file: id.replace(/::.*/s, '') };
}

async function allTests(runner: TestRunner, root: string): Promise<readonly TestReference[]> {
  const all = { selection: { kind: 'all' }, limits: LIMITS } as const;
  return (await runner.run({ ...all, root }, forever)).tests;
}

/** What the runner itself says of the same files. */
async function passedByRunner(
  { runner, ids }: Warm,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const selection = { kind: 'tests', tests: ids.map(referenceOf) } as const;
  const report = await runner.run({ root, selection, limits: LIMITS }, forever);
  return report.tests.flatMap(({ id, status }) => (status === 'passed' ? [id] : [])).sort();
}

function draw({ kind, passed }: WarmResult): readonly string[] {
  return [kind, ...[...passed].sort()];
}

async function check(
  { tests }: Warm,
  changes: Readonly<Record<string, string | null>>,
  timeoutMs = CHECK_MS,
): Promise<readonly string[]> {
  return draw(await tests.check(new Map(Object.entries(changes)), timeoutMs, forever));
}

describe.skipIf(!hasPytest)('pytest kept loaded', { timeout: 240_000 }, () => {
  test.for([
    ['and the project is loaded with the tests', PROJECT],
    ['and the project is loaded before them', { ...PROJECT, 'conftest.py': CONFTEST }],
  ] as const)('a changed text comes out as the runner says it, %s', async ([, project]) => {
    const warm = await open(project);
    const baseline = ['ended', ...(await passedByRunner(warm, project))];
    expect(await check(warm, {})).toEqual(baseline);
    for (const [what, [before, after]] of Object.entries(MUTANTS)) {
      const text = SHOP.replace(before, after);
      const byRunner = await passedByRunner(warm, { ...project, 'shop.py': text });
      expect([what, ...(await check(warm, { 'shop.py': text }))]).toEqual([
        what,
        'ended',
        ...byRunner,
      ]);
    }
    expect(await check(warm, {})).toEqual(baseline);
    expect(namesIn(warm.root)).toEqual(Object.keys(project).sort());
  });

  test('a module that does not load at first loads with the right text', async () => {
    const ids = ['test_it.py::test_it'];
    const files = {
      'it.py': 'def it(:\n',
      'test_it.py': 'from it import it\ndef test_it():\n    assert it()\n',
    };
    const warm = await open(files, { ids });
    expect(await check(warm, {})).toEqual(['ended']);
    expect(await check(warm, { 'it.py': 'def it():\n    return 1\n' })).toEqual(['ended', ...ids]);
  });

  const ONE = {
    'one.py': 'def one():\n    return 2\n',
    'test_one.py':
      'from one import one\ndef test_one():\n    assert one() == 1\ndef test_more():\n    assert one() > 0\n',
  };
  const IDS = ['test_one.py::test_more', 'test_one.py::test_one'];
  const GOOD = 'def one():\n    return 1\n';

  test('what does not end is killed with all that it started, while others go on', async () => {
    const warm = await open(ONE, { ids: IDS, parallel: 2 });
    const endless = 'import os\ndef one():\n    os.fork()\n    while True:\n        pass\n';
    const started = performance.now();
    const late = check(warm, { 'one.py': endless }, 1000);
    expect(await check(warm, { 'one.py': GOOD })).toEqual(['ended', ...IDS]);
    expect(await late).toEqual(['timed-out']);
    expect(performance.now() - started).toBeLessThan(8000);
    // What was killed may still be about to go.
    const count = async (): Promise<number> => (await processesIn(warm.root)).length;
    await expect.poll(count, { timeout: 10_000 }).toBeLessThanOrEqual(2);
  });

  test('what ends its process, or asks for too much, is not passed', async () => {
    const warm = await open(ONE, { ids: IDS });
    const body = (line: string): string => `import os\ndef one():\n    ${line}\n    return 1\n`;
    expect(await check(warm, { 'one.py': body('os._exit(0)') })).toEqual(['unknown']);
    expect(await check(warm, { 'one.py': body('os.kill(os.getpid(), 11)') })).toEqual(['unknown']);
    expect(await check(warm, { 'one.py': body('one()') })).toEqual(['ended']);
    expect(await check(warm, { 'one.py': body('bytearray(2 ** 36)') })).toEqual(['ended']);
    expect(await check(warm, { 'one.py': body('raise KeyboardInterrupt') })).toEqual(['ended']);
    expect(await check(warm, { 'one.py': GOOD })).toEqual(['ended', ...IDS]);
  });

  test('what only another program, or a read of the file, would see is unknown', async () => {
    const code =
      'import subprocess, sys\nfrom pathlib import Path\nfrom other import other\n' +
      'def test_run():\n    assert subprocess.run([sys.executable, "one.py"]).returncode == 0\n' +
      'def test_read():\n    assert "two" in Path("one.py").read_text()\n' +
      'def test_other():\n    assert other == 1\n';
    const files = {
      'one.py': 'raise ValueError\n',
      'other.py': 'other = 1\n',
      'test_all.py': code,
    };
    const [run, read, other] = ['run', 'read', 'other'].map((name) => `test_all.py::test_${name}`);
    const started = await open(files, { ids: [run ?? ''] });
    expect(await check(started, {})).toEqual(['ended']);
    expect(await check(started, { 'one.py': '1\n' })).toEqual(['unknown']);
    const opened = await open(files, { ids: [read ?? '', other ?? ''] });
    expect(await check(opened, { 'one.py': '"two"\n' })).toEqual(['unknown']);
    expect(await check(opened, { 'other.py': 'other = 2\n' })).toEqual(['ended']);
  });

  test('the lines that each test runs are told', async () => {
    const code =
      'def f(n):\n    if n > 1:\n        return helper(n)\n    return 0\n\n\ndef helper(n):\n    return n\n';
    const tests =
      'import one\n\ndef test_small():\n    assert one.f(1) == 0\n\ndef test_large():\n    assert one.f(2) == 3\n';
    const ids = ['test_one.py::test_small', 'test_one.py::test_large'];
    const loaded = await open({ 'one.py': code, 'test_one.py': tests }, { ids });
    const covered = await loaded.tests.coverage?.(CHECK_MS, forever);
    const linesOf = (id: string): readonly number[] => [
      ...(covered?.find((one) => one.id === id)?.lines.get('one.py') ?? []),
    ];
    expect(ids.map(linesOf)).toEqual([
      [2, 4],
      [2, 3, 8],
    ]);
    expect(await check(loaded, {})).toEqual(['ended', ids[0]]);
  });

  test('expressions are evaluated in the scope of a changed file, each as if the others were not', async () => {
    const code =
      'import itertools\nseen = []\nclass Box:\n    def __init__(self, n):\n        self.n = n\n' +
      'def see(n):\n    seen.append(n)\n    return seen\n';
    const files = { 'one.py': code, 'test_one.py': 'import one\ndef test_one():\n    assert 0\n' };
    const { tests } = await open(files, { ids: ['test_one.py::test_one'] });
    const evaluate = async (...expressions: string[]): Promise<readonly string[] | undefined> => {
      const changes = new Map([['one.py', `${code}RATE = 3\n`]]);
      const request = { changes, path: 'one.py', expressions, timeoutMs: CHECK_MS };
      const values = await tests.evaluate?.(request, forever);
      return values?.map(({ kind, text }) => `${kind} ${text}`);
    };
    expect(
      await evaluate('see(1)', 'see(RATE)', '{"b": (1,), "a": {2, 1}}', 'Box([None])'),
    ).toEqual([
      'value [1]',
      'value [3]',
      "value {'a': {1, 2}, 'b': (1,)}",
      "value Box{'n': [None]}",
    ]);
    expect(
      await evaluate('1 / 0', 'no code', 'list(itertools.count())', 'see', '(n for n in [1])'),
    ).toEqual([
      ...['error ZeroDivisionError', 'error SyntaxError', 'error no end'],
      ...['value <function see>', 'value iterator of [1]'],
    ]);
    const request = { changes: new Map(), path: 'two.py', expressions: ['1'], timeoutMs: CHECK_MS };
    expect(await tests.evaluate?.(request, forever)).toBeUndefined();
  });

  test('what is no module or not there can not be told', async () => {
    const warm = await open(ONE, { ids: IDS });
    expect(await check(warm, { 'data.json': '{}' })).toEqual(['unknown']);
    expect(await check(warm, { 'one.py': null })).toEqual(['unknown']);
    expect(await check(warm, { 'new.py': '' })).toEqual(['unknown']);
  });

  test('a baseline without an end is warmed up, too', async () => {
    const warm = await open(
      { ...ONE, 'one.py': 'def one():\n    while True:\n        pass\n' },
      { ids: IDS },
    );
    expect(await check(warm, {}, 500)).toEqual(['timed-out']);
    expect(await check(warm, { 'one.py': GOOD })).toEqual(['ended', ...IDS]);
  });

  test('an aborted check rejects with the reason, and what was disposed of knows nothing', async () => {
    const warm = await open(ONE, { ids: IDS });
    const slow = new Map([['one.py', 'import time\ntime.sleep(60)\n']]);
    const asked = warm.tests.check(slow, 60_000, AbortSignal.timeout(300));
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await check(warm, { 'one.py': GOOD })).toEqual(['ended', ...IDS]);
    await warm.tests.dispose();
    expect(await check(warm, { 'one.py': GOOD })).toEqual(['unknown']);
  });

  test('an abort while it warms up leaves nothing', async () => {
    const root = temporaryFolder();
    writeFiles(root, ONE);
    const runner = await detectTestRunner({ root, name: 'pytest', reportersFolder: REPORTERS });
    const request = { root, tests: IDS.map(referenceOf), parallel: 1 };
    await expect(runner.warmUp?.(request, AbortSignal.timeout(100))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(await processesIn(root)).toEqual([]);
  });
});

function namesIn(root: string): readonly string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return files
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
    .sort();
}
