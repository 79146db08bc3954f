import { describe, expect, test } from 'vitest';
import { ChatModelFailed } from '../../../../src/extension/models/chatModelFailed';

function said(error: unknown): string {
  return new ChatModelFailed('copilot/gpt-5', error).message;
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

describe('a language model of VS Code that does not answer', () => {
  test('is told by its code, with the next step', () => {
    expect(said(coded('NoPermissions', 'no'))).toContain('allow it when VS Code asks');
    expect(said(coded('Blocked', 'Monthly limit.'))).toContain(
      'blocks requests: Monthly limit. Wait',
    );
    expect(said(coded('NotFound', 'gone'))).toContain('no language model copilot/gpt-5 any more');
  });

  test('is told by its words where the code says nothing', () => {
    const offTopic = new Error('failed', { cause: new Error('reason: off_topic') });
    expect(said(Object.assign(offTopic, { code: 'Unknown' }))).toContain('as off topic');
    expect(said(new Error('You exceeded your rate limit'))).toContain('quota');
    expect(said(new Error('socket hang up.'))).toContain('failed: socket hang up. Try again');
  });
});
