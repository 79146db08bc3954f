import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json';

const ROOT = join(import.meta.dirname, '../../src');

/** Lines of the source that a pattern is in, with their files. */
function linesWith(pattern: RegExp): readonly string[] {
  const names = readdirSync(ROOT, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const lines = readFileSync(join(ROOT, name), 'utf8').split('\n');
      return lines.filter((line) => pattern.test(line)).map((line) => `${name}: ${line.trim()}`);
    });
}

test('fault 105: no view of ours is a web page, and no Markdown of ours may hold HTML or run any command', () => {
  expect(linesWith(/createWebview|registerWebview|supportHtml|baseUri/)).toEqual([]);
  expect(linesWith(/\.isTrusted = /)).toEqual([
    'extension/review/hunkHovers.ts: text.isTrusted = { enabledCommands: actions.map(({ command }) => command) };',
  ]);
});

test('fault 111: no link of a page or a program reaches a command of ours', () => {
  expect(linesWith(/registerUriHandler|UriHandler/)).toEqual([]);
  expect(manifest.activationEvents.filter((event) => /^onUri/.test(event))).toEqual([]);
});

test('fault 113: nothing is sent to anybody but the model, and logs get problems and kinds of events only', () => {
  expect(linesWith(/TelemetryLogger|telemetryReporter|sendTelemetry/i)).toEqual([]);
  expect(linesWith(/\bfetch\(/)).toEqual([
    "adapters/models/connection.ts: const response = await fetch(input, { ...init, redirect: 'manual' });",
  ]);
  expect(linesWith(/\blog\.(trace|debug|info|warn|append\w*)\(/)).toEqual([
    'extension/sessions/startRepair.ts: log.debug(`${this.session.view.id}: ${event.kind}`);',
    'extension/testing/terminalOffer.ts: log.debug(`No offer to fix the tests of ${folder.name}: ${String(problem)}`);',
  ]);
});
