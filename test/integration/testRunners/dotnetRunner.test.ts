import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { testRunnerContract } from './contract';
import { DOTNET } from './trials/dotnet';

/** Missing on CI, too: no package manager there has the SDK. */
const hasDotnet = await promisify(execFile)('dotnet', ['--version']).then(
  () => true,
  () => false,
);

describe.skipIf(!hasDotnet)('dotnet', { timeout: 240_000 }, () => {
  testRunnerContract(DOTNET);
});
