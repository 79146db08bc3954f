import { describe, expect, test } from 'vitest';
import { readFixOptions } from '../../../src/cli/fixOptions';
import { optionsAsBegun } from '../../../src/cli/optionsAsBegun';
import type { SessionEvent } from '../../../src/core/session/events';
import type { Origin } from '../../../src/core/session/task';
import { story } from '../../support/sessionStory';

type Start = Extract<SessionEvent, { kind: 'session' }>;

function begun(model: string, origin: Origin): Start {
  return { ...story.session(model, { origin }), feedbackModel: 'large' } as Start;
}

function goOn(args: readonly string[], start: Start, variables = {}) {
  return optionsAsBegun(readFixOptions(['--continue', ...args]), start, variables);
}

describe('options of a session that is continued', () => {
  test('are those that it began with, beside those of now', () => {
    const origin = { baseUrl: 'http://a/v1', testCommand: 'npm test' };
    expect(goOn(['--apply'], begun('own', origin))).toMatchObject({
      provider: 'openai',
      model: 'own',
      feedbackModel: 'large',
      baseUrl: 'http://a/v1',
      runner: 'vitest',
      test: 'npm test',
      apply: true,
    });
  });

  test('may be said again, in other letters too', () => {
    const start = begun('own', { baseUrl: 'http://a/v1' });
    const args = ['--model', 'own', '--feedback-model', 'large', '--base-url', 'HTTP://A:80/v1/'];
    expect(goOn([...args, '--runner', 'vitest'], start)).toMatchObject({ model: 'own' });
    const usual = begun('own', {});
    const variables = { OPENAI_BASE_URL: 'https://api.openai.com/v1/' };
    expect(goOn([], usual, variables)).not.toHaveProperty('baseUrl');
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['server', [], { OPENAI_BASE_URL: 'http://b/v1' }, 'add --base-url https://api.openai.com/v1,'],
    ['second model', ['--feedback-model', 'small'], {}, 'began with the second model large, but'],
    [
      'runner',
      ['--runner', 'pytest'],
      {},
      'began with the runner vitest, but --runner says pytest',
    ],
    ['tests', ['--test', 'pytest'], {}, "began with the project's own test command, but --test"],
  ])('may not name another %s', (_, args, variables, sentence) => {
    expect(() => goOn(args, begun('own', {}), variables)).toThrow(sentence);
  });

  test('are refused without telling a password', () => {
    const refused = (url: string) => () => goOn([], begun('own', {}), { OPENAI_BASE_URL: url });
    expect(refused('http://me:word@b/v1')).toThrow('OPENAI_BASE_URL says http://b/v1 now;');
    expect(refused('http://me:word@b b/v1')).toThrow('OPENAI_BASE_URL says what is no address now');
  });

  test('can not be had of a journal that does not tell them', () => {
    const start = story.session('own') as Start;
    expect(() => goOn([], start)).toThrow(/does not tell which server .* start a new one\.$/);
  });
});
