import { describe, expect, test } from 'vitest';
import { ModelRefusedKey } from '../../../../src/adapters/models/errors/modelRefusedKey';
import { ModelUnreachable } from '../../../../src/adapters/models/errors/modelUnreachable';
import { ExplainedError } from '../../../../src/core/errors';
import { nextSteps, problemSentence } from '../../../../src/extension/host/nextSteps';
import { NoModelChosen } from '../../../../src/extension/models/noModelChosen';

function labels(problem: unknown): readonly string[] {
  return nextSteps(problem).map(({ label }) => label);
}

describe('the buttons of a problem', () => {
  test('lead to the key when the server refused it', () => {
    expect(labels(new ModelRefusedKey('localhost', true))[0]).toBe('Set API Key');
  });

  test('lead to the choice of a model when there is none, or none answers', () => {
    expect(labels(new NoModelChosen())[0]).toBe('Select Model');
    expect(labels(new ModelUnreachable('localhost', 'ECONNREFUSED', true))[0]).toBe('Select Model');
  });

  test('lead to the settings for whatever else has to be set', () => {
    expect(labels(new ExplainedError('No tests were found.', 'environment'))).toEqual([
      'Open Settings',
    ]);
  });

  test('lead to the log for a bug, whose own words are not shown', () => {
    const bug = new TypeError('x is not a function');
    expect(labels(bug)).toEqual(['Show Log']);
    expect(problemSentence(bug)).not.toContain('function');
  });
});
