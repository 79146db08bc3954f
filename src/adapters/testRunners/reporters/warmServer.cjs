// Keeps tests loaded in worker threads and answers, on file descriptor 3, what they say about changed texts. It runs
// inside the project under test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const nodePath = require('node:path');
const readline = require('node:readline');
const warmPool = require('./warmPool.cjs');

// Tests that take longer than this gain little by a worker that is loaded already, so each check gets a new one.
const QUICK_MS = 500;
// How long the tests may take on the tree as it is, before nothing more is learned from them.
const BASELINE_MS = 3000;

const setup = JSON.parse(process.argv[2]);
const root = fs.realpathSync(process.cwd());
const pool = warmPool.open({
  size: setup.parallel + 1,
  data: Object.assign({}, setup, { root: root }),
});

start().catch(function (error) {
  answer({ ready: false, reason: String(error) });
  process.exit(1);
});

async function start() {
  pool.reuse = await isRepeatable();
  answer({ ready: true, reuse: pool.reuse });
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', function (line) {
    const request = JSON.parse(line);
    if (request.cancel !== undefined) pool.cancel(request.cancel);
    else check(request);
  });
  lines.on('close', function () {
    process.exit(0);
  });
}

async function check(request) {
  const changes = request.changes.map(function (change) {
    return [nodePath.join(root, change[0]), change[1]];
  });
  const { id, question, covers } = request;
  const job = { id: id, changes: changes, question: question, covers: covers };
  const result = await pool.run(job, request.timeoutMs);
  answer({ id: id, kind: result.kind, results: result.results });
}

// Whether tests come out the same when they are run again in one worker, and leave nothing behind there.
async function isRepeatable() {
  const probe = { id: 0, changes: [] };
  const first = await pool.run(Object.assign({ keep: true }, probe), BASELINE_MS);
  if (first.kind === 'unknown') throw new Error('The tests need a process of their own.');
  if (first.kind !== 'ended' || !first.worker) return false;
  const again = Date.now();
  const second = await pool.run(Object.assign({}, probe, { on: first.worker }), BASELINE_MS);
  const isQuick = Date.now() - again <= QUICK_MS;
  return isQuick && second.kind === 'ended' && !second.isDirty && isSame(first, second);
}

function isSame(first, second) {
  return JSON.stringify(first.results.map(plain)) === JSON.stringify(second.results.map(plain));
}

// A result without what differs from run to run.
function plain(line) {
  return JSON.stringify(JSON.parse(line), function (key, value) {
    return key === 'durationMs' || key === 'stack' ? undefined : value;
  });
}

function answer(value) {
  fs.writeSync(3, JSON.stringify(value) + '\n');
}
