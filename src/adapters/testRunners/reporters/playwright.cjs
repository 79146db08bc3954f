// Writes what Playwright Test reports as JSON lines. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const disguise = require('./disguise.cjs');
const problems = require('./problems.cjs');
const seal = require('./seal.cjs');

// Kept from here, because test files are loaded in this process, too.
const append = fs.appendFileSync;
const path = process.env.FIXPOINT_REPORT_FILE;
const key = seal.takeKey();
const sealed = key && seal.createSealer(key);
const selectedOnly = process.env.FIXPOINT_SELECTED_ONLY === '1';
delete process.env.FIXPOINT_REPORT_FILE;
delete process.env.FIXPOINT_SELECTED_ONLY;
// Playwright itself has read its variables by now; its workers start later.
if (process.env.FIXPOINT_DISGUISED) disguise();
delete process.env.FIXPOINT_DISGUISED;

// Playwright loads test files in its own process, which an error outside of them ends.
process.on('uncaughtExceptionMonitor', (error) => {
  const stack = problems.plain((error && error.stack) || error);
  emitError(problemOf({ message: stack.split(/\n\s+at /)[0], stack: stack }), 'unhandled');
});

module.exports = class Reporter {
  constructor() {
    this.hasTests = false;
    this.hasProjects = false;
    // The last error of a hook of each file.
    this.hooks = new Map();
  }

  printsToStdio() {
    return false;
  }

  onBegin(config, suite) {
    this.hasTests = suite.allTests().length > 0;
    this.hasProjects = suite.suites.length > 1;
    emit({ event: 'start' });
  }

  onTestBegin(test) {
    emit(Object.assign({ event: 'test-start' }, this.identity(test)));
  }

  onTestEnd(test, result) {
    emit(Object.assign({ event: 'test-end' }, this.identity(test)));
    const wrong = result.status !== test.expectedStatus;
    // It is tried again.
    if (wrong && result.status !== 'skipped' && result.retry < test.retries) return;
    const found = wrong ? this.problemsOf(test, result) : [];
    const status = statusOf(test, result, found.length > 0);
    if (selectedOnly && (status === 'skipped' || status === 'todo')) return;
    emit(
      Object.assign({ event: 'test' }, this.identity(test), {
        line: test.location.line,
        status: status,
        durationMs: result.duration,
        problems: found,
      }),
    );
  }

  onError(error) {
    const problem = problemOf(error);
    if (!/^No tests found/.test(problem.message)) {
      emitError(problem, this.hasTests ? 'unhandled' : 'load');
    }
  }

  onEnd() {
    emit({ event: 'end' });
  }

  identity(test) {
    const [, project, , ...titles] = test.titlePath();
    const suite = titles.slice(0, -1);
    return {
      file: test.location.file,
      suite: this.hasProjects ? [project].concat(suite) : suite,
      name: test.title,
    };
  }

  problemsOf(test, result) {
    const file = test.location.file;
    // Playwright leaves out the tests behind a broken hook.
    if (result.status === 'skipped') return this.hooks.has(file) ? [this.hooks.get(file)] : [];
    const broken = hookErrors(result.steps || []);
    return result.errors.map((error) => {
      const problem = problemOf(error);
      const died = /worker process exited unexpectedly \(.*signal=(\w+)\)/.exec(problem.message);
      if (died && died[1] !== 'null') {
        emit({ event: 'file-failed', file: file, signal: died[1], stderr: '' });
      }
      if (!broken.some((one) => one.message === error.message)) return problem;
      const ofHook = Object.assign({}, problem, { kind: 'hook' });
      this.hooks.set(file, ofHook);
      return ofHook;
    });
  }
};

function hookErrors(steps) {
  return [].concat(
    ...steps.map((step) =>
      step.category === 'hook' && step.error ? [step.error] : hookErrors(step.steps || []),
    ),
  );
}

function statusOf(test, result, hasProblems) {
  if (result.status === 'skipped' && !hasProblems) {
    return test.annotations.some((one) => one.type === 'fixme') ? 'todo' : 'skipped';
  }
  if (result.status !== test.expectedStatus) return 'failed';
  return result.status === 'passed' ? 'passed' : 'xfail';
}

function problemOf(error) {
  const text = problems.plain(error.message || error.value || '');
  const problem = problems.headOf(text);
  const frames = problems.framesOf(problems.plain(error.stack || ''));
  const place = error.location && {
    file: error.location.file,
    line: error.location.line,
    column: error.location.column,
  };
  const isFirst =
    !place || (frames[0] && frames[0].file === place.file && frames[0].line === place.line);
  problem.frames = isFirst ? frames : [place].concat(frames);
  problem.kind = kindOf(problem.message);
  if (problem.kind !== 'assert') return problem;
  delete problem.name;
  return Object.assign(problem, problems.printedValues(problem.message));
}

function kindOf(message) {
  if (/^(Test timeout|".*" hook timeout) of \d+ms exceeded/.test(message)) return 'timeout';
  if (/^worker process exited/.test(message)) return 'crash';
  return /^expect[.(]/.test(message) ? 'assert' : 'throw';
}

// The test file that an error blocks is where its stack begins.
function emitError(problem, kind) {
  const own = problem.frames.filter((frame) => !/[\\/]node_modules[\\/]/.test(frame.file));
  const last = own[own.length - 1];
  const base = { event: 'error', file: last && last.file };
  emit(Object.assign(base, problem, { kind: kind }));
}

function emit(value) {
  if (path && sealed) append(path, sealed(value));
}
