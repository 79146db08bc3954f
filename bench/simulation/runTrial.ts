import { createRandom } from '../../src/core/search/random';
import { drawPlainly } from './plainDraws';
import { createSimulatedModel } from './simulatedModel';
import { solveWith } from './solveWith';
import type { Trial, TrialResult } from './trial';
import { createWorld } from './world';

/** Runs one trial; the same trial gives the same result, and all policies meet the same tasks and skills. */
export async function runTrial(trial: Trial): Promise<TrialResult> {
  const { policy, profile, seed, task } = trial;
  const world = createWorld(createRandom('world', seed, task));
  const model = createSimulatedModel(world, profile, seed, task);
  const setting = { trial, world, model };
  return policy === 'plain draws' ? await drawPlainly(setting) : await solveWith(policy, setting);
}
