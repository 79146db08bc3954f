// Preloaded into `node --test` and into the files that it runs. In the former it takes the report's key before any file
// runs. In the latter it ends a file whose tests are all done but which still has open handles two seconds later, and
// makes a file fail whose process exits before its tests are done: Node itself forgets those tests. It waits for the test
// harness to start by itself, so that load errors stay as they are.
'use strict';

const LINGER_MS = 2000;
const isDisguised = Boolean(process.env.FIXPOINT_DISGUISED);
let done = false;

if (!process.env.NODE_TEST_CONTEXT) {
  process.env.FIXPOINT_RUNNER_PID = String(process.pid);
  globalThis[Symbol.for('fixpoint.reportKey')] = require('./seal.cjs').takeKey();
  if (isDisguised) require('./disguise.cjs')();
} else {
  const isTestFile = process.env.FIXPOINT_RUNNER_PID === String(process.ppid);
  delete process.env.FIXPOINT_RUNNER_PID;
  delete process.env.FIXPOINT_DISGUISED;
  if (isTestFile) process.on('newListener', whenHarnessStarts);
}

function whenHarnessStarts(event) {
  if (event !== 'uncaughtException') return;
  process.removeListener('newListener', whenHarnessStarts);
  process.on('exit', failWhenCutShort);
  queueMicrotask(function () {
    require('node:test').after(whenDone);
    if (isDisguised) delete process.env.NODE_TEST_CONTEXT;
  });
}

function whenDone() {
  done = true;
  setTimeout(function () {
    process.exit();
  }, LINGER_MS).unref();
}

function failWhenCutShort() {
  if (!done && !process.exitCode) process.exitCode = 1;
}
