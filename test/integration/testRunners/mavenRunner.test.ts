import { beforeAll, describe, vi } from 'vitest';
import { testRunnerContract } from './contract';
import { isAvailable } from './trial';
import { MAVEN } from './trials/maven';

const hasMaven = await isAvailable('mvn', ['--version']);

describe.skipIf(!hasMaven)('maven', { timeout: 240_000 }, () => {
  beforeAll(() => {
    // Half the processor time for a build that lives for seconds.
    vi.stubEnv('MAVEN_OPTS', '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC');
    return () => vi.unstubAllEnvs();
  });
  testRunnerContract(MAVEN);
});
