// Writes what `node --test` reports as JSON lines. It runs inside the project under test: no dependencies, old syntax.
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { createSealer } from './seal.cjs';

const MAX_TEXT = 10000;
// Left by the preloaded script.
const KEY = Symbol.for('fixpoint.reportKey');
const line = createSealer(globalThis[KEY]);
delete globalThis[KEY];

export default async function* report(events) {
  const translated = createTranslator();
  yield line({ event: 'start', version: process.version });
  for await (const event of events) {
    for (const one of translated(event)) yield line(one);
  }
  yield line({ event: 'end' });
}

// A function that turns the events of one run, one after the other, into lines.
export function createTranslator() {
  const files = new Map();
  const open = [];
  const running = new Map();
  const place = { file: undefined };
  return function (event) {
    try {
      return translate(event, files, open, running, place);
    } catch (error) {
      return [{ event: 'error', kind: 'unhandled', message: clip(String(error)) }];
    }
  };
}

function translate(event, files, open, running, place) {
  const data = withFile(event.data || {});
  switch (event.type) {
    case 'test:dequeue':
      return [started(data, running)];
    case 'test:complete':
      return [isFile(data) ? { event: 'file-end', file: data.file } : finished(data)];
    case 'test:stderr':
      files.set(data.file, ((files.get(data.file) || '') + data.message).slice(-MAX_TEXT));
      return [];
    case 'test:start':
      place.file = data.file;
      open.length = data.nesting;
      open[data.nesting] = data.name;
      return [];
    case 'test:pass':
    case 'test:fail':
      return result(event.type === 'test:pass', data, files, open);
    case 'test:diagnostic':
      return strayError(data, place.file);
    default:
      return [];
  }
}

// Some versions name a file relative to the working directory in some events.
function withFile(data) {
  return typeof data.file === 'string' && !/^file:/.test(data.file)
    ? Object.assign({}, data, { file: resolve(data.file) })
    : data;
}

// An error after the end of a test, or outside any, is only told as a sentence; before Node 22 without its file.
function strayError(data, currentFile) {
  const match =
    /generated asynchronous activity.* created the error "(?:(\w+): )?([^]*?)" (?:and|which) /.exec(
      data.message,
    );
  if (match === null) return [];
  const at = /^Error: Test "([^]*?)" at (.*?):(\d+):(\d+) generated/.exec(data.message);
  const when = at ? ' (after the test "' + at[1] + '" had ended)' : ' (outside any test)';
  return [
    {
      event: 'error',
      kind: 'unhandled',
      file: data.file || currentFile,
      name: match[1],
      message: clip(match[2] + when),
      frames: at ? [{ file: resolve(at[2]), line: Number(at[3]), column: Number(at[4]) }] : [],
    },
  ];
}

// Subtests run in the order in which they start, so the names that started last at lower levels are the parents.
function started(data, running) {
  if (isFile(data)) return { event: 'file-start', file: data.file };
  const names = running.get(data.file) || [];
  running.set(data.file, names);
  names.length = data.nesting;
  names[data.nesting] = data.name;
  const suite = names.slice(0, data.nesting);
  return { event: 'test-start', file: data.file, suite, name: data.name, line: data.line };
}

function finished(data) {
  return { event: 'test-end', file: data.file, name: data.name, line: data.line };
}

// A file is announced as a test named by its path, absolute or relative to the working directory, at 1:1.
function isFile(data) {
  return (
    data.nesting === 0 &&
    data.name !== '' &&
    typeof data.file === 'string' &&
    data.line === 1 &&
    data.column === 1 &&
    data.file.replace(/\\/g, '/').endsWith(data.name.replace(/\\/g, '/'))
  );
}

function result(passed, data, files, open) {
  const details = data.details || {};
  const error = details.error;
  if (isFile(data)) return passed ? [] : [fileFailed(data, error, files)];
  const cause = error && error.failureType;
  if (details.type === 'suite') {
    return passed || cause === 'subtestsFailed' || cause === 'cancelledByParent'
      ? []
      : [suiteFailed(data, error, open)];
  }
  const parents = open.slice(0, data.nesting);
  if (cause === 'subtestsFailed') {
    return [{ event: 'parent', file: data.file, suite: parents, name: data.name }];
  }
  return [
    {
      event: 'test',
      file: data.file,
      line: data.line,
      suite: parents,
      name: data.name,
      status: statusOf(passed, data),
      skipReason: typeof data.skip === 'string' ? data.skip : undefined,
      durationMs: details.duration_ms,
      problems: passed || !error ? [] : [problemOf(error)],
    },
  ];
}

function statusOf(passed, data) {
  if (data.todo !== undefined && data.todo !== false) return 'todo';
  if (data.skip !== undefined && data.skip !== false) return 'skipped';
  return passed ? 'passed' : 'failed';
}

function fileFailed(data, error, files) {
  return {
    event: 'file-failed',
    file: data.file,
    exitCode: error && error.exitCode,
    signal: error && error.signal,
    timedOut: Boolean(error && error.failureType === 'testTimeoutFailure'),
    stderr: files.get(data.file) || '',
  };
}

function suiteFailed(data, error, open) {
  return Object.assign(
    {
      event: 'suite-failed',
      file: data.file,
      suite: open.slice(0, data.nesting).concat(data.name),
    },
    problemOf(error),
  );
}

function problemOf(error) {
  const cause = error.cause === undefined || error.cause === null ? error : error.cause;
  const isError = typeof cause === 'object';
  const problem = {
    kind: kindOf(error, cause),
    name: isError ? cause.name : undefined,
    message: clip(isError ? messageOf(cause) : String(cause)),
    stack: isError && cause.stack ? clip(String(cause.stack)) : undefined,
  };
  if (isError && ('expected' in cause || 'actual' in cause)) {
    problem.expected = print(cause.expected);
    problem.actual = print(cause.actual);
  }
  return problem;
}

// `fetch failed` says nothing without its cause.
function messageOf(error) {
  const cause = error.cause;
  const reason = cause instanceof Error && (cause.message || cause.code);
  return reason ? error.message + ': ' + reason : String(error.message);
}

function kindOf(error, cause) {
  const type = error.failureType;
  if (type === 'testTimeoutFailure') return 'timeout';
  if (type === 'hookFailed') return 'hook';
  if (type === 'cancelledByParent') return 'hook';
  if (type === 'uncaughtException' || type === 'unhandledRejection') return 'unhandled';
  return cause && cause.code === 'ERR_ASSERTION' ? 'assert' : 'throw';
}

function print(value) {
  return clip(typeof value === 'string' ? value : inspect(value, { depth: 6, breakLength: 80 }));
}

function clip(text) {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) + ' […]' : text;
}
