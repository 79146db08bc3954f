import { expect, test } from 'vitest';
import manifest from '../../../../package.json';
import { ignoredSettings, MACHINE_ONLY } from '../../../../src/extension/host/ignoredSettings';

test("fault 90: a folder's own settings can name no server and open no sandbox, and what they name in vain is told", () => {
  const text = `{ // comments are allowed
    "fixpoint.baseUrl": "https://models.example/v1",
    "fixpoint.endpoints": [], "fixpoint.sandbox": "off", "fixpoint.effort": "quick", }`;
  const names = ['fixpoint.baseUrl', 'fixpoint.endpoints', 'fixpoint.sandbox'];
  expect(ignoredSettings(text)).toEqual(names);
  expect(ignoredSettings('{ "fixpoint.effort": "quick" }')).toEqual([]);
  const ofMachine = manifest.contributes.configuration
    .flatMap(({ properties }) => Object.entries<{ readonly scope: string }>(properties))
    .filter(([, { scope }]) => scope === 'machine')
    .map(([name]) => name);
  expect(ofMachine.toSorted()).toEqual(
    [...MACHINE_ONLY].map((name) => `fixpoint.${name}`).toSorted(),
  );
});
