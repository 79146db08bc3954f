import type { ProblemKind, TestStatus } from '../../../core/testReport';
import type { RawFrame, RawProblem, RawResult, RawTest, RunnerEvent } from './runnerEvents';

const KINDS: ReadonlySet<string> = new Set<ProblemKind>([
  'assert',
  'throw',
  'timeout',
  'hook',
  'load',
  'compile',
  'crash',
  'unhandled',
]);
const STATUSES: ReadonlySet<string> = new Set<TestStatus>([
  'passed',
  'failed',
  'skipped',
  'todo',
  'xfail',
]);

type Fields = Readonly<Record<string, unknown>>;

/** One line of a report, its seal opened, as an event; undefined when it is none. */
export function readRunnerEvent(line: string): RunnerEvent | undefined {
  const fields = parse(line);
  return fields === undefined ? undefined : toEvent(fields);
}

function parse(line: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function toEvent(fields: Fields): RunnerEvent | undefined {
  const { event } = fields;
  const file = text(fields['file']);
  switch (event) {
    case 'start':
    case 'end':
      return { event };
    case 'test-start':
    case 'test-end':
    case 'parent':
      return { event, ...testOf(fields) };
    case 'test':
      return { event, ...resultOf(fields) };
    case 'error':
      return { event, ...(file !== undefined && { file }), problem: problemOf(fields) };
    default:
      return file === undefined ? undefined : toFileEvent(fields, file);
  }
}

function toFileEvent(fields: Fields, file: string): RunnerEvent | undefined {
  const { event } = fields;
  switch (event) {
    case 'file-start':
    case 'file-end':
      return { event, file };
    case 'suite-failed':
      return { event, file, suite: texts(fields['suite']), problem: problemOf(fields) };
    case 'file-failed':
      return {
        event,
        file,
        ...optional('exitCode', count(fields['exitCode'])),
        ...optional('signal', text(fields['signal'])),
        stderr: text(fields['stderr']) ?? '',
      };
    default:
      return undefined;
  }
}

function testOf(fields: Fields): RawTest {
  return {
    ...optional('id', text(fields['id'])),
    ...optional('file', text(fields['file'])),
    ...optional('line', count(fields['line'])),
    suite: texts(fields['suite']),
    name: text(fields['name']) ?? '',
  };
}

function resultOf(fields: Fields): RawResult {
  const output = text(fields['output']);
  return {
    ...testOf(fields),
    status: isStatus(fields['status']) ? fields['status'] : 'failed',
    ...optional('skipReason', text(fields['skipReason'])),
    durationMs: count(fields['durationMs']) ?? 0,
    problems: list(fields['problems']).flatMap((one) => {
      const problem = fieldsOf(one);
      return problem === undefined ? [] : [problemOf(problem)];
    }),
    ...(output !== undefined && output !== '' && { output }),
  };
}

function problemOf(fields: Fields): RawProblem {
  return {
    kind: isKind(fields['kind']) ? fields['kind'] : 'throw',
    ...optional('name', text(fields['name'])),
    message: text(fields['message']) ?? '',
    ...optional('expected', text(fields['expected'])),
    ...optional('actual', text(fields['actual'])),
    ...optional('stack', text(fields['stack'])),
    frames: list(fields['frames']).flatMap(frameOf),
  };
}

function frameOf(value: unknown): readonly RawFrame[] {
  const fields = fieldsOf(value);
  const file = text(fields?.['file']);
  const line = count(fields?.['line']);
  if (fields === undefined || file === undefined || line === undefined) return [];
  const column = optional('column', count(fields['column']));
  return [{ file, line, ...column, ...optional('function', text(fields['function'])) }];
}

function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is ProblemKind {
  return typeof value === 'string' && KINDS.has(value);
}

function isStatus(value: unknown): value is TestStatus {
  return typeof value === 'string' && STATUSES.has(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one) => typeof one === 'string');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
