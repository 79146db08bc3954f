// One thread in which test files are run again and again, each time as if for the first. It runs inside the project under
// test: no dependencies, old syntax.
'use strict';

const nodePath = require('node:path');
const threads = require('node:worker_threads');
const v8 = require('node:v8');
const freshModules = require('./freshModules.cjs');
const traces = require('./traces.cjs');
const warmValues = require('./warmValues.cjs');

// Of the memory that a thread gets, in bytes; modules of old checks stay in it.
const FULL_BYTES = 200 * 1024 * 1024;

const port = threads.parentPort;
const setup = threads.workerData;
// Kept from here, because tests may replace it.
const post = port.postMessage.bind(port);

dropOutput(process.stdout);
dropOutput(process.stderr);
process.argv.splice(1, 1);
const modules = freshModules.install(setup.root);
const doubts = traces.watchDoubts();
const lines = setup.covers ? require('./warmLines.cjs').watch(setup.root) : undefined;
let before;

start();

async function start() {
  const engine = await require(setup.engine).load(setup);
  // Where workers are used again, what tests leave behind on the tree as it is does not count.
  if (setup.isReused) await check(engine, []);
  port.on('message', async function (message) {
    const { changes, question } = message;
    const outcome = await (question ? answer(question, changes) : check(engine, changes));
    post({ done: outcome });
  });
  post({ isLoaded: true });
}

async function check(engine, changes) {
  before = before || traces.take();
  doubts.clear();
  modules.begin(new Map(changes));
  // Tests have ended when nothing else keeps the thread alive.
  port.unref();
  const paths = setup.files.map((file) => nodePath.join(setup.root, file));
  process.argv[1] = paths[0];
  modules.forget();
  await engine.run(paths, { tell: tell, forgetModules: modules.forget, lines: lines });
  port.ref();
  const isSure = modules.isServed() && doubts.size === 0 && (!lines || lines.isWhole);
  const after = traces.take();
  const isDirty = isFull() || modules.isStuck() || !traces.isSame(before, after);
  before = after;
  return { kind: isSure ? 'ended' : 'unknown', isWhole: true, isDirty: isDirty };
}

// What was evaluated may have changed anything, so the thread is not used again.
async function answer(question, changes) {
  const path = nodePath.join(setup.root, question.path);
  modules.begin(warmValues.opened(changes, path));
  modules.forget();
  try {
    await warmValues.evaluate(path, question.expressions, tell);
    return { kind: 'ended', isDirty: true };
  } catch (error) {
    return { kind: 'unknown', isDirty: true };
  }
}

function isFull() {
  return v8.getHeapStatistics().used_heap_size > FULL_BYTES;
}

function tell(result) {
  if (result.problems) result.problems.forEach(doubtProblem);
  post({ result: JSON.stringify(result) });
}

// Two checks at a time may want the same port.
function doubtProblem(problem) {
  if (/EADDRINUSE|ERR_WORKER_/.test(problem.message + (problem.stack || ''))) {
    doubts.add(problem.message);
  }
}

// Mutants may print without end.
function dropOutput(stream) {
  stream._write = function (chunk, encoding, done) {
    done();
  };
  stream._writev = null;
}
