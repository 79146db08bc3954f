import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { PYTEST } from './trials/pytest';
import { isAvailable } from './trial';

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

describe.skipIf(!hasPytest)('pytest', { timeout: 120_000 }, () => {
  testRunnerContract(PYTEST);
});
