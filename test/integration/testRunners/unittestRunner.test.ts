import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { UNITTEST } from './trials/unittest';

const hasPython = await isAvailable('python3', ['--version']);

describe.skipIf(!hasPython)('unittest', { timeout: 120_000 }, () => {
  testRunnerContract(UNITTEST);
});
