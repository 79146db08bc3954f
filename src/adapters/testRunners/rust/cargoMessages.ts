import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';

interface Span {
  readonly file_name: string;
  readonly line_start: number;
  readonly column_start: number;
  readonly is_primary: boolean;
}

interface Target {
  readonly src_path: string;
}

interface Diagnostic {
  readonly level: string;
  readonly message: string;
  readonly rendered?: string;
  readonly code?: { readonly code: string };
  readonly spans: readonly Span[];
}

interface CargoMessage {
  readonly reason: string;
  readonly executable?: string;
  readonly target?: Target;
  readonly message?: Diagnostic;
}

/** What a build reported. */
export interface CargoBuild {
  /** Root files of test binaries, by the base name of the binary. */
  readonly sources: ReadonlyMap<string, string>;
  /** All errors as one problem; undefined when there are none. */
  readonly problem?: RawProblem;
  /** Absolute root files of the targets that did not compile. */
  readonly failed: readonly string[];
}

/** The messages of `--message-format=json` among other lines. */
export function readCargoBuild(stdout: string): CargoBuild {
  const messages = stdout.split('\n').flatMap((line) => readMessage(line) ?? []);
  const sources = messages.flatMap(({ executable, target }) =>
    executable && target ? [[baseName(executable), target.src_path] as const] : [],
  );
  const errors = messages.filter(({ message }) => message?.level === 'error');
  const unlike = new Map(errors.map((one) => [one.message?.rendered, one.message]));
  const problem = problemOf([...unlike.values()].filter((one) => one !== undefined));
  const failed = errors.flatMap(({ target }) => target?.src_path ?? []);
  return { sources: new Map(sources), failed, ...(problem !== undefined && { problem }) };
}

/** What people are shown of such lines: the errors and warnings as the compiler draws them. */
export function showCargoLines(text: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      const read = readMessage(line);
      return read === undefined ? line : (read.message?.rendered ?? '');
    })
    .join('');
}

/** The last part of a path of either system. */
export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

function readMessage(line: string): CargoMessage | undefined {
  if (!line.startsWith('{"reason":')) return undefined;
  try {
    return asMessage(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The parts of a message that are what they should be. */
function asMessage(value: unknown): CargoMessage | undefined {
  if (!isTable(value) || typeof value['reason'] !== 'string') return undefined;
  const { reason, executable, target, message } = value;
  return {
    reason,
    ...(typeof executable === 'string' && { executable }),
    ...(isTarget(target) && { target: { src_path: target.src_path } }),
    ...(isTable(message) && { message: asDiagnostic(message) }),
  };
}

function asDiagnostic({ level, message, rendered, code, spans }: Table): Diagnostic {
  return {
    level: String(level),
    message: String(message),
    ...(typeof rendered === 'string' && { rendered }),
    ...(isTable(code) && typeof code['code'] === 'string' && { code: { code: code['code'] } }),
    spans: Array.isArray(spans) ? spans.filter(isSpan) : [],
  };
}

function isTarget(value: unknown): value is Target {
  return isTable(value) && typeof value['src_path'] === 'string';
}

function isSpan(value: unknown): value is Span {
  return (
    isTable(value) &&
    typeof value['file_name'] === 'string' &&
    typeof value['line_start'] === 'number' &&
    typeof value['column_start'] === 'number'
  );
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null;
}

function problemOf(errors: readonly Diagnostic[]): RawProblem | undefined {
  const [first] = errors;
  if (first === undefined) return undefined;
  return {
    kind: 'compile',
    ...(first.code && { name: first.code.code }),
    message: clipText(errors.map(({ message }) => message).join('\n')),
    frames: errors.flatMap(({ spans }) => spans.filter((one) => one.is_primary).map(frameOf)),
  };
}

function frameOf({ file_name, line_start, column_start }: Span): RawFrame {
  return { file: file_name, line: line_start, column: column_start };
}
