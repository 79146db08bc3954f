import { dirname, join, posix, relative, sep } from 'node:path';
import { realPathOr } from '../../processes/findProgram';
import { runProcess } from '../../processes/runProcess';

/** Something that cargo builds and tests: a library, a program, a file of integration tests. */
export interface CargoTarget {
  readonly kind: string;
  readonly name: string;
  /** Its package's name, and its folder relative to the tree; empty for the root. */
  readonly package: string;
  readonly folder: string;
  /** Its root file, relative to the tree with `/`. */
  readonly source: string;
}

interface Metadata {
  readonly packages: readonly {
    readonly name: string;
    readonly manifest_path: string;
    readonly targets: readonly {
      readonly kind: readonly string[];
      readonly name: string;
      readonly src_path: string;
    }[];
  }[];
}

/** Reading manifests takes no time, but cargo may wait for a lock. */
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };

/** The targets of all packages of the tree; empty when cargo can't read the manifests. */
export async function findCargoTargets(
  cargo: readonly string[],
  root: string,
  manifest: readonly string[],
): Promise<readonly CargoTarget[]> {
  const command = [...cargo, 'metadata', '--no-deps', '--format-version=1', ...manifest];
  const request = { command, cwd: root, limits: LIMITS };
  const { output, exitCode } = await runProcess(request, new AbortController().signal);
  const line = output.split('\n').find((one) => one.startsWith('{"packages"'));
  if (exitCode !== 0 || line === undefined) return [];
  const home = await realPathOr(root);
  const inTree = (path: string): string => relative(home, path).split(sep).join('/');
  return (JSON.parse(line) as Metadata).packages.flatMap((one) =>
    one.targets.map((target) => ({
      kind: target.kind[0] ?? 'lib',
      name: target.name,
      package: one.name,
      folder: inTree(dirname(one.manifest_path)),
      source: inTree(target.src_path),
    })),
  );
}

/** The targets that a file of tests belongs to: the one whose root it is, else those whose folder it lies in. */
export function targetsOfFile(
  targets: readonly CargoTarget[],
  file: string,
): readonly CargoTarget[] {
  const own = targets.filter(({ source }) => source === file);
  if (own.length > 0) return own;
  const inFolder = ({ source }: CargoTarget): boolean =>
    file.startsWith(`${posix.dirname(source)}/`);
  const around = targets.filter(inFolder);
  const deepest = Math.max(0, ...around.map(({ source }) => source.split('/').length));
  return around.filter(({ source }) => source.split('/').length === deepest);
}

/** The flags that make cargo test this target only. */
export function targetFlags({ kind, name }: CargoTarget): readonly string[] {
  if (['test', 'bin', 'example', 'bench'].includes(kind)) return [`--${kind}`, name];
  return ['--lib'];
}

/** A file as a test's output names it: relative to the root of the tree or to its package's folder. */
export function candidatePaths(file: string, { folder }: CargoTarget): readonly string[] {
  const plain = file.replace(/^\.\//, '');
  return folder === '' ? [plain] : [plain, join(folder, plain).split(sep).join('/')];
}
