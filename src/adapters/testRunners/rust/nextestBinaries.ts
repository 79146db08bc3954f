import type { CargoRun } from './cargoBuildError';
import type { NextestSuite } from './nextestList';
import { binaryId } from './nextestSelection';
import type { RustBinary } from './rustTestEvent';
import { readRustTests } from './rustTestFiles';

/** Test binaries, by what nextest calls them. */
export type Binaries = ReadonlyMap<string, RustBinary>;

/** The listed binaries with their targets and tests. */
export async function binariesOf(
  run: CargoRun,
  suites: readonly NextestSuite[],
): Promise<Binaries> {
  const found = suites.map(async (suite): Promise<readonly [string, RustBinary]> => {
    const target = run.targets.find((one) => binaryId(one) === suite.binaryId);
    const tests = target === undefined ? [] : await readRustTests(run.root, target.source);
    return [suite.binaryId, { target, tests }];
  });
  return new Map(await Promise.all(found));
}

/** The binary of this name; one of an unknown target when it is not listed. */
export function binaryOf(binaries: Binaries, id: string): RustBinary {
  return binaries.get(id) ?? { target: undefined, tests: [] };
}
