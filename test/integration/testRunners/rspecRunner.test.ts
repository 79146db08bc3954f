import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { RSPEC } from './trials/rspec';

const hasRspec = await isAvailable('ruby', ['-e', "require 'rspec/core'"]);

describe.skipIf(!hasRspec)('rspec', { timeout: 60_000 }, () => {
  testRunnerContract(RSPEC);
});
