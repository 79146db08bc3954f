import { beforeAll, describe, expect, test } from 'vitest';
import { cachedSyntax } from '../../../../bench/simulation/cachedSyntax';
import { comparisonTable, POLICIES } from '../../../../bench/simulation/comparison';
import { MODEL_PROFILES, type ModelProfile } from '../../../../bench/simulation/modelProfile';
import { runTrial } from '../../../../bench/simulation/runTrial';
import type { Policy, TrialResult } from '../../../../bench/simulation/trial';
import type { Syntax } from '../../../../src/core/ports';
import { syntax } from '../../../support/parseSource';

/** Without a grammar the engine has to ask for places, and is tested no less. */
const noGrammar: Syntax = { parse: () => Promise.resolve(undefined) };
const TASKS = [0, 1, 2];

const sure = profileOf({ reach: 1, fix: 0.999, alike: 10_000, breakage: 0 });
const helpless = profileOf({ reach: 0 });
const varied = profileOf({});

function profileOf(fields: Partial<ModelProfile>): ModelProfile {
  const [, middling] = MODEL_PROFILES;
  if (middling === undefined) throw new Error('there is no middling profile');
  return { ...middling, ...fields };
}

interface Fields {
  readonly profile?: ModelProfile;
  readonly maxTokens?: number;
  readonly seed?: number;
}

function results(policy: Policy, fields: Fields = {}): Promise<readonly TrialResult[]> {
  const trial = {
    policy,
    profile: varied,
    maxTokens: 4_000,
    seed: 1,
    syntax: noGrammar,
    ...fields,
  };
  return Promise.all(TASKS.map((task) => runTrial({ ...trial, task })));
}

/** Loading a grammar is the slow part. */
beforeAll(async () => {
  await syntax.parse('src/invoice.ts', '');
});

describe.each(POLICIES)('simulated %s', (policy) => {
  test('are the same for the same seed, and others for another seed', async () => {
    const first = await results(policy);
    expect(await results(policy)).toEqual(first);
    expect(await results(policy, { seed: 2 })).not.toEqual(first);
  });

  test('solve every task with a model that is always right, and none out of its reach', async () => {
    const solvedBy = async (profile: ModelProfile) =>
      (await results(policy, { profile })).map(({ isSolved }) => isSolved);
    expect(await solvedBy(sure)).toEqual(TASKS.map(() => true));
    expect(await solvedBy(helpless)).toEqual(TASKS.map(() => false));
  });

  test('never spend more tokens than they may', async () => {
    for (const maxTokens of [1_000, 2_500]) {
      const spent = await results(policy, { profile: helpless, maxTokens });
      expect(Math.max(...spent.map(({ tokens }) => tokens))).toBeLessThanOrEqual(maxTokens);
      expect(Math.min(...spent.map(({ tokens }) => tokens))).toBeGreaterThan(0);
    }
  });
});

test('plain draws ask the question that the engine asks, and get the same first draft', async () => {
  const cached = cachedSyntax(syntax);
  const trial = { profile: sure, maxTokens: 4_000, seed: 1, task: 0, syntax: cached };
  const drawn = await runTrial({ ...trial, policy: 'plain draws' });
  expect(drawn).toEqual(await runTrial({ ...trial, policy: 'quick' }));
});

test('the table has a row for each budget and a cell for each policy', async () => {
  const plan = { profile: sure, budgets: [2_000, 4_000], tasks: 2, seed: 1, syntax: noGrammar };
  const lines = (await comparisonTable(plan)).split('\n');
  expect(lines.slice(0, 2)).toEqual([
    '| Tokens | plain draws | quick | thorough | search |',
    '| ---: | ---: | ---: | ---: | ---: |',
  ]);
  expect(lines.slice(2).map((line) => line.replace(/, \d+(?= \|)/g, ''))).toEqual([
    '| 2,000 | 100% (34–100) | 100% (34–100) | 100% (34–100) | 100% (34–100) |',
    '| 4,000 | 100% (34–100) | 100% (34–100) | 100% (34–100) | 100% (34–100) |',
  ]);
});
