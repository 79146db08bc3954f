// Preloaded into the files that `node --test` runs. Ends a file whose tests are all done but which still has open
// handles two seconds later, and makes a file fail whose process exits before its tests are done: Node itself forgets
// those tests. It waits for the test harness to start by itself, so that load errors stay as they are.
'use strict';

const LINGER_MS = 2000;
let done = false;

if (!process.env.NODE_TEST_CONTEXT) {
  process.env.FIXPOINT_RUNNER_PID = String(process.pid);
} else if (process.env.FIXPOINT_RUNNER_PID === String(process.ppid)) {
  process.on('newListener', whenHarnessStarts);
}

function whenHarnessStarts(event) {
  if (event !== 'uncaughtException') return;
  process.removeListener('newListener', whenHarnessStarts);
  process.on('exit', failWhenCutShort);
  queueMicrotask(function () {
    require('node:test').after(whenDone);
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
