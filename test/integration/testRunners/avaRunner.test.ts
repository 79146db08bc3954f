import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { areInstalled } from './installedRunners';
import { AVA } from './trials/ava';

describe.skipIf(!areInstalled('ava'))('ava', { timeout: 120_000 }, () => {
  testRunnerContract(AVA);
});
