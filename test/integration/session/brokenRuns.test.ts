import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../src/core/session/events';
import { replyEdit } from '../../support/replyEdit';
import { temporaryFolder } from '../../support/temporaryFolder';
import { solveOnDisk, type DiskSession } from './solveOnDisk';

const FAULT = '  return price + discount;';
const FIX = '  return price - discount;';
const PRICE = `exports.reduced = function reduced(price, discount) {\n${FAULT}\n};\n`;
const RED_TEST = `const assert = require('node:assert');
const { test } = require('node:test');
const { reduced } = require('./price.js');
test('subtracts the discount', () => assert.equal(reduced(9, 2), 7));
`;
const PROJECT = {
  'package.json': '{ "scripts": { "test": "node --test" } }\n',
  'price.js': PRICE,
  'price.test.js': RED_TEST,
};
const edit = (line: string): string => replyEdit('price.js', FAULT, line);
/** The parents of all turns, in order. */
const parentsOf = (events: readonly SessionEvent[]): readonly number[] =>
  events.flatMap((event) => (event.kind === 'action' ? [event.parent] : []));
const evalsOf = (events: readonly SessionEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'eval' ? [event.report.verdict] : []));

/** A session whose user's files stay as they are, with nothing left running. */
async function harmless(scene: Parameters<typeof solveOnDisk>[0]): Promise<DiskSession> {
  const session = await solveOnDisk(scene);
  expect(session.isUntouched).toBe(true);
  expect(session.leftovers).toEqual([]);
  return session;
}

describe('runs that break off', () => {
  const killed = (value: number): string =>
    edit(`  process.kill(process.pid, 'SIGKILL');\n  return ${String(value)};`);

  test('fault 119: three crashes in a row end the session, with the reason', async () => {
    const replies = [killed(1), killed(2), killed(3), edit(FIX)] as const;
    const { outcome, events, requests } = await harmless({ files: PROJECT, replies });
    expect(evalsOf(events)).toEqual(['killed', 'killed', 'killed']);
    expect(requests).toBe(3);
    expect(outcome).toMatchObject({ kind: 'stuck', revision: 0 });
    expect(outcome.message).toMatch(
      /^The test processes of 3 revisions in a row were killed\. Run/,
    );
  });

  test('fault 119: three time-outs in a row end the session, with its best revision', async () => {
    const two = `${RED_TEST}test('is never negative', () => assert.equal(reduced(1, 2), 0));\n`;
    const loop = (value: number): string =>
      `  while (price !== ${String(value)} || discount) continue;\n  return 0;`;
    const replies = [
      edit(FIX),
      replyEdit('price.js', FIX, loop(0.5)),
      replyEdit('price.js', FIX, loop(0.25)),
      replyEdit('price.js', FIX, loop(0.125)),
      replyEdit('price.js', FIX, '  return Math.max(0, price - discount);'),
    ] as const;
    const { outcome, events } = await harmless({
      files: { ...PROJECT, 'price.test.js': two },
      replies,
      testLimits: { timeoutMs: 2_500, silenceMs: 2_500 },
    });
    expect(evalsOf(events)).toEqual(['failed', 'timed-out', 'timed-out', 'timed-out']);
    expect(outcome).toMatchObject({ kind: 'best-partial', revision: 1 });
    expect(outcome.message).toContain('did not end in time');
  });

  test('fault 56: a revision whose tests are killed is not repaired, another one is drafted', async () => {
    const replies = [killed(1), edit(FIX)] as const;
    const { outcome, events } = await harmless({ files: PROJECT, replies });
    expect(evalsOf(events)).toEqual(['killed', 'passed']);
    expect(parentsOf(events)).toEqual([0, 0]);
    expect(outcome).toMatchObject({ kind: 'fixed', revision: 2 });
  });

  test('fault 56: tests that are killed before anything is changed are told of, and no model is asked', async () => {
    const files = {
      ...PROJECT,
      'price.test.js': `${RED_TEST}test('dies', () => process.kill(process.pid, 'SIGKILL'));\n`,
    };
    const { outcome, requests } = await harmless({ files, replies: [edit(FIX)] });
    expect(requests).toBe(0);
    expect(outcome.kind).toBe('environment');
    expect(outcome.message).toMatch(/was killed by SIGKILL: it crashed, ran out of memory or/);
  });

  test('fault 50: an endless loop in a patch is stopped, told of, and another patch is asked for', async () => {
    const { outcome, events } = await harmless({
      files: PROJECT,
      replies: [edit('  for (;;) continue;'), edit(FIX)],
      testLimits: { timeoutMs: 2_500, silenceMs: 2_500 },
    });
    expect(evalsOf(events)).toEqual(['timed-out', 'passed']);
    const told = events.flatMap((event) => (event.kind === 'feedback' ? [event.text] : []));
    expect(told.join('\n')).toContain('price.test.js did not end before the run was stopped.');
    expect(outcome.kind).toBe('fixed');
  });
});

describe('runs that prove nothing', () => {
  test('fault 58: green tests with exit code 1 are never called fixed', async () => {
    const writes = `const { writeFileSync } = require('node:fs');
const { reduced } = require('./price.js');
const isRight = reduced(9, 2) === 7;
writeFileSync('junit.xml', '<testsuite><testcase classname="price" name="subtracts">' +
  (isRight ? '' : '<failure message="wrong"/>') + '</testcase></testsuite>');
process.exitCode = 1;
`;
    const files = { 'price.js': PRICE, 'check.js': writes };
    const { outcome, events } = await harmless({
      files,
      command: 'node check.js',
      replies: [edit(FIX)],
    });
    expect(evalsOf(events)[0]).toBe('unreadable');
    expect(outcome.kind).toBe('best-partial');
  });

  test('fault 59: where everything is green no model is asked', async () => {
    const files = { ...PROJECT, 'price.js': PRICE.replace(FAULT, FIX) };
    const { outcome, requests } = await harmless({ files, replies: [edit(FIX)] });
    expect(requests).toBe(0);
    expect(outcome).toMatchObject({ kind: 'already-green', patch: '' });
    expect(outcome.message).toBe('All tests pass already; there is nothing to fix.');
  });

  test('fault 60: a test that fails every third time is set aside, and judges nothing', async () => {
    const counter = join(temporaryFolder(), 'runs');
    const flaky = `const { appendFileSync, readFileSync } = require('node:fs');
test('fails now and then', () => {
  appendFileSync(${JSON.stringify(counter)}, 'x');
  assert.equal(readFileSync(${JSON.stringify(counter)}, 'utf8').length % 3 !== 1, true);
});
`;
    const files = { ...PROJECT, 'price.test.js': RED_TEST + flaky };
    const { outcome, events } = await harmless({ files, replies: [edit(FIX)] });
    const baseline = events.find((event) => event.kind === 'baseline');
    expect(baseline?.targets).toEqual(['price.test.js > subtracts the discount']);
    expect(baseline?.flaky).toEqual(['price.test.js > fails now and then']);
    expect(outcome.kind).toBe('fixed');
    expect(outcome.verdict).toMatchObject({ fixed: 1, total: 1, regressions: [] });
  });
});

describe('tests that do harm', () => {
  test('fault 63: tests that rewrite sources, snapshots and lock files only reach the copy', async () => {
    const writes = `const { writeFileSync } = require('node:fs');
test('writes', () => {
  for (const file of ['price.js', 'package-lock.json', 'shots/price.snap'])
    writeFileSync(file, 'rewritten by a test');
});
`;
    const files = {
      ...PROJECT,
      'package-lock.json': '{}\n',
      'shots/price.snap': 'price 7\n',
      'price.test.js': RED_TEST + writes,
    };
    const { outcome } = await harmless({ files, replies: [edit(FIX)] });
    expect(outcome.kind).toBe('fixed');
    expect(outcome.patch).not.toMatch(/rewritten|package-lock|snap/);
  });

  test('fault 64: tests that delete their folder, clean it with git or kill their parent only reach the copy', async () => {
    const cleans = `const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
test('cleans', () => {
  try {
    execFileSync('git', ['clean', '-fdx'], { stdio: 'ignore' });
  } catch {
    // The copy may be no repository.
  }
  rmSync(process.cwd(), { recursive: true, force: true });
});
`;
    const cleaned = { ...PROJECT, 'price.test.js': RED_TEST + cleans };
    const { outcome } = await harmless({ files: cleaned, replies: [edit(FIX)] });
    expect(outcome.kind).toBe('fixed');
    const kills = "test('kills', () => { process.kill(process.ppid, 'SIGKILL'); });\n";
    const killed = { ...PROJECT, 'price.test.js': RED_TEST + kills };
    const session = await harmless({ files: killed, replies: [edit(FIX)] });
    expect(session.outcome.kind).toBe('environment');
    expect(session.outcome.message).toContain('was killed by SIGKILL');
  });
});

test('fault 68: of a slow suite the failing tests run first, and everything once a patch makes them pass', async () => {
  const log = join(temporaryFolder(), 'log');
  const noted = (name: string): string =>
    `require('node:fs').appendFileSync(${JSON.stringify(log)}, '${name} ');\n`;
  const slow = `${noted('slow')}const { test } = require('node:test');
test('takes long', () => new Promise((resolve) => setTimeout(resolve, 2_200)));
`;
  const files = {
    ...PROJECT,
    'price.test.js': noted('price') + RED_TEST,
    'slow.test.js': slow,
  };
  const replies = [edit('  return price * discount;'), edit(FIX)] as const;
  const { outcome } = await harmless({ files, replies });
  expect(outcome.kind).toBe('fixed');
  const runs = readFileSync(log, 'utf8').trim().split(' ');
  // The baseline; then only the failing file for a wrong patch; everything once for the right one.
  expect(runs.filter((name) => name === 'slow')).toHaveLength(2);
  expect(runs.filter((name) => name === 'price').length).toBeGreaterThan(4);
});
