import type { TestSelection } from '../../../core/testReport';
import { MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { targetFlags, targetsOfFile, type CargoTarget } from './cargoTargets';

/** What nextest calls the binary of a target. */
export function binaryId({ kind, name, package: owner }: CargoTarget): string {
  if (kind === 'test') return `${owner}::${name}`;
  return ['bin', 'example', 'bench'].includes(kind) ? `${owner}::${kind}/${name}` : owner;
}

/** What narrows a run down to exactly a selection. */
export interface NextestNarrowing {
  /** Flags that choose what is built. */
  readonly build: readonly string[];
  /** An expression that chooses tests. */
  readonly filter: string;
}

/** Targets and tests of a selection; undefined for all tests. */
export function narrowNextest(
  selection: TestSelection,
  files: readonly string[] | undefined,
  targets: readonly CargoTarget[],
): NextestNarrowing | undefined {
  if (selection.kind === 'all' || files === undefined || targets.length === 0) return undefined;
  const wanted = wantedTargets(selection, files, targets);
  const packages = new Set(wanted.map((target) => `--package=${target.package}`));
  const chosen = new Set(wanted.map((target) => targetFlags(target).join('=')));
  return { build: [...packages, ...chosen], filter: filterOf(selection, wanted) };
}

function wantedTargets(
  selection: TestSelection,
  files: readonly string[],
  targets: readonly CargoTarget[],
): readonly CargoTarget[] {
  if (selection.kind !== 'tests') {
    return [...new Set(files.flatMap((file) => targetsOfFile(targets, file)))];
  }
  const sources = new Set(selection.tests.map(({ id }) => id.split(' > ')[0]));
  return targets.filter(({ source }) => sources.has(source));
}

/** Flags choose targets of all packages, so the filter names the binaries, too. */
function filterOf(selection: TestSelection, wanted: readonly CargoTarget[]): string {
  const binaries = wanted.map((target) => `binary_id(=${escaped(binaryId(target))})`);
  const whole = binaries.join(' | ') || 'none()';
  if (selection.kind !== 'tests') return whole;
  const parts = wanted.map((target, at) => {
    const own = selection.tests.filter(({ id }) => id.split(' > ')[0] === target.source);
    const names = own.map(({ suite, name }) => `test(=${escaped([...suite, name].join('::'))})`);
    return `(${binaries[at] ?? ''} & (${names.join(' | ')}))`;
  });
  const exact = parts.join(' | ') || 'none()';
  return exact.length > MAX_PATTERN_LENGTH ? whole : exact;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\(),]/g, '\\$&');
}
