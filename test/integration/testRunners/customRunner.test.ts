import { describe, expect, test } from 'vitest';
import { runSmallProject } from './smallProject';

const REPORT = `<testsuite name="shop">
  <testcase classname="Cart" name="adds" file="cart.js" line="3" time="0.5"/>
  <testcase classname="Cart" name="counts" time="0.1">
    <failure type="AssertionError" message="2 is not 3">at count (cart.js:7:3)</failure>
  </testcase>
</testsuite>`;
const WRITES = `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('build', { recursive: true });
writeFileSync('build/test-results.xml', ${JSON.stringify(REPORT)});
process.exitCode = 1;
`;

describe('a command of the user', { timeout: 60_000 }, () => {
  test('is itself the test when it writes no report: its exit code judges', async () => {
    const green = await runSmallProject('sh check.sh', { 'check.sh': 'echo all well' });
    expect(green).toMatchObject({
      runner: 'custom',
      verdict: 'passed',
      tests: [{ id: 'sh check.sh', name: 'sh check.sh', status: 'passed' }],
    });
    const red = await runSmallProject('sh check.sh', {
      'check.sh': 'echo "src/cart.js:12:5: error: no such item" >&2; echo later; exit 3',
      'src/cart.js': '',
    });
    expect(red).toMatchObject({
      verdict: 'failed',
      tests: [{ status: 'failed', problems: [{ kind: 'throw' }] }],
    });
    const [problem] = red.tests[0]?.problems ?? [];
    expect(problem?.message).toContain('no such item');
    expect(problem?.frames).toEqual([{ file: 'src/cart.js', line: 12, column: 5 }]);
  });

  test('may need a shell', async () => {
    const report = await runSmallProject('test -n "$CI" && echo fine | cat', {});
    expect(report.verdict).toBe('passed');
  });

  test('is judged by the JUnit report that it writes, and single tests of it can be wanted', async () => {
    const files = { 'write.js': WRITES, 'cart.js': '' };
    const report = await runSmallProject('node write.js', files);
    expect(report.verdict).toBe('failed');
    expect(report.tests).toMatchObject([
      { id: 'cart.js > Cart > adds', file: 'cart.js', line: 3, status: 'passed', durationMs: 500 },
      {
        id: ' > Cart > counts',
        status: 'failed',
        problems: [
          {
            kind: 'assert',
            message: '2 is not 3',
            frames: [{ file: 'cart.js', line: 7, column: 3 }],
          },
        ],
      },
    ]);
    const one = { selection: { kind: 'tests', tests: report.tests.slice(1) } } as const;
    const again = await runSmallProject('node write.js', files, one);
    expect(again.tests.map(({ id }) => id)).toEqual([' > Cart > counts']);
  });

  test('is judged by the TAP that it prints', async () => {
    const tap = 'echo TAP version 13; echo 1..2; echo ok 1 - adds; echo not ok 2 - counts; exit 1';
    const report = await runSmallProject('sh tap.sh', { 'tap.sh': tap });
    expect(report.verdict).toBe('failed');
    expect(report.tests).toMatchObject([
      { name: 'adds', status: 'passed' },
      { name: 'counts', status: 'failed' },
    ]);
    const cut = await runSmallProject('sh tap.sh', { 'tap.sh': 'echo 1..2; echo ok 1 - adds' });
    expect(cut.verdict).toBe('unreadable');
  });

  test('a report of an earlier run is not its own', async () => {
    const old = { 'junit.xml': REPORT, 'wait.sh': 'true' };
    const report = await runSmallProject('sleep 0.1', old);
    expect(report.tests).toMatchObject([{ id: 'sleep 0.1' }]);
  });

  test('a report that breaks off proves nothing', async () => {
    const cut = WRITES.replace('</testsuite>', '').replace('exitCode = 1', 'exitCode = 0');
    const green = cut.replace(/<failure[^>]*>[^<]*<.failure>/, '');
    const report = await runSmallProject('node write.js', { 'write.js': green });
    expect(report.verdict).toBe('unreadable');
  });

  test('that does not exist or does not end is told so', async () => {
    const absent = await runSmallProject('no-such-program --here', {});
    expect(absent).toMatchObject({ verdict: 'not-started' });
    const limits = { timeoutMs: 1_000, silenceMs: 60_000 };
    const endless = await runSmallProject('sleep 600', {}, { limits });
    expect(endless.verdict).toBe('timed-out');
  });
});
