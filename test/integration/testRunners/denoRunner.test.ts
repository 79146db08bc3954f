import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { DENO } from './trials/deno';

describe.skipIf(!areInstalled('deno'))('deno', { timeout: 120_000 }, () => {
  testRunnerContract(DENO);
});
