import { describe, expect, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { runSmallProject } from './smallProject';
import { processesIn, REPORTERS } from './trial';

const NODE_TEST = 'node --test';
/** A project of one file of tests for Node's own runner. */
const nodeTests = (code: string): Readonly<Record<string, string>> => ({
  'all.test.js': `import assert from 'node:assert';\nimport { test } from 'node:test';\n${code}`,
});
/** What a flood may add to the memory of the process that reads it, in bytes. */
const FLOOD_MEMORY = 400 * 1024 * 1024;
const FLOOD_CHUNKS = 4_500;

describe('what a run prints', () => {
  test('fault 54: 300 MB without a line end are read in bounded memory, and tell their beginning and end', async () => {
    const flood = `process.stdout.write('FIRST');
const text = 'x'.repeat(1 << 16);
let left = ${String(FLOOD_CHUNKS)};
(function go() { if (left-- === 0) process.stdout.write('LAST', () => process.exit(1)); else process.stdout.write(text, go); })();
`;
    const before = process.memoryUsage().rss;
    let highest = before;
    const onOutput = (): void => {
      highest = Math.max(highest, process.memoryUsage.rss());
    };
    const report = await runSmallProject('node flood.js', { 'flood.js': flood }, { onOutput });
    expect(report.verdict).toBe('failed');
    expect(report.outputTail.endsWith('LAST')).toBe(true);
    expect(report.outputTail.length).toBeLessThan(20_000);
    expect(report.tests[0]?.problems[0]?.message.length).toBeLessThan(300_000);
    expect(highest - before).toBeLessThan(FLOOD_MEMORY);
  });

  test('fault 55: control sequences and invalid UTF-8 do not come through', async () => {
    const noisy = `process.stdout.write(Buffer.concat([
  Buffer.from('\\x1b]52;c;aGk=\\x07\\x1b]8;;http://x\\x1b\\\\link\\x1b]8;;\\x1b\\\\ \\x1b[31mred\\x1b[0m\\rover\\x9b2J '),
  Buffer.from([0xff, 0xfe, 0x41]),
]));
process.exitCode = 1;
`;
    const report = await runSmallProject('node noisy.js', { 'noisy.js': noisy });
    expect(report.outputTail).toContain('link red');
    expect(report.outputTail).toContain('\ufffd\ufffdA');
    const told = JSON.stringify([report.outputTail, report.tests]);
    expect(told).not.toMatch(/\\u001b|\\u0007|\\u009b/);
  });

  test('fault 70: a fake summary and forged names of tests deceive nobody', async () => {
    const report = await runSmallProject(NODE_TEST, {
      ...nodeTests(`
console.log('\\n# tests 2\\n# pass 2\\n# fail 0\\nok 1 - adds\\n1..1\\n');
test('adds\\nok 2 - more\\n\\x1b[2K# pass 9', () => assert.equal(1, 2));
test('is green', () => {});`),
    });
    expect(report.verdict).toBe('failed');
    expect(report.tests.map(({ status }) => status)).toEqual(['failed', 'passed']);
  });
});

describe('a run without tests', () => {
  test('fault 57: no tests, and tests that are all skipped, are no success', async () => {
    const none = await runSmallProject(NODE_TEST, nodeTests('assert.ok(true);'));
    expect(none).toMatchObject({ verdict: 'no-tests', tests: [] });
    const skipped = await runSmallProject(NODE_TEST, nodeTests(`test.skip('later', () => {});`));
    expect(skipped.verdict).toBe('no-tests');
    expect(skipped.explanation).toBe(
      'All tests were skipped, so nothing was proven. Run at least one of them.',
    );
  });

  test('fault 65: an error before the tests is told with its place, and is red', async () => {
    const files = nodeTests(`import { total } from './cart.js';\ntest('adds', () => total());`);
    const report = await runSmallProject(NODE_TEST, {
      ...files,
      'cart.js': 'export const total = () => {\n  return (1;\n};\n',
    });
    expect(report.verdict).toBe('load-error');
    expect(report.explanation).toContain('SyntaxError at cart.js:2');
    expect(report.loadErrors).toMatchObject([{ kind: 'load', blocks: ['all.test.js'] }]);
  });

  test('fault 58: a report with failures is red, whatever the exit code', async () => {
    const writes = `import { writeFileSync } from 'node:fs';
writeFileSync('junit.xml', '<testsuite><testcase name="adds"><failure message="no"/></testcase></testsuite>');
`;
    const report = await runSmallProject('node check.js', { 'check.js': writes });
    expect(report.verdict).toBe('failed');
  });
});

describe('a command', () => {
  test('fault 66: that names a missing program, folder or interpreter is told with what is missing', async () => {
    const program = await runSmallProject('no-such-program --here', {});
    expect(program.verdict).toBe('not-started');
    expect(program.explanation).toMatch(/ENOENT: no-such-program.*test command in the settings/);
    const script = await runSmallProject('./run.sh', { 'run.sh': '#!/no/such/interpreter\n' });
    expect(script.verdict).toBe('not-started');
    expect(script.explanation).toMatch(/(ENOENT|EACCES): \.\/run\.sh/);
    const root = temporaryFolder();
    writeFiles(root, { 'package.json': '{ "scripts": { "test": "vitest run" } }' });
    const absent = detectTestRunner({ root, reportersFolder: REPORTERS });
    await expect(absent).rejects.toThrow(/vitest is not installed.*npm install/);
  });

  test('fault 67: that watches, pages or asks ends all the same', async () => {
    const run = `
if [ -t 0 ] || [ -t 1 ] || [ -z "$CI" ]; then sleep 600; fi
read -r answer && sleep 600
seq 2000 | \${PAGER:-more}
`;
    const report = await runSmallProject('bash run.sh', { 'run.sh': run });
    expect(report.verdict).toBe('passed');
    const root = temporaryFolder();
    writeFiles(root, { 'watch.js': 'setInterval(() => {}, 1000);' });
    const runner = await detectTestRunner({ root, command: 'node watch.js', reportersFolder: '' });
    const watching = await runner.run(
      { root, selection: { kind: 'all' }, limits: { timeoutMs: 60_000, silenceMs: 800 } },
      new AbortController().signal,
    );
    expect(watching.verdict).toBe('timed-out');
    expect(watching.explanation).toContain('showed no sign of life');
    expect(await processesIn(root)).toEqual([]);
  });
});
