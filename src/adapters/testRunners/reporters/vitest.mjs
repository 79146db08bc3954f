// Writes what vitest reports as JSON lines. It runs inside the project under test: no dependencies, old syntax.
import { appendFileSync } from 'node:fs';
import disguise from './disguise.cjs';
import { createSealer, takeKey } from './seal.cjs';

const MAX_TEXT = 10000;
const path = process.env.FIXPOINT_REPORT_FILE;
const key = takeKey();
const sealed = key && createSealer(key);
const selectedOnly = process.env.FIXPOINT_SELECTED_ONLY === '1';
delete process.env.FIXPOINT_REPORT_FILE;
delete process.env.FIXPOINT_SELECTED_ONLY;
// vitest itself has read its variables by now; its workers start later.
if (process.env.FIXPOINT_DISGUISED) disguise();
delete process.env.FIXPOINT_DISGUISED;

export default class Reporter {
  constructor() {
    this.output = new Map();
    this.finished = new Set();
  }

  onInit() {
    this.emit({ event: 'start' });
  }

  onTestModuleQueued(module) {
    this.emit({ event: 'file-start', file: module.moduleId });
  }

  onUserConsoleLog(log) {
    if (!log.taskId) return;
    const before = this.output.get(log.taskId) || '';
    if (before.length < MAX_TEXT) this.output.set(log.taskId, before + log.content);
  }

  onTestCaseReady(test) {
    this.emit(Object.assign({ event: 'test-start' }, identity(test)));
  }

  onTestCaseResult(test) {
    if (test.result().state !== 'skipped') this.emit(this.resultOf(test, []));
  }

  onTestModuleEnd(module) {
    if (this.finished.has(module.moduleId)) return;
    this.finished.add(module.moduleId);
    // With tests collected, a file's own errors are those of its hooks.
    const kind = countTests(module) > 0 ? 'hook' : 'load';
    const errors = module.errors().map((error) => problemOf(error, kind));
    const blocked = this.walk(module, kind === 'hook' ? errors : []);
    for (const error of blocked > 0 ? [] : errors) {
      this.emit(Object.assign({ event: 'error', file: module.moduleId }, error));
    }
    this.emit({ event: 'file-end', file: module.moduleId });
  }

  onTestRunEnd(modules, unhandled) {
    const unfinished = modules.filter((one) => !this.finished.has(one.moduleId));
    // vitest 3 does not announce the end of a file that did not load.
    for (const module of unfinished) this.onTestModuleEnd(module);
    const cutOff = unfinished.filter((one) => one.errors().length === 0);
    for (const error of unhandled || []) {
      const crash = /Worker exited unexpectedly|Worker terminated/i.test(deepMessage(error));
      const module = crash ? cutOff.shift() : undefined;
      const file = error.VITEST_TEST_PATH || (module && module.moduleId);
      const problem = problemOf(error, crash ? 'crash' : 'unhandled');
      this.emit(Object.assign({ event: 'error', file }, problem));
    }
    this.emit({ event: 'end' });
  }

  // Skipped tests are reported when the hooks around them are known: a failed one makes them failures.
  walk(parent, hookErrors) {
    let reported = 0;
    for (const child of parent.children) {
      if (child.type === 'suite') {
        const own = child.errors().map((error) => problemOf(error, 'hook'));
        const below = this.walk(child, hookErrors.concat(own));
        if (own.length > 0 && below === 0) {
          const suite = suiteOf(child).concat(child.name);
          this.emit(
            Object.assign({ event: 'suite-failed', file: child.module.moduleId, suite }, own[0]),
          );
        }
        reported += below;
      } else if (child.result().state === 'skipped') {
        reported += this.skipped(child, hookErrors);
      }
    }
    return reported;
  }

  skipped(test, hookErrors) {
    const mode = test.options.mode;
    // What the name filter leaves out counts as skipped, too.
    if (selectedOnly && (mode === 'skip' || mode === 'todo')) return 0;
    const blocked = hookErrors.length > 0 && mode !== 'skip' && mode !== 'todo';
    this.emit(this.resultOf(test, blocked ? hookErrors : []));
    return blocked ? 1 : 0;
  }

  resultOf(test, hookErrors) {
    const result = test.result();
    const diagnostic = test.diagnostic();
    const errors = (result.errors || []).map((error) => problemOf(error));
    const problems = hookErrors.concat(errors);
    return Object.assign({ event: 'test' }, identity(test), {
      status: problems.length > 0 && result.state !== 'passed' ? 'failed' : statusOf(test, result),
      durationMs: diagnostic ? diagnostic.duration : 0,
      problems: result.state === 'passed' ? [] : problems,
      output: this.output.get(test.id),
    });
  }

  emit(value) {
    if (path && sealed) appendFileSync(path, sealed(value));
  }
}

function countTests(module) {
  let count = 0;
  for (const test of module.children.allTests()) if (test) count++;
  return count;
}

function statusOf(test, result) {
  if (result.state === 'passed') return test.options.fails ? 'xfail' : 'passed';
  if (result.state === 'failed') return 'failed';
  return test.options.mode === 'todo' ? 'todo' : 'skipped';
}

function identity(test) {
  return {
    file: test.module.moduleId,
    line: test.location ? test.location.line : undefined,
    suite: suiteOf(test),
    name: test.name,
  };
}

function suiteOf(task) {
  const names = [];
  for (let parent = task.parent; parent && parent.type === 'suite'; parent = parent.parent) {
    names.unshift(parent.name);
  }
  return names;
}

function problemOf(error, kind) {
  const message = String(error.message === undefined ? error : error.message);
  const problem = {
    kind: kind || kindOf(error, message),
    name: error.name,
    message: clip(message),
    stack: error.stack ? clip(String(error.stack)) : undefined,
  };
  if (Array.isArray(error.stacks) && error.stacks.length > 0) {
    problem.frames = error.stacks.map((frame) => ({
      file: frame.file,
      line: frame.line,
      column: frame.column,
      function: frame.method || undefined,
    }));
  }
  if (error.expected !== undefined || error.actual !== undefined) {
    problem.expected = clip(String(error.expected));
    problem.actual = clip(String(error.actual));
  }
  return problem;
}

function kindOf(error, message) {
  if (/^(Test|Hook) timed out in \d+ ?ms/.test(message)) return 'timeout';
  return error.name === 'AssertionError' || error.matcherResult ? 'assert' : 'throw';
}

function deepMessage(error) {
  return error.message + (error.cause ? ' ' + error.cause.message : '');
}

function clip(text) {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) + ' […]' : text;
}
