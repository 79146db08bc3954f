import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable, type Trial } from './trial';

const TRIAL: Trial = {
  runner: 'pytest',
  fixture: 'pytest',
  file: (name) => `tests/${name.replace(/([^/]*)$/, 'test_$1')}.py`,
  title: (words) => `test_${words.replaceAll(' ', '_')}`,
};

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

describe.skipIf(!hasPytest)('pytest', { timeout: 60_000 }, () => {
  testRunnerContract(TRIAL);
});
