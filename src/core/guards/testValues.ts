import { isTelling, literalsIn, quoted } from './literals';

/** What stands in the failing tests' own code. */
export interface TestValues {
  readonly literals: ReadonlySet<string>;
  /** Those that are rare enough to tell something alone. */
  readonly telling: ReadonlySet<string>;
  /** The literals of each line and of each innermost call. */
  readonly groups: readonly ReadonlySet<string>[];
  /** `true` or `false` when the tests speak of them. */
  readonly booleans: ReadonlySet<string>;
}

/** What joins the parts of a composite key. */
const SEPARATORS: readonly string[] = [',', ';', ':', '|', '-', ' '];
/** Values that base cases are about. */
const EDGE_VALUES: ReadonlySet<string> = new Set(['-1', '0', '1', '""']);

/** The literals of the failing tests' own code and expectations. */
export function testValuesOf(testCode: string): TestValues {
  const literals = new Set(literalsIn(testCode));
  const calls = [...testCode.matchAll(/\w\(([^(){};]*)\)/g)].map((match) => match[1] ?? '');
  return {
    literals,
    telling: new Set([...literals].filter(isTelling)),
    groups: [...testCode.split('\n'), ...calls].map((code) => new Set(literalsIn(code))),
    booleans: new Set(['true', 'false'].filter((word) => testCode.toLowerCase().includes(word))),
  };
}

/** Whether literals, however common each of them is, are two or more that the tests give together. */
export function areGivenTogether({ groups }: TestValues, inputs: readonly string[]): boolean {
  return inputs.length > 1 && groups.some((group) => inputs.every((input) => group.has(input)));
}

/** Whether all of these are values that base cases are about. */
export function areEdgeValues(literals: readonly string[]): boolean {
  return literals.every((literal) => EDGE_VALUES.has(literal));
}

/** The literals that a composite key such as `'20,22'` or `'[20,22]'` is made of when the tests give them together. */
export function partsOf(key: string, values: TestValues): readonly string[] {
  if (!key.startsWith('"')) return [];
  const text = key
    .slice(1, -1)
    .replaceAll('\\"', '')
    .replace(/^[[({]|[\])}]$/g, '');
  const ways = SEPARATORS.map((separator) => text.split(separator).map((part) => part.trim()));
  const found = ways.flatMap((parts) => [parts, parts.map(quoted)]);
  return found.find((parts) => areGivenTogether(values, parts)) ?? [];
}
