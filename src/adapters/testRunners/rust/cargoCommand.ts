import { ExplainedError } from '../../../core/errors';
import { findPrograms } from '../../processes/findProgram';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';

/** Paths of manifests. */
export const MANIFEST = /(^|\/)Cargo\.toml$/;
/** Paths of files that hold tests. */
export const RUST_TEST_FILE = /(^|\/)(tests|src)\/.*\.rs$/;
/** Before what is passed on to the tests. */
export const PASSED_ON = '--';

const CHOOSES_TARGET = /^--(lib|bins?|tests?|examples?|benches|bench|doc|all-targets)(=|$)/;
const NAMES_TARGET = /^--(bin|test|example|bench)$/;
const CHOOSES_PACKAGE = /^(-p|--package|--workspace|--all|--manifest-path)(=|$)/;

/** Absolute path of cargo, with the toolchain that leads the flags, and the other flags; throws an `ExplainedError`. */
export async function findCargo(
  root: string,
  flags: readonly string[],
): Promise<{ readonly cargo: readonly string[]; readonly flags: readonly string[] }> {
  const [cargo] = await findPrograms('cargo', root);
  if (cargo === undefined) {
    throw new ExplainedError(
      'Rust is not installed, or the folder of cargo is not in PATH: install Rust (rustup) and open the editor anew.',
      'environment',
    );
  }
  const isToolchain = (flag: string): boolean => flag.startsWith('+');
  return {
    cargo: [cargo, ...flags.filter(isToolchain)],
    flags: flags.filter((flag) => !isToolchain(flag)),
  };
}

/** The toolchain that leads the words behind `cargo`, and the other words. */
export function splitToolchain(
  words: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const count = words[0]?.startsWith('+') === true ? 1 : 0;
  return [words.slice(0, count), words.slice(count)];
}

/** What stands before and behind `--`. */
export function splitAtMark(
  words: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const at = words.indexOf(PASSED_ON);
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
}

/** A manifest that is not at the root, and all packages of a workspace, unless the user's command says which. */
export async function manifestFlags(
  flags: readonly string[],
  root: string,
): Promise<readonly string[]> {
  if (flags.some((flag) => CHOOSES_PACKAGE.test(flag))) return [];
  const own = await readProjectFile(root, 'Cargo.toml');
  if (own !== '') return /^\[workspace\]/m.test(own) ? ['--workspace'] : [];
  const all = (await listProjectFiles(root)).filter((file) => MANIFEST.test(file));
  const [highest] = all.sort((one, other) => one.split('/').length - other.split('/').length);
  return highest === undefined ? [] : [`--manifest-path=${highest}`];
}

/** Whether a flag names the manifest. */
export function namesManifest(flag: string): boolean {
  return flag.startsWith('--manifest-path');
}

/** Flags without those that choose what is tested. */
export function withoutTargets(flags: readonly string[]): readonly string[] {
  return flags.filter(
    (flag, at) => !CHOOSES_TARGET.test(flag) && !NAMES_TARGET.test(flags[at - 1] ?? ''),
  );
}
