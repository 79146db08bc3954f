import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { NODE_TEST } from './trials/nodeTest';

describe('node:test', { timeout: 120_000 }, () => {
  testRunnerContract(NODE_TEST);
});
