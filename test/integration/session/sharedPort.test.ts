import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { TestTrees } from '../../../src/core/actions/testTrees';
import { baselineVerdict } from '../../../src/core/selection/judge';
import { openBench } from '../openBench';

/** Uses before a search opens a second tree, and some more. */
const USES = 10;
/** Longer than two runs that begin at the same time are apart, in milliseconds. */
const HELD_MS = 1_500;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('fault 61: tests that need a port for themselves are run in one copy at a time', async () => {
  const port = await freePort();
  const bench = await openBench({
    runner: 'node:test',
    files: {
      'price.js': 'exports.reduced = (price, discount) => price + discount;\n',
      'price.test.js': `const assert = require('node:assert');
const { createServer } = require('node:net');
const { test } = require('node:test');
const { reduced } = require('./price.js');
test('serves a price', async () => {
  const server = createServer();
  await new Promise((resolve, reject) => server.on('error', reject).listen(${String(port)}, resolve));
  await new Promise((resolve) => setTimeout(resolve, ${String(HELD_MS)}));
  server.close();
  assert.equal(reduced(9, 2), 7);
});
`,
    },
  });
  const { baseline: report, targets } = bench.standard;
  const ids = targets.map(({ id }) => id);
  const parent = { number: 0, parent: 0, texts: new Map(), files: [], explanation: '' };
  const inputs = {
    bench,
    parent: { ...parent, report, verdict: baselineVerdict(ids) },
    red: targets,
    timeoutMs: () => 20_000,
  };
  const trees = new TestTrees(inputs, new AbortController().signal);
  const roots = new Set<string>();
  const use = (): Promise<void> =>
    trees.use(({ tree }) => {
      roots.add(tree.root);
      return Promise.resolve();
    });
  await Promise.all(Array.from({ length: USES }, use));
  await trees.dispose();
  expect(roots).toEqual(new Set([bench.tree.root]));
});
