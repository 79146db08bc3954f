import { expect, test } from 'vitest';
import { readFixOptions } from '../../../src/cli/fixOptions';
import { originOf } from '../../../src/cli/origin';
import { inProcessModel } from '../../support/inProcessModel';

const model = inProcessModel();

test('what the options chose is told, and nothing else', () => {
  const tests = ['--test', 'npm test', '--runner', 'vitest'];
  expect(originOf(readFixOptions(tests), {}, {})).toEqual({
    testCommand: 'npm test',
    runner: 'vitest',
  });
  expect(originOf(readFixOptions([]), { model }, {})).toEqual({});
});

test('the server is told without what is secret in its address', () => {
  const secret = 'http://me:word@host:8080/v1/?key=word#word';
  const origin = { baseUrl: 'http://host:8080/v1' };
  expect(originOf(readFixOptions(['--base-url', secret]), { model }, {})).toEqual(origin);
  expect(originOf(readFixOptions([]), { model }, { OPENAI_BASE_URL: secret })).toEqual(origin);
});

test('an option comes before the variable, and without a model no server is told', () => {
  const options = readFixOptions(['--base-url', 'http://a/v1']);
  const variables = { OPENAI_BASE_URL: 'http://b/v1' };
  expect(originOf(options, { model }, variables)).toEqual({ baseUrl: 'http://a/v1' });
  expect(originOf(options, {}, variables)).toEqual({});
});
