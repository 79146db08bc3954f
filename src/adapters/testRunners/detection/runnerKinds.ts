import { ctestKind } from '../cpp/ctestRunner';
import { dotnetKind } from '../dotnet/dotnetRunner';
import { goKind } from '../go/goRunner';
import { avaKind } from '../javascript/avaRunner';
import { bunKind } from '../javascript/bunRunner';
import { denoKind } from '../javascript/denoRunner';
import { jestKind } from '../javascript/jestRunner';
import { mochaKind } from '../javascript/mochaRunner';
import { nodeTestKind } from '../javascript/nodeTestRunner';
import { playwrightKind } from '../javascript/playwrightRunner';
import { tapKind } from '../javascript/tapRunner';
import { vitestKind } from '../javascript/vitestRunner';
import { gradleKind } from '../jvm/gradleRunner';
import { mavenKind } from '../jvm/mavenRunner';
import { phpunitKind } from '../php/phpunitRunner';
import { pytestKind } from '../python/pytestRunner';
import { unittestKind } from '../python/unittestRunner';
import { rspecKind } from '../ruby/rspecRunner';
import { cargoKind } from '../rust/cargoRunner';
import { nextestKind } from '../rust/nextestRunner';
import type { RunnerKind } from './runnerKind';

/** The runners that can be driven; of several that a project uses the first one is taken when nothing else decides. */
export const RUNNER_KINDS: readonly RunnerKind[] = [
  vitestKind,
  jestKind,
  mochaKind,
  playwrightKind,
  bunKind,
  denoKind,
  avaKind,
  tapKind,
  nodeTestKind,
  unittestKind,
  pytestKind,
  mavenKind,
  gradleKind,
  goKind,
  nextestKind,
  cargoKind,
  rspecKind,
  phpunitKind,
  ctestKind,
  dotnetKind,
];

/** Their names, as people are told them. */
export const RUNNER_NAMES = RUNNER_KINDS.map(({ name }) => name);

/** The runner of this name, if it is known. */
export function runnerKind(name: string): RunnerKind | undefined {
  return RUNNER_KINDS.find((kind) => kind.name === name);
}
