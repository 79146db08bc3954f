import type { TestReference, TestSelection } from '../../../core/testReport';
import { MAX_PATTERN_LENGTH } from '../selection/namePattern';

/** How tests are chosen: VSTest's expressions, options of xunit.v3 below Microsoft.Testing.Platform, or not at all. */
export type FilterStyle = 'expression' | 'xunit' | 'none';

/** What to run, by methods or by classes, both with their namespace. */
export interface WantedTests {
  readonly methods: readonly TestMethod[];
  readonly classes: readonly string[];
}

/** A method, as far as an id tells it: frameworks write rows in different ways behind it. */
interface TestMethod {
  readonly name: string;
  readonly hasRows: boolean;
}

/** What a selection wants; `classesOf` tells the classes of a test file. */
export function wantedTests(
  selection: TestSelection,
  classesOf: (file: string) => readonly string[],
): WantedTests {
  if (selection.kind === 'tests') {
    return { methods: selection.tests.map((test) => methodOf(test)), classes: [] };
  }
  const files = selection.kind === 'files' ? selection.files : [];
  return { methods: [], classes: files.flatMap((file) => classesOf(file)) };
}

/** The flags that choose the tests, and with them some others; none when all are to run, or too many names would be. */
export function filterFlags(
  style: FilterStyle,
  wanted: WantedTests,
  own: string | undefined,
): readonly string[] {
  if (style === 'none') return [];
  if (style === 'xunit') return short(xunitFlags(wanted)) ?? [];
  const ours = expression(wanted);
  const both = ours !== '' && own !== undefined ? `(${own})&(${ours})` : ours || own;
  if (both === undefined) return [];
  return short(['--filter', both]) ?? (own === undefined ? [] : ['--filter', own]);
}

/** The id of a test without the number that tells it from those with its name. */
export function plainId(id: string): string {
  return id.replace(/ #\d+$/, '');
}

function methodOf({ id }: TestReference): TestMethod {
  const plain = plainId(id);
  const name = plain.replace(/ ?[(<].*$|: .*$/s, '');
  return { name, hasRows: name !== plain };
}

function expression({ methods, classes }: WantedTests): string {
  const parts = [
    ...methods.map(
      ({ name, hasRows }) => `FullyQualifiedName${hasRows ? '~' : '='}${escape(name)}`,
    ),
    ...classes.map((name) => `FullyQualifiedName~${escape(name)}`),
  ];
  return [...new Set(parts)].join('|');
}

/** A class is chosen with those inside of it. */
function xunitFlags({ methods, classes }: WantedTests): readonly string[] {
  return [
    ...[...new Set(methods.map(({ name }) => name))].flatMap((name) => ['--filter-method', name]),
    ...[...new Set(classes)].flatMap((name) => ['--filter-class', `${name}*`]),
  ];
}

function short(flags: readonly string[]): readonly string[] | undefined {
  return flags.join(' ').length > MAX_PATTERN_LENGTH ? undefined : flags;
}

/** A comma would end the property that carries the filter. */
function escape(name: string): string {
  return name.replaceAll(/[\\()&|=!~]/g, String.raw`\$&`).replaceAll(',', '%2C');
}
