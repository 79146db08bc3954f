// What code under test leaves behind in its thread, and what it can't do there. It runs inside the project under test: no
// dependencies, old syntax.
'use strict';

const childProcess = require('node:child_process');
const Module = require('node:module');
const threads = require('node:worker_threads');

const WATCHED = [globalThis, process, console, Math, JSON, Reflect, Atomics, process.env].concat(
  'Object Function Array String Number Boolean Symbol Date Promise RegExp Error TypeError RangeError Map Set WeakMap WeakSet BigInt Buffer URL Uint8Array Proxy Intl'
    .split(' ')
    .map((name) => globalThis[name])
    .flatMap((one) => (one.prototype ? [one, one.prototype] : [one])),
  'fs fs/promises http https net timers crypto child_process os path util events assert'
    .split(' ')
    .map((name) => require('node:' + name)),
);
// Changed by Node itself.
const RESTLESS =
  /^(exitCode|mainModule|_exiting|argv|title|domain|_events|_eventsCount|_maxListeners)$/;
const UNSUPPORTED =
  'chdir abort setuid setgid seteuid setegid setgroups initgroups kill dlopen'.split(' ');

// A picture of globals, listeners and handles, to compare with a later one.
exports.take = function take() {
  const picture = [];
  for (const one of WATCHED) {
    for (const key of Reflect.ownKeys(one)) {
      if (one === process && RESTLESS.test(String(key))) continue;
      const property = Reflect.getOwnPropertyDescriptor(one, key);
      picture.push(key, property.get || property.value);
    }
  }
  for (const name of process.eventNames()) picture.push(name, process.listenerCount(name));
  const handles = process.getActiveResourcesInfo().filter((one) => one !== 'MessagePort');
  return picture.concat(handles.sort());
};

exports.isSame = function isSame(first, second) {
  return first.length === second.length && first.every((one, at) => Object.is(one, second[at]));
};

// Collects the names of what was called that is otherwise here than in a process of its own.
exports.watchDoubts = function watchDoubts() {
  const doubts = new Set();
  for (const name of UNSUPPORTED) watch(process, name, doubts);
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) watch(childProcess, name, doubts);
  watch(childProcess.ChildProcess.prototype, 'spawn', doubts);
  const Worker = threads.Worker;
  threads.Worker = class extends Worker {
    constructor(...values) {
      if (!isCompiler(values[0])) doubts.add('Worker');
      super(...values);
    }
  };
  Module.syncBuiltinESMExports();
  return doubts;
};

function watch(owner, name, doubts) {
  const own = owner[name];
  if (typeof own !== 'function') return;
  owner[name] = function (first) {
    if (!isCompiler(first)) doubts.add(name);
    return own.apply(this, arguments);
  };
}

// Loaders such as tsx ask it to translate.
function isCompiler(program) {
  return /[\\/](esbuild(\.exe)?|esbuild[\\/]lib[\\/]main\.js)$/.test(
    (program && program.file) || program,
  );
}
