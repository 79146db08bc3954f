import type { EvaluatedValue, TestCoverage, WarmResult } from '../../../core/ports';

const UNKNOWN: WarmResult = { kind: 'unknown', passed: new Set() };

/** The result that an answer tells; `unknown` when it tells none. */
export function readResult(answer: unknown): WarmResult {
  if (!isObject(answer)) return UNKNOWN;
  const { kind, passed, failed } = answer;
  if ((kind !== 'ended' && kind !== 'timed-out') || !Array.isArray(passed)) return UNKNOWN;
  return { kind, passed: idsIn(passed), ...(Array.isArray(failed) && { failed: idsIn(failed) }) };
}

function idsIn(values: readonly unknown[]): ReadonlySet<string> {
  return new Set(values.filter((id) => typeof id === 'string'));
}

/** The values that an answer tells; undefined when it tells none. */
export function readValues(answer: unknown): readonly EvaluatedValue[] | undefined {
  if (!isObject(answer) || answer['kind'] !== 'ended') return undefined;
  const { values } = answer;
  return Array.isArray(values) && values.every(isValue) ? values : undefined;
}

/** The coverage that an answer tells; undefined when it tells none. */
export function readCoverage(answer: unknown): readonly TestCoverage[] | undefined {
  if (!isObject(answer) || answer['kind'] !== 'ended') return undefined;
  const { covered } = answer;
  if (!Array.isArray(covered) || covered.length === 0) return undefined;
  return covered.flatMap((one: unknown) => coverageIn(one) ?? []);
}

function coverageIn(value: unknown): TestCoverage | undefined {
  if (!isObject(value) || typeof value['id'] !== 'string' || !isObject(value['lines'])) {
    return undefined;
  }
  const files = Object.entries(value['lines']).map(([path, lines]) => {
    const numbers = Array.isArray(lines) ? lines.filter((line) => typeof line === 'number') : [];
    return [path, new Set(numbers)] as const;
  });
  return { id: value['id'], lines: new Map(files) };
}

function isValue(value: unknown): value is EvaluatedValue {
  if (!isObject(value) || typeof value['text'] !== 'string') return false;
  return value['kind'] === 'value' || value['kind'] === 'error';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
