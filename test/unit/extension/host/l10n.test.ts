import { afterEach, describe, expect, test } from 'vitest';
import { l10n, useTranslations } from '../../../../src/extension/host/l10n';

describe('sentences outside the editor', () => {
  afterEach(() => {
    useTranslations((message) => message);
  });

  test('are English with their values filled in, and a hole without a value stays visible', () => {
    expect(l10n.t('{0} of {1} in {0}', 2, 'three')).toBe('2 of three in 2');
    expect(l10n.t('{0} of {1}', 2)).toBe('2 of {1}');
    expect(l10n.t('{0}', '{1}')).toBe('{1}');
  });

  test('come from the editor once it offers translations', () => {
    useTranslations((message, ...values) => `${message}|${values.join(',')}`);
    expect(l10n.t('{0} hunks', 3)).toBe('{0} hunks|3');
  });
});
