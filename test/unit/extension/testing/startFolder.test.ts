import { expect, test } from 'vitest';
import { startFolder } from '../../../../src/extension/testing/startFolder';

test.each([
  ['npm test', '/shop'],
  ['cd packages/a && npm test', '/shop/packages/a'],
  [`cd "my cart"; npx jest`, '/shop/my cart'],
  [`cd '../other' && pytest`, '/other'],
  ['cd /elsewhere && pytest a_test.py', '/elsewhere'],
  ['cd ~/shop && npm test', undefined],
  ['cd $HOME && npm test', undefined],
  ['cd - && npm test', undefined],
])('the commands of %s run in %s', (line, folder) => {
  expect(startFolder(line, '/shop')).toBe(folder);
});
