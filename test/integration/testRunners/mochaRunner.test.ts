import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { MOCHA } from './trials/mocha';

describe.skipIf(!areInstalled('mocha'))('mocha', { timeout: 120_000 }, () => {
  testRunnerContract(MOCHA);
});
