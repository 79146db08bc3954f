import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { GRADLE } from './trials/gradle';

const hasGradle = await isAvailable('gradle', ['--version']);

describe.skipIf(!hasGradle)('gradle', { timeout: 240_000 }, () => {
  testRunnerContract(GRADLE);
});
