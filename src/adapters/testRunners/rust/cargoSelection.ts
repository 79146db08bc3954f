import type { TestSelection } from '../../../core/testReport';
import { readProjectFile } from '../detection/projectFiles';
import { MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { targetFlags, targetsOfFile, type CargoTarget } from './cargoTargets';

/** What is to be run of a tree. */
export interface CargoChoice {
  readonly root: string;
  readonly selection: TestSelection;
  /** The files of the selection that exist. */
  readonly files: readonly string[] | undefined;
  readonly targets: readonly CargoTarget[];
}

/** What narrows `cargo test` down to a selection. */
export interface CargoNarrowing {
  readonly flags: readonly string[];
  /** Arguments of the test binaries. */
  readonly names: readonly string[];
}

const EVERYTHING: CargoNarrowing = { flags: [], names: [] };
const DOC_TEST = /^\s*\/\/[/!]\s*```/m;
/** In the id of a documentation test. */
const DOC_MARK = ' > doc ';

/** Targets and names that a selection needs; documentation tests can't be had together with chosen targets. */
export async function narrowCargo(choice: CargoChoice): Promise<CargoNarrowing> {
  const { root, selection, files, targets } = choice;
  if (selection.kind === 'all' || files === undefined || targets.length === 0) return EVERYTHING;
  if (selection.kind === 'files') {
    const texts = await Promise.all(files.map((file) => readProjectFile(root, file)));
    if (texts.some((text) => DOC_TEST.test(text))) return EVERYTHING;
    return { flags: flagsOf(files.flatMap((file) => targetsOfFile(targets, file))), names: [] };
  }
  if (selection.tests.some(({ id }) => id.includes(DOC_MARK))) return EVERYTHING;
  const sources = new Set(selection.tests.map(({ id }) => id.split(' > ')[0]));
  const names = selection.tests.map(({ suite, name }) => [...suite, name].join('::'));
  const isLong = names.join(' ').length > MAX_PATTERN_LENGTH;
  return {
    flags: flagsOf(targets.filter(({ source }) => sources.has(source))),
    names: isLong ? [] : ['--exact', ...new Set(names)],
  };
}

function flagsOf(targets: readonly CargoTarget[]): readonly string[] {
  const packages = [...new Set(targets.map((target) => target.package))];
  const chosen = new Set(targets.map((target) => targetFlags(target).join(' ')));
  return [
    ...packages.flatMap((name) => ['-p', name]),
    ...[...chosen].flatMap((flags) => flags.split(' ')),
  ];
}
