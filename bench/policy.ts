import { syntax } from '../test/support/parseSource';
import { comparisonTable } from './simulation/comparison';
import { MODEL_PROFILES, type ModelProfile } from './simulation/modelProfile';

/** Simulated tasks for each figure: enough for intervals of about ten points. */
const TASKS = 300;
const SEED = 1;
/** From about three requests to more than the largest effort takes. */
const BUDGETS = [2_000, 4_000, 8_000, 16_000, 32_000];

async function main(): Promise<void> {
  const [tasks = TASKS, seed = SEED] = process.argv.slice(2).map(Number);
  console.log(`pass@t of simulated models over ${String(tasks)} tasks, seed ${String(seed)}.`);
  console.log('A cell: tasks solved (95% interval), tokens spent on a task in the mean.');
  for (const profile of MODEL_PROFILES) {
    console.log(`\n### ${profile.name}\n\n${parametersOf(profile)}\n`);
    console.log(await comparisonTable({ profile, budgets: BUDGETS, tasks, seed, syntax }));
  }
}

function parametersOf({ name: _, ...parameters }: ModelProfile): string {
  return Object.entries(parameters)
    .map(([parameter, value]) => `${parameter} ${String(value)}`)
    .join(', ');
}

await main();
