import { expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import { evaluate } from '../../../../src/core/session/evaluate';
import type { TestReport, TestResult } from '../../../../src/core/testReport';
import { benchInMemory } from '../../../support/benchInMemory';
import { failedTest, testReport, testResult } from '../../../support/reports';

const FILES = {
  'src/cart.js': 'wrong',
  'src/money.js': 'right',
  'test/cart.test.js': "import '../src/cart';",
  'test/shop.test.js': "import '../src/cart';",
  'test/money.test.js': "import '../src/money';",
  'test/users.test.js': '',
};
const SLOW = { durationMs: 60_000 };
const { signal } = new AbortController();

/** One test for each file; what is asked for is `right` in the cart, and the shop breaks when something is `odd`. */
function suite(texts: FileTexts, fields: Partial<TestReport> = SLOW): TestReport {
  const cart = texts.get('src/cart.js') ?? '';
  const of = (file: string, name: string, isGreen: boolean): TestResult => ({
    ...(isGreen ? testResult(name) : failedTest(name)),
    file: `test/${file}.test.js`,
    durationMs: 1_000,
  });
  const tests = [
    of('cart', 'cart', cart.includes('right')),
    of('shop', 'shop', !cart.includes('odd')),
    of('money', 'money', !cart.includes('odd')),
    ...['one', 'two', 'three', 'four'].map((name) => of('users', name, true)),
  ];
  return testReport(tests, fields);
}

async function runsFor(
  text: string,
  tests: (texts: FileTexts) => TestReport = suite,
): Promise<{ readonly runs: readonly string[]; readonly found: string }> {
  const { bench, runs } = await benchInMemory(FILES, tests);
  const { verdict, report } = await evaluate(bench, new Map([['src/cart.js', text]]), signal);
  const drawn = runs.map((run) => (run.kind === 'files' ? run.files.join(' ') : run.kind));
  const { fixed, total, regressions, wholeSuite, value } = verdict;
  const broken = `${String(regressions.length)} broken${wholeSuite ? '' : ' so far'}`;
  const seen = `${String(report.tests.length)} tests`;
  return {
    runs: drawn,
    found: `${String(fixed)}/${String(total)} fixed, ${broken}, ${seen}, ${String(value)}`,
  };
}

test('a slow suite is run in three stages: targets, what imports the change, everything', async () => {
  expect(await runsFor('right')).toEqual({
    runs: ['test/cart.test.js', 'test/shop.test.js', 'all'],
    found: '1/1 fixed, 0 broken, 7 tests, 1',
  });
});

test('a red target ends the run', async () => {
  expect(await runsFor('still wrong')).toEqual({
    runs: ['test/cart.test.js'],
    found: '0/1 fixed, 0 broken so far, 1 tests, 0.15',
  });
});

test('what breaks near the change, each time, spares the whole suite', async () => {
  expect(await runsFor('right but odd')).toEqual({
    runs: ['test/cart.test.js', 'test/shop.test.js', 'test/shop.test.js'],
    found: '1/1 fixed, 1 broken so far, 2 tests, 0.8',
  });
});

test('what breaks near the change only once is left to the whole suite', async () => {
  let calls = 0;
  const once = (texts: FileTexts): TestReport => {
    // The baseline, the targets, and then the tests near the change.
    calls += 1;
    return suite(calls === 3 ? new Map([['src/cart.js', 'right but odd']]) : texts);
  };
  expect(await runsFor('right', once)).toEqual({
    runs: ['test/cart.test.js', 'test/shop.test.js', 'test/shop.test.js', 'all'],
    found: '1/1 fixed, 0 broken, 7 tests, 1',
  });
});

test('a quick suite is run whole at once', async () => {
  const quick = (texts: FileTexts): TestReport => suite(texts, { durationMs: 100 });
  expect((await runsFor('right but odd', quick)).runs).toEqual(['all']);
});

test('tests near the change that are a good part of the suite are not run apart', async () => {
  const few = (texts: FileTexts): TestReport => {
    const tests = suite(texts).tests.filter(({ file = '' }) => /cart|shop/.test(file));
    return testReport(tests, SLOW);
  };
  expect((await runsFor('right', few)).runs).toEqual(['test/cart.test.js', 'all']);
});

test('a test file near the change that does not load any more is told', async () => {
  const loads = (texts: FileTexts): TestReport => {
    const report = suite(texts);
    if (!texts.get('src/cart.js')?.includes('unloadable')) return report;
    const tests = report.tests.filter(({ file }) => file !== 'test/shop.test.js');
    const blocks = ['test/shop.test.js'];
    return testReport(tests, {
      ...SLOW,
      verdict: 'load-error',
      loadErrors: [{ kind: 'load', message: 'broken', frames: [], blocks }],
    });
  };
  const { runs, found } = await runsFor('right, unloadable', loads);
  expect(runs).toEqual(['test/cart.test.js']);
  expect(found).toContain('1/2 fixed');
});
