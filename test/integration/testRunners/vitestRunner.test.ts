import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { VITEST } from './trials/vitest';

describe('vitest', { timeout: 120_000 }, () => {
  testRunnerContract(VITEST);
});
