import { describe } from 'vitest';
import { strayErrorContract, testRunnerContract } from './contract';
import type { Trial } from './trial';

const TRIAL: Trial = {
  runner: 'node:test',
  fixture: 'node',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
};

describe('node:test', { timeout: 60_000 }, () => {
  testRunnerContract(TRIAL);
  strayErrorContract(TRIAL);
});
