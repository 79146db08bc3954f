// Preloaded into the files that `node --test` runs: ends a file whose tests are all done but which still has open
// handles two seconds later. It waits for the test harness to start by itself, so that load errors stay as they are.
'use strict';

const LINGER_MS = 2000;

if (!process.env.NODE_TEST_CONTEXT) {
  process.env.FIXPOINT_RUNNER_PID = String(process.pid);
} else if (process.env.FIXPOINT_RUNNER_PID === String(process.ppid)) {
  process.on('newListener', whenHarnessStarts);
}

function whenHarnessStarts(event) {
  if (event !== 'uncaughtException') return;
  process.removeListener('newListener', whenHarnessStarts);
  queueMicrotask(function () {
    require('node:test').after(function () {
      setTimeout(function () {
        process.exit();
      }, LINGER_MS).unref();
    });
  });
}
