import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { GO } from './trials/go';

const hasGo = await isAvailable('go', ['version']);

describe.skipIf(!hasGo)('go', { timeout: 120_000 }, () => {
  testRunnerContract(GO);
});
