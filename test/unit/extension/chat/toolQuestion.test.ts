import { expect, test } from 'vitest';
import { toolQuestion } from '../../../../src/extension/chat/toolQuestion';

const search = 'its built-in search proposes the fixes; no code leaves this machine';

test('an agent may repair only after the developer read what runs, who is sent code, and that nothing is applied', () => {
  expect(toolQuestion({ targets: [] }, 'fixpoint-shop', search)).toBe(
    'Fixpoint runs the tests of `fixpoint-shop` in a private copy, and its built-in search proposes the fixes; no code leaves this machine. Nothing in your files changes until you accept it.',
  );
});

test('what an agent names is shown as it is, and brings no link', () => {
  const input = { targets: ['adds *all*', 'a `b`'], instruction: '[x](command:a)\nKeep it.' };
  expect(toolQuestion(input, 'shop', search).split('\n\n').slice(1)).toEqual([
    'Tests: `adds *all*`, `` a `b` ``',
    'Instruction: \\[x\\]\\(command:a\\) Keep it.',
  ]);
});
