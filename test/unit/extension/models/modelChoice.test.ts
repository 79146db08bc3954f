import { describe, expect, test } from 'vitest';
import {
  chatModelRows,
  isCurrent,
  nameModelRow,
  serverRows,
} from '../../../../src/extension/models/modelChoice';
import { usd } from '../../../../src/extension/models/modelCost';

const HOSTED = 'https://models.example/api/v1';
const LOCAL = 'http://127.0.0.1:11434/v1';

describe('the rows of the model list', () => {
  test('say what each model costs, for a repair and for a million tokens', () => {
    const rows = serverRows(HOSTED, [
      { id: 'told', price: { input: 1, output: 5 } },
      { id: 'gpt-5-mini' },
      { id: 'given-away', price: { input: 0, output: 0 } },
      { id: 'secret' },
    ]);
    expect(rows.map(({ label, description }) => `${label}: ${description}`)).toEqual([
      'told: about $0.0054 a repair · $1.00 in, $5.00 out per million tokens',
      'gpt-5-mini: about $0.0018 a repair · $0.25 in, $2.00 out per million tokens · list price of 2025-10',
      'given-away: free',
      'secret: price unknown',
    ]);
    expect(serverRows(LOCAL, [{ id: 'gpt-5-mini' }])[0]?.description).toBe('free, local');
  });

  test('name the models of VS Code as the setting does', () => {
    const rows = chatModelRows([
      { id: '1', vendor: 'copilot', family: 'gpt-5', name: 'GPT-5' },
      { id: '2', vendor: 'acme', family: 'small', name: 'Small' },
    ]);
    expect(rows.map(({ description }) => description)).toEqual([
      'included in your VS Code plan · copilot/gpt-5',
      'price unknown · acme/small',
    ]);
    expect(rows[0]?.choice).toEqual({ kind: 'vscode', model: 'copilot/gpt-5' });
  });

  test('mark what is chosen already, and nothing else', () => {
    const [row] = serverRows(HOSTED, [{ id: 'small' }]);
    const choice = row?.choice ?? { kind: 'builtin' };
    const settings = { provider: 'openai', model: 'small' } as const;
    expect(isCurrent(choice, settings, `${HOSTED}/`)).toBe(true);
    expect(isCurrent(choice, settings, LOCAL)).toBe(false);
    expect(isCurrent(choice, { ...settings, provider: 'vscode' }, HOSTED)).toBe(false);
    expect(isCurrent({ kind: 'builtin' }, settings, HOSTED)).toBe(false);
  });

  test('say why a server lists nothing', () => {
    expect(nameModelRow(LOCAL, 'It is off.')).toMatchObject({
      label: 'Another model of 127.0.0.1:11434…',
      description: 'It is off.',
    });
  });
});

test('an amount keeps two digits that say something', () => {
  expect([0, 0.000123, 0.0018, 0.05, 0.25, 2, 12.5].map(usd)).toEqual([
    '$0',
    '$0.00012',
    '$0.0018',
    '$0.05',
    '$0.25',
    '$2.00',
    '$12.50',
  ]);
});
