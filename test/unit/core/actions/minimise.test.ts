import { expect, test } from 'vitest';
import { minimise } from '../../../../src/core/actions/minimise';
import type { FileTexts } from '../../../../src/core/ports';
import { namedHunks } from '../../../../src/core/revisions/hunkSet';
import type { Candidate } from '../../../../src/core/session/candidate';
import type { SessionEvent } from '../../../../src/core/session/events';
import type { TestReport } from '../../../../src/core/testReport';
import { benchInMemory, candidateOf, gathered } from '../../../support/benchInMemory';
import { failedTest, testReport, testResult } from '../../../support/reports';

const FILES = { 'src/a.js': 'one\n--\ntwo\n--\nthree\n', 'src/b.js': 'four\n', 'src/c.js': 'c\n' };
const { signal } = new AbortController();

/** A test for each word; it passes once the word stands in capitals somewhere. */
function wants(...words: readonly string[]): (texts: FileTexts) => TestReport {
  return (texts) => {
    const code = [...texts.values()].join('');
    return testReport(
      words.map((word) => (code.includes(word) ? testResult(word) : failedTest(word))),
    );
  };
}

function lineOf(event: SessionEvent): string {
  if (event.kind === 'action') return `${event.action} ${event.iteration} of ${event.parent}`;
  if (event.kind === 'patch') {
    const { number, parent, files } = event.revision;
    return `  patch ${number} of ${parent}: ${namesOf(files)}`;
  }
  if (event.kind === 'eval') {
    return `  eval ${event.revision}: ${event.verdict.fixed}/${event.verdict.total}`;
  }
  if (event.kind !== 'minimise') return `  ${event.kind}`;
  const { revision, hunk, needed } = event;
  return `  ${hunk.path}:${hunk.line} ${needed ? 'is needed' : 'is needless'} (${revision})`;
}

function namesOf(files: Candidate['files']): string {
  return namedHunks(files)
    .map(({ name }) => `${name.path}:${name.line}`)
    .join(' ');
}

async function minimised(
  tests: (texts: FileTexts) => TestReport,
  texts: Readonly<Record<string, string | null>>,
) {
  const trial = await benchInMemory(FILES, tests);
  const best = await candidateOf(trial, trial.baseline, texts);
  const { events, result } = await gathered(minimise({ ...trial, best, iteration: 3 }, signal));
  return { story: events.map(lineOf).join('\n'), events, result };
}

test('A66: three hunks, the third needless: the final one has two; each removal has an eval event; a needed hunk is kept', async () => {
  const { story, result } = await minimised(wants('ONE', 'TWO'), {
    'src/a.js': 'ONE\n--\nTWO\n--\nTHREE\n',
  });
  expect(story).toMatchInlineSnapshot(`
    "minimise 3 of 1
      patch 2 of 1: src/a.js:1 src/a.js:3
      eval 2: 2/2
      src/a.js:5 is needless (2)
    minimise 3 of 2
      patch 3 of 2: src/a.js:1
      eval 3: 1/2
      src/a.js:3 is needed (3)
    minimise 3 of 2
      patch 4 of 2: src/a.js:3
      eval 4: 1/2
      src/a.js:1 is needed (4)"
  `);
  expect(namesOf(result.files)).toBe('src/a.js:1 src/a.js:3');
  expect(result.texts.get('src/a.js')).toBe('ONE\n--\nTWO\n--\nthree\n');
  expect(result.verdict.value).toBe(1);
});

test('A66: the search goes on from what is still fixed, over several files', async () => {
  const { story, result } = await minimised(wants('TWO'), {
    'src/a.js': 'zero\nONE\n--\nTWO\n--\nthree\n',
    'src/b.js': 'FOUR\n',
    'src/c.js': null,
    'src/d.js': 'created\n',
  });
  expect(story).toMatchInlineSnapshot(`
    "minimise 3 of 1
      patch 2 of 1: src/a.js:1 src/a.js:4 src/b.js:1 src/c.js:1
      eval 2: 1/1
      src/d.js:1 is needless (2)
    minimise 3 of 2
      patch 3 of 2: src/a.js:1 src/a.js:4 src/b.js:1
      eval 3: 1/1
      src/c.js:1 is needless (3)
    minimise 3 of 3
      patch 4 of 3: src/a.js:1 src/a.js:4
      eval 4: 1/1
      src/b.js:1 is needless (4)
    minimise 3 of 4
      patch 5 of 4: src/a.js:1
      eval 5: 0/1
      src/a.js:4 is needed (5)
    minimise 3 of 4
      patch 6 of 4: src/a.js:3
      eval 6: 1/1
      src/a.js:1 is needless (6)"
  `);
  expect([...result.texts]).toEqual([['src/a.js', 'one\n--\nTWO\n--\nthree\n']]);
});

test('A66: of a rewrite, only the last twelve hunks are tried', async () => {
  const names = Array.from(
    { length: 15 },
    (_, index) => `src/${String.fromCharCode(97 + index)}.ts`,
  );
  const { events, result } = await minimised(
    wants('FIX'),
    Object.fromEntries(names.map((name, index) => [name, index === 0 ? 'FIX\n' : 'x\n'])),
  );
  expect(events.filter(({ kind }) => kind === 'minimise')).toHaveLength(12);
  expect([...result.texts.keys()]).toEqual(names.slice(0, 3));
});

test.each([
  ['is of one hunk', {}, { 'src/b.js': 'ONE\n' }],
  ['is still red', {}, { 'src/a.js': 'x\n', 'src/b.js': 'y\n' }],
  ['is unproven', { unproven: true }, { 'src/a.js': 'ONE\n', 'src/b.js': 'y\n' }],
])('A66: a candidate that %s is left alone', async (_, standard, texts) => {
  const trial = await benchInMemory(FILES, wants('ONE'), standard);
  const best = await candidateOf(trial, trial.baseline, texts);
  const { events, result } = await gathered(minimise({ ...trial, best, iteration: 3 }, signal));
  expect(events).toEqual([]);
  expect(result).toBe(best);
});

test('A66: a suspected candidate is left alone', async () => {
  const { events } = await minimised(wants('ONE'), {
    'src/a.js': 'ONE\nif (process.env.NODE_ENV) skip();\n',
    'src/b.js': 'y\n',
  });
  expect(events).toEqual([]);
});
