import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { BUN } from './trials/bun';

describe.skipIf(!areInstalled('bun'))('bun', { timeout: 120_000 }, () => {
  testRunnerContract(BUN);
});
