import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { PLAYWRIGHT } from './trials/playwright';

describe.skipIf(!areInstalled('playwright'))('playwright', { timeout: 120_000 }, () => {
  testRunnerContract(PLAYWRIGHT);
});
