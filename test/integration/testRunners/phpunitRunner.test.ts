import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { PHPUNIT } from './trials/phpunit';

const hasPhpunit = await isAvailable('phpunit', ['--version']);

describe.skipIf(!hasPhpunit)('phpunit', { timeout: 60_000 }, () => {
  testRunnerContract(PHPUNIT);
});
