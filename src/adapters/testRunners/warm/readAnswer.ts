import type { EvaluatedValue, WarmResult } from '../../../core/ports';

const UNKNOWN: WarmResult = { kind: 'unknown', passed: new Set() };

/** The result that an answer tells; `unknown` when it tells none. */
export function readResult(answer: unknown): WarmResult {
  if (!isObject(answer)) return UNKNOWN;
  const { kind, passed } = answer;
  if ((kind !== 'ended' && kind !== 'timed-out') || !Array.isArray(passed)) return UNKNOWN;
  return { kind, passed: new Set(passed.filter((id) => typeof id === 'string')) };
}

/** The values that an answer tells; undefined when it tells none. */
export function readValues(answer: unknown): readonly EvaluatedValue[] | undefined {
  if (!isObject(answer) || answer['kind'] !== 'ended') return undefined;
  const { values } = answer;
  return Array.isArray(values) && values.every(isValue) ? values : undefined;
}

function isValue(value: unknown): value is EvaluatedValue {
  if (!isObject(value) || typeof value['text'] !== 'string') return false;
  return value['kind'] === 'value' || value['kind'] === 'error';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
