import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { TestTrees } from '../../../../src/core/actions/testTrees';
import { failedTest, testReport } from '../../../support/reports';
import { benchInMemory } from '../../../support/benchInMemory';

const { signal } = new AbortController();

/** Trees of a bench whose one test is red; with `isDisturbed` it fails otherwise while another run goes on. */
async function open({ isDisturbed = false, isFull = false } = {}) {
  let running = 0;
  const red = testReport([failedTest('counts')]);
  const { bench, baseline } = await benchInMemory({ 'src/a.js': 'a\n' }, () => red);
  const { runner, workspace } = bench.ports;
  let opened = 0;
  const ports = {
    ...bench.ports,
    workspace: {
      ...workspace,
      openTree: async () => {
        if (isFull) throw new Error('No space left on device');
        opened += 1;
        const tree = await workspace.openTree(signal);
        return { ...tree, dispose: () => Promise.resolve(void (opened -= 1)) };
      },
    },
    runner: {
      ...runner,
      run: async (...request: Parameters<typeof runner.run>) => {
        running += 1;
        await turn();
        const isShared = running > 1;
        const report = await runner.run(...request);
        running -= 1;
        if (!isShared || !isDisturbed) return report;
        return testReport([failedTest('counts', { message: 'the port is taken' })]);
      },
    },
  };

  const inputs = {
    bench: { ...bench, ports },
    parent: baseline,
    red: bench.standard.targets,
    timeoutMs: () => 10,
  };
  const trees = new TestTrees(inputs, signal);
  return { trees, opened: () => opened };
}

/** Does so many works at once and says how many of them went on at the same time at most, and in how many trees. */
async function work(trees: TestTrees, count: number) {
  let now = 0;
  let most = 0;
  const roots = new Set<string>();
  const one = () =>
    trees.use(async ({ tree }) => {
      most = Math.max(most, (now += 1));
      roots.add(tree.root);
      await turn();
      now -= 1;
    });
  await Promise.all(Array.from({ length: count }, one));
  return { most, trees: roots.size };
}

describe('trees for mutants', () => {
  test('a short search has one tree, a long one two', async () => {
    const { trees, opened } = await open();
    expect(await work(trees, 5)).toEqual({ most: 1, trees: 1 });
    expect(opened()).toBe(0);
    expect(await work(trees, 8)).toEqual({ most: 2, trees: 2 });
    expect(opened()).toBe(1);
    await trees.dispose();
    expect(opened()).toBe(0);
  });

  test('where two runs at a time disturb each other there is one at a time', async () => {
    const { trees, opened } = await open({ isDisturbed: true });
    expect(await work(trees, 12)).toEqual({ most: 1, trees: 1 });
    await trees.dispose();
    expect(opened()).toBe(0);
  });

  test('where there is no room for a second tree the search goes on in one', async () => {
    const { trees } = await open({ isFull: true });
    expect(await work(trees, 12)).toEqual({ most: 1, trees: 1 });
  });

  test('what needs all of the machine goes on alone, in the tree of the session', async () => {
    const { trees } = await open();
    await work(trees, 8);
    let now = 0;
    const beside: number[] = [];
    const roots = new Set<string>();
    const alone = () =>
      trees.alone(async ({ tree }) => {
        roots.add(tree.root);
        beside.push(now);
        await turn();
        beside.push(now);
      });
    const shared = () =>
      trees.use(async () => {
        now += 1;
        await turn();
        now -= 1;
      });
    await Promise.all([shared(), alone(), shared(), alone(), shared()]);
    expect(beside).toEqual([0, 0, 0, 0]);
    expect(roots.size).toBe(1);
  });
});
