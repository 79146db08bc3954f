// Writes what jest reports as JSON lines. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const disguise = require('./disguise.cjs');
const problems = require('./problems.cjs');
const seal = require('./seal.cjs');

const clip = problems.clip;
const plain = problems.plain;
// More of what workers print is not kept.
const MAX_PRINTED = 10000;
const path = process.env.FIXPOINT_REPORT_FILE;
const key = seal.takeKey();
const sealed = key && seal.createSealer(key);
const selectedOnly = process.env.FIXPOINT_SELECTED_ONLY === '1';
delete process.env.FIXPOINT_REPORT_FILE;
delete process.env.FIXPOINT_SELECTED_ONLY;
// jest itself has read its variables by now; its workers start later.
if (process.env.FIXPOINT_DISGUISED) disguise();
delete process.env.FIXPOINT_DISGUISED;

// The end of what workers print, where an error is told that ends one of them.
let printed = '';
// Who takes the events of a process that runs tests again and again.
let collector;

module.exports = class Reporter {
  constructor() {
    this.held = new Map();
    listenToErrors();
  }

  onRunStart() {
    emit({ event: 'start' });
  }

  onTestFileStart(test) {
    emit({ event: 'file-start', file: test.path });
  }

  onTestCaseStart(test, info) {
    emit(Object.assign({ event: 'test-start' }, identity(test, info)));
  }

  // A hook may fail after this, so that the result is only known when the file has ended.
  onTestCaseResult(test, result) {
    emit(Object.assign({ event: 'test-end' }, identity(test, result)));
    const held = this.held.get(test.path) || new Map();
    this.held.set(test.path, held);
    // jest starts a file again whose worker has died.
    held.set(JSON.stringify([identity(test, result), result.location]), result);
  }

  onTestFileResult(test, fileResult) {
    let results = fileResult.testResults || [];
    const error = fileResult.testExecError;
    if (error && results.length === 0) {
      results = Array.from((this.held.get(test.path) || new Map()).values());
    }
    this.held.delete(test.path);
    for (const result of results) emitResult(test, result);
    if (error) emit(fileProblem(test, fileResult, results.length > 0));
    emit({ event: 'file-end', file: test.path });
  }

  onRunComplete() {
    emit({ event: 'end' });
  }
};

module.exports.collect = function collect(take) {
  collector = take;
};

function listenToErrors() {
  const write = process.stderr.write;
  process.stderr.write = function (chunk) {
    if (chunk) printed = (printed + chunk).slice(-MAX_PRINTED);
    return write.apply(process.stderr, arguments);
  };
}

function identity(test, info) {
  return { file: test.path, suite: info.ancestorTitles, name: info.title };
}

function emitResult(test, result) {
  const status = statusOf(result);
  // What the name filter leaves out counts as skipped, too.
  if (selectedOnly && (status === 'skipped' || status === 'todo')) return;
  const details = result.failureDetails || [];
  const failed = result.status === 'failed' ? result.failureMessages || [] : [];
  emit(
    Object.assign({ event: 'test' }, identity(test, result), {
      line: result.location ? result.location.line : undefined,
      status: status,
      durationMs: result.duration || 0,
      problems: failed.map((text, index) => problemOf(String(text), details[index])),
    }),
  );
}

function statusOf(result) {
  switch (result.status) {
    case 'passed':
      return result.failing ? 'xfail' : 'passed';
    case 'pending':
    case 'skipped':
    case 'disabled':
      return 'skipped';
    case 'todo':
      return 'todo';
    default:
      return 'failed';
  }
}

// A message with its stack, as V8 prints both.
function problemOf(text, detail) {
  const whole = plain(text);
  const problem = Object.assign(problems.headOf(whole), { frames: framesOf(whole) });
  const matched = detail && detail.matcherResult;
  problem.kind = kindOf(problem, whole, matched);
  if (matched && problem.name === 'Error') delete problem.name;
  if (problem.kind === 'assert') Object.assign(problem, valuesOf(problem.message, matched));
  return problem;
}

function kindOf(problem, text, matched) {
  const late = /Exceeded timeout of \d+ ms for a (test|hook)/.exec(problem.message);
  if (late) return late[1] === 'hook' ? 'hook' : 'timeout';
  if (/_callCircusHook/.test(text) && !/_callCircusTest/.test(text)) return 'hook';
  if (matched || problem.name === 'AssertionError') return 'assert';
  return /^(expect|assert)[.(]/.test(problem.message) ? 'assert' : 'throw';
}

// The values themselves where jest hands them over, else as it printed them.
function valuesOf(message, matched) {
  if (matched && 'expected' in matched && 'actual' in matched) {
    return { expected: problems.print(matched.expected), actual: problems.print(matched.actual) };
  }
  return problems.printedValues(message);
}

// Without names of functions, which jest shifts by one.
function framesOf(text, rootDir) {
  return problems
    .framesOf(text, rootDir)
    .map((frame) => Object.assign(frame, { function: undefined }));
}

// An error of a whole file: it did not load, a hook after its tests failed, or its worker died.
function fileProblem(test, result, hasTests) {
  const error = result.testExecError;
  const own = plain(typeof error === 'string' ? error : error.message || error.stack || '');
  const died = /terminated by another process: signal=(\w+)/.exec(own);
  if (died) return { event: 'file-failed', file: test.path, signal: died[1], stderr: '' };
  const base = { event: 'error', file: test.path };
  if (/child process exceptions|exitCode=\d/.test(own)) {
    const last = lastPrintedError(test.path);
    return Object.assign(base, last || { message: clip(own) }, { kind: 'unhandled' });
  }
  const shown = plain(result.failureMessage || '');
  const rootDir = test.context && test.context.config && test.context.config.rootDir;
  const frames = framesOf(own).concat(framesOf((error && error.stack) || ''));
  const found = frames.length > 0 ? frames : framesOf(shown, rootDir);
  return Object.assign(base, nameOf(shown), problems.headOf(own), {
    kind: hasTests ? 'hook' : 'load',
    frames: problems.syntaxPlace(own + '\n' + shown).concat(found),
  });
}

function nameOf(shown) {
  const match = /^\s*([\w$]*Error): /m.exec(shown);
  return match ? { name: match[1] } : {};
}

function lastPrintedError(file) {
  const blocks = plain(printed).match(
    /^[\w$.]*(?:Error|Exception): .*(?:\n(?!\s+at ).*)*?(?:\n\s+at .*)+/gm,
  );
  const own = (blocks || []).filter((block) => block.includes(file)).pop();
  return own && Object.assign(problems.headOf(own), { frames: framesOf(own) });
}

function emit(value) {
  if (collector) collector(value);
  else if (path && sealed) fs.appendFileSync(path, sealed(value));
}
