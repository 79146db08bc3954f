// Writes what mocha reports as JSON lines. It runs inside the project under test, in the process of the tests: no
// dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const nodePath = require('node:path');
const disguise = require('./disguise.cjs');
const problems = require('./problems.cjs');
const seal = require('./seal.cjs');

// Kept from here, because tests may replace it.
const append = fs.appendFileSync;
const path = process.env.FIXPOINT_REPORT_FILE;
const folder = process.env.FIXPOINT_MOCHA_FOLDER;
const key = seal.takeKey();
const sealed = key && seal.createSealer(key);
for (const name of Object.keys(process.env)) {
  if (/^FIXPOINT_(REPORT_FILE|MOCHA_)/.test(name)) delete process.env[name];
}
// mocha itself has read its variables by now; test files are loaded later.
if (process.env.FIXPOINT_DISGUISED) disguise();
delete process.env.FIXPOINT_DISGUISED;

const lines = new WeakMap();
const loaded = [];
// Errors that nothing has caught, until it is known whether mocha blames a test for them.
const stray = [];
let Spec;

attempt(watchDefinitions);
attempt(watchLoading);
process.on('unhandledRejection', (reason) => {
  if (!stray.some((one) => one.error === reason)) {
    stray.push({ error: reason, file: loaded[loaded.length - 1] });
  }
});
emit({ event: 'start' });

module.exports = class Reporter {
  constructor(runner, options) {
    this.runner = runner;
    this.reported = new Set();
    // What people see; without mocha's own reporter they see what the tests print.
    attempt(() => Spec && new Spec(runner, options));
    runner.on('test', (test) => emit(Object.assign({ event: 'test-start' }, identity(test))));
    runner.on('test end', (test) => emit(Object.assign({ event: 'test-end' }, identity(test))));
    runner.on('pass', (test) => this.report(test, 'passed', []));
    runner.on('pending', (test) => this.report(test, 'skipped', []));
    runner.on('fail', (test, error) => this.onFail(test, error));
    runner.on('end', () => this.onEnd());
  }

  report(test, status, found) {
    if (this.reported.has(test)) return;
    this.reported.add(test);
    emit(
      Object.assign({ event: 'test' }, identity(test), {
        status: status,
        durationMs: test.duration || 0,
        problems: found,
      }),
    );
  }

  onFail(failed, error) {
    const at = stray.findIndex((one) => one.error === error);
    if (at >= 0) stray.splice(at, 1);
    if (failed.type === 'hook') return this.onHookFail(failed, error);
    // An error outside any test is blamed on a test that mocha makes up.
    if (failed.type !== 'test') return emitError(failed.file, problemOf(error, 'unhandled'));
    this.report(failed, 'failed', [problemOf(error)]);
  }

  // mocha leaves out the tests behind a broken hook.
  onHookFail(hook, error) {
    const problem = problemOf(error, 'hook');
    let blocked = 0;
    hook.parent.eachTest((test) => {
      if (this.reported.has(test) || test.isPending() || !this.isWanted(test)) return;
      blocked++;
      this.report(test, 'failed', [problem]);
    });
    if (blocked > 0) return;
    const suite = suiteOf(hook);
    emit(Object.assign({ event: 'suite-failed', file: fileOf(hook), suite: suite }, problem));
  }

  isWanted(test) {
    const pattern = this.runner._grep;
    return !pattern || pattern.test(test.fullTitle()) !== Boolean(this.runner._invert);
  }

  onEnd() {
    for (const one of stray)
      emitError(fileIn(one.error) || one.file, problemOf(one.error, 'unhandled'));
    emit({ event: 'end' });
  }
};

// mocha does not know the line of a test.
function watchDefinitions() {
  const Mocha = require(folder);
  Spec = Mocha.reporters.Spec;
  const addTest = Mocha.Suite.prototype.addTest;
  Mocha.Suite.prototype.addTest = function (test) {
    attempt(() => {
      const here = problems.framesOf(new Error().stack).find((one) => isFile(one.file, test.file));
      if (here) lines.set(test, here.line);
    });
    return addTest.apply(this, arguments);
  };
}

// mocha gives up at the first file that does not load, without any report.
function watchLoading() {
  const places = ['lib/nodejs/esm-utils', 'lib/esm-utils'];
  const endings = ['.cjs', '.js'];
  const found = []
    .concat(...places.map((place) => endings.map((end) => nodePath.join(folder, place + end))))
    .find((one) => fs.existsSync(one));
  const loader = require(found);
  const load = loader.requireOrImport;
  loader.requireOrImport = async function (file) {
    loaded.push(file);
    emit({ event: 'file-start', file: file });
    try {
      return await load.apply(this, arguments);
    } catch (error) {
      emitError(file, problemOf(error, 'load'));
      return {};
    } finally {
      emit({ event: 'file-end', file: file });
    }
  };
}

function identity(test) {
  return { file: fileOf(test), line: lines.get(test), suite: suiteOf(test), name: test.title };
}

function fileOf(runnable) {
  for (let one = runnable; one; one = one.parent) if (one.file) return one.file;
  return loaded[loaded.length - 1];
}

function suiteOf(runnable) {
  const names = [];
  for (let one = runnable.parent; one; one = one.parent) if (one.title) names.unshift(one.title);
  return names;
}

function fileIn(error) {
  const frames = problems.framesOf((error && error.stack) || '');
  return loaded.find((file) => frames.some((frame) => isFile(frame.file, file)));
}

function isFile(place, file) {
  return Boolean(file) && decodeURI(place.replace(/^file:\/\//, '')).endsWith(file);
}

function problemOf(error, kind) {
  const isError = typeof error === 'object' && error !== null;
  const message = isError ? String(error.message) : String(error);
  const stack = (isError && String(error.stack || '')) || '';
  const problem = {
    kind: kind || kindOf(error),
    name: isError ? error.name : undefined,
    message: problems.clip(problems.plain(message)),
    // mocha shortens files below the working directory.
    frames: (error instanceof SyntaxError ? problems.syntaxPlace(stack) : []).concat(
      problems.framesOf(stack, process.cwd()),
    ),
  };
  if (isError && ('expected' in error || 'actual' in error)) {
    problem.expected = problems.print(error.expected);
    problem.actual = problems.print(error.actual);
  }
  return problem;
}

function kindOf(error) {
  if (!error) return 'throw';
  if (error.code === 'ERR_MOCHA_TIMEOUT') return 'timeout';
  return error.code === 'ERR_ASSERTION' || /^AssertionError/.test(error.name) ? 'assert' : 'throw';
}

function emitError(file, problem) {
  emit(Object.assign({ event: 'error', file: file }, problem));
}

function attempt(action) {
  try {
    action();
  } catch {
    // Another release of mocha: the report says less.
  }
}

function emit(value) {
  if (path && sealed) append(path, sealed(value));
}
