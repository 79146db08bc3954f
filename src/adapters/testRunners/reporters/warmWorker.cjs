// One thread in which test files are run again and again, each time as if for the first. It runs inside the project under
// test: no dependencies, old syntax.
'use strict';

const threads = require('node:worker_threads');
const freshModules = require('./freshModules.cjs');
const traces = require('./traces.cjs');

const port = threads.parentPort;
const setup = threads.workerData;
// Kept from here, because tests may replace it.
const post = port.postMessage.bind(port);
const now = process.hrtime.bigint;

dropOutput(process.stdout);
dropOutput(process.stderr);
process.argv.splice(1, 1);
const modules = freshModules.install(setup.root);
const doubts = traces.watchDoubts();
let before;

require(setup.engine)
  .load(setup)
  .then(function (engine) {
    port.on('message', function (message) {
      check(engine, message.changes);
    });
    post({ isLoaded: true });
  });

async function check(engine, changes) {
  before = before || traces.take();
  doubts.clear();
  modules.begin(new Map(changes));
  // Tests have ended when nothing else keeps the thread alive.
  port.unref();
  const started = now();
  for (const file of setup.files) {
    modules.forget();
    process.argv[1] = file;
    await engine.run(file, tell);
  }
  port.ref();
  const isSure = modules.isServed() && doubts.size === 0;
  const after = traces.take();
  const isDirty = !traces.isSame(before, after);
  before = after;
  post({
    done: {
      kind: isSure ? 'ended' : 'unknown',
      isWhole: true,
      isDirty: isDirty,
      tookMs: Number((now() - started) / 1000000n),
      doubts: Array.from(doubts),
    },
  });
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
