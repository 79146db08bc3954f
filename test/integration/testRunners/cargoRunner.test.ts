import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { CARGO } from './trials/cargo';

const hasCargo = await isAvailable('cargo', ['--version']);

describe.skipIf(!hasCargo)('cargo', { timeout: 120_000 }, () => {
  testRunnerContract(CARGO);
});
