import { describe, expect, test } from 'vitest';
import {
  CODE_PATH,
  createWorld,
  lineOf,
  PARTS,
  RULES,
  ruleSet,
  stateOf,
  wrongParts,
  type CodeState,
  type World,
} from '../../../../bench/simulation/world';
import { behaviourOf } from '../../../../src/core/search/behaviour';
import { createRandom } from '../../../../src/core/search/random';

const worlds = Array.from({ length: 50 }, (_, task) => createWorld(createRandom('world', task)));

/** The report on a world whose code is in this state. */
function reportOn({ files, start, tests }: World, state: CodeState) {
  const code = (['lines', ...PARTS] as const).reduce(
    (text, place) => text.replace(lineOf(start, place), lineOf(state, place)),
    files[CODE_PATH] ?? '',
  );
  return tests(new Map([[CODE_PATH, code]]));
}

function redIn(world: World, state: CodeState): readonly string[] {
  const { tests } = reportOn(world, state);
  return tests.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

describe('a simulated project', () => {
  test('has one to three faults, each seen by its own test', () => {
    const counts = new Set<number>();
    for (const world of worlds) {
      const wrong = wrongParts(world.start, world.right);
      counts.add(wrong.length);
      expect(redIn(world, world.start)).toEqual(wrong.map((part) => `counts the ${part}`));
      expect(stateOf(world.files[CODE_PATH] ?? '')).toEqual(world.start);
    }
    expect([...counts].toSorted()).toEqual([1, 2, 3]);
  });

  test('is green with the right rules, unless the edit breaks what worked', () => {
    for (const world of worlds) {
      expect(reportOn(world, world.right).verdict).toBe('passed');
      expect(redIn(world, { ...world.right, isSafe: false })).toEqual([
        'leaves the order as it was',
      ]);
    }
  });

  test('behaves differently under every rule of a part', () => {
    const [world] = worlds;
    if (world === undefined) throw new Error('there is no world');
    const behaviours = Array.from({ length: RULES }, (_, rule) => {
      const rules = ruleSet((part) => (part === 'tax' ? rule : world.right.rules[part]));
      return behaviourOf(reportOn(world, { rules, isSafe: true }));
    });
    expect(new Set(behaviours).size).toBe(RULES);
  });

  test('is the same for the same random numbers', () => {
    const [first, second] = [1, 1].map((seed) => createWorld(createRandom(seed)));
    expect(second?.files).toEqual(first?.files);
    expect(worlds.some(({ files }) => files[CODE_PATH] !== first?.files[CODE_PATH])).toBe(true);
  });
});
