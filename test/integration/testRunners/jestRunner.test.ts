import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { JEST } from './trials/jest';

describe.skipIf(!areInstalled('jest'))('jest', { timeout: 120_000 }, () => {
  testRunnerContract(JEST);
});
