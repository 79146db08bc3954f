// Keeps jest loaded and answers, on file descriptor 3, what tests say about changed texts. It runs inside the project under
// test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const nodeModule = require('node:module');
const nodePath = require('node:path');
const readline = require('node:readline');
const reporter = require('./jest.cjs');

const setup = JSON.parse(process.argv[2]);
const root = fs.realpathSync(process.cwd());
let changes = new Map();
let checks = 0;
let results = [];
let queue = Promise.resolve();

reporter.collect((value) => results.push(JSON.stringify(value)));
serveChanges();
silence(process.stdout);
silence(process.stderr);
start().catch(function (error) {
  answer({ ready: false, reason: String(error) });
  process.exit(1);
});

async function start() {
  const require = nodeModule.createRequire(
    nodePath.join(fs.realpathSync(setup.jestFolder), 'package.json'),
  );
  const core = require('@jest/core');
  const argv = await require('jest-cli').buildArgv(setup.arguments);
  answer({ ready: true });
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', function (line) {
    const request = JSON.parse(line);
    if (request.cancel === undefined) queue = queue.then(() => check(core, argv, request));
  });
  lines.on('close', function () {
    process.exit(0);
  });
}

async function check(core, argv, request) {
  changes = new Map(
    request.changes.map(function (change) {
      return [nodePath.join(root, change[0]), change[1]];
    }),
  );
  checks++;
  results = [];
  await core.runCLI(argv, [root]).catch(() => undefined);
  answer({ id: request.id, kind: 'ended', results: results });
}

// jest reads code with these two, and takes what it made of a file for current by the time of the file's last change.
function serveChanges() {
  const { readFileSync, statSync } = fs;
  fs.readFileSync = function (path, options) {
    const text = changes.get(path);
    if (text === undefined) return readFileSync.apply(fs, arguments);
    const encoding = typeof options === 'string' ? options : options && options.encoding;
    return encoding ? text : Buffer.from(text);
  };
  fs.statSync = function (path) {
    const stats = statSync.apply(fs, arguments);
    if (stats && changes.has(path)) stats.mtime = new Date(stats.mtimeMs + checks);
    return stats;
  };
}

function silence(stream) {
  stream.write = function () {
    const done = arguments[arguments.length - 1];
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}

function answer(value) {
  fs.writeSync(3, JSON.stringify(value) + '\n');
}
