import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { TAP } from './trials/tap';

describe.skipIf(!areInstalled('tap'))('tap', { timeout: 120_000 }, () => {
  testRunnerContract(TAP);
});
