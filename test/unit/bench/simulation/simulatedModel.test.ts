import { describe, expect, test } from 'vitest';
import { appliedTo } from '../../../../bench/simulation/appliedTo';
import type { ModelProfile } from '../../../../bench/simulation/modelProfile';
import {
  createSimulatedModel,
  type SimulatedModel,
} from '../../../../bench/simulation/simulatedModel';
import { CODE_PATH, createWorld, stateOf, wrongParts } from '../../../../bench/simulation/world';
import type { ModelMessage, Syntax } from '../../../../src/core/ports';
import { readReply } from '../../../../src/core/prompting/readReply';
import { createRandom } from '../../../../src/core/search/random';
import type { ActionName, SessionEvent } from '../../../../src/core/session/events';

const helpless: ModelProfile = {
  name: 'helpless',
  reach: 0,
  fix: 0.5,
  alike: 3,
  feedbackGain: 0,
  explanationGain: 0,
  partial: 0,
  friction: 0,
  duplicate: 0,
  duplicateWhenTold: 0,
  breakage: 0,
};
const TASKS = 40;
/** Edits are placed without a grammar too. */
const noGrammar: Syntax = { parse: () => Promise.resolve(undefined) };

describe('a simulated model', () => {
  test('never solves a task out of its reach', async () => {
    expect(await solvedDrafts({ ...helpless, feedbackGain: 1, reach: 0 }, 'repair')).toBe(0);
  });

  test('fixes as many drafts as its profile says, and more when there is feedback', async () => {
    const able = { ...helpless, reach: 1, alike: 10_000, feedbackGain: 0.5 };
    expect(await solvedDrafts(able, 'draft')).toBeGreaterThan(0.25 * TASKS);
    expect(await solvedDrafts(able, 'draft')).toBeLessThan(0.75 * TASKS);
    expect(await solvedDrafts(able, 'repair')).toBeGreaterThan(0.9 * TASKS);
  });

  test('breaks what worked when its profile says so', async () => {
    const careless = { ...helpless, breakage: 1 };
    const states = await Promise.all(tasks().map((task) => stateAfter(task, careless, 'draft')));
    expect(states.every(({ isSafe }) => !isSafe)).toBe(true);
  });

  test('fixes one of several faults when it makes progress, and none when it does not', async () => {
    const left = async (profile: ModelProfile) =>
      Promise.all(
        tasks().map(async (task) => {
          const world = worldOf(task);
          const after = await stateAfter(task, profile, 'draft');
          const before = wrongParts(world.start, world.right).length;
          return `${before} to ${wrongParts(after, world.right).length}`;
        }),
      );
    const seen = async (profile: ModelProfile) => [...new Set(await left(profile))].toSorted();
    expect(await seen({ ...helpless, partial: 1 })).toEqual(['1 to 1', '2 to 1', '3 to 2']);
    expect(await seen(helpless)).toEqual(['1 to 1', '2 to 2', '3 to 3']);
  });

  test('repeats its own edit only when that stands in the conversation', async () => {
    const model = modelFor(1, { ...helpless, friction: 1 });
    begin(model, 'repair');
    const own = { role: 'assistant', content: 'what it said' } as const;
    expect(await reply(model, [own])).toBe('what it said');
    expect(await reply(model, [])).not.toBe('what it said');
  });

  test('draws an earlier draft again when its profile says so', async () => {
    const varied = modelFor(1, helpless);
    const narrow = modelFor(1, { ...helpless, duplicate: 1 });
    expect(await reply(narrow)).toBe(await reply(narrow));
    expect(await reply(varied)).not.toBe(await reply(varied));
    begin(narrow, 'fresh');
    expect(await reply(narrow)).not.toBe(await reply(narrow));
  });

  test('gives no edit when it is asked for something else', async () => {
    const model = modelFor(1, helpless);
    model.observe(prompt('explain'));
    expect(readReply(await reply(model)).edits).toEqual([]);
  });

  test('is the same for the same salt', async () => {
    const replies = async (task: number) => {
      const model = modelFor(task, { ...helpless, partial: 0.5, breakage: 0.5 });
      return [await reply(model), await reply(model), await reply(model)];
    };
    expect(await replies(3)).toEqual(await replies(3));
    expect(await replies(3)).not.toEqual(await replies(4));
  });
});

function tasks(): readonly number[] {
  return Array.from({ length: TASKS }, (_, task) => task);
}

function worldOf(task: number) {
  return createWorld(createRandom('world', task));
}

function modelFor(task: number, profile: ModelProfile): SimulatedModel {
  return createSimulatedModel(worldOf(task), profile, task);
}

/** Tells the model that a turn begins at the baseline. */
function begin(model: SimulatedModel, action: ActionName): void {
  model.observe({ kind: 'action', action, iteration: 1, parent: 0 });
  model.observe(prompt(action === 'repair' ? 'repair' : 'draft'));
}

function prompt(role: 'draft' | 'repair' | 'explain'): SessionEvent {
  return {
    kind: 'prompt',
    role,
    model: 'simulated',
    temperature: 0,
    messages: [],
    estimatedTokens: 0,
  };
}

async function reply(
  model: SimulatedModel,
  messages: readonly ModelMessage[] = [],
): Promise<string> {
  const request = { messages, temperature: 0, maxOutputTokens: 1_000 };
  return (await model.complete(request, new AbortController().signal)).text;
}

/** The state of the code once the model's first reply is applied. */
async function stateAfter(task: number, profile: ModelProfile, action: ActionName) {
  const model = modelFor(task, profile);
  begin(model, action);
  const texts = await appliedTo(worldOf(task), await reply(model), noGrammar);
  if (texts === undefined) throw new Error('the reply does not apply');
  return stateOf(texts.get(CODE_PATH) ?? '');
}

async function solvedDrafts(profile: ModelProfile, action: ActionName): Promise<number> {
  const states = await Promise.all(tasks().map((task) => stateAfter(task, profile, action)));
  return states.filter((state, task) => wrongParts(state, worldOf(task).right).length === 0).length;
}
