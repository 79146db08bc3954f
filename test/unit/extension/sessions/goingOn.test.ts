import { describe, expect, test } from 'vitest';
import type { SolvePorts } from '../../../../src/core/session/bench';
import type { SessionEvent } from '../../../../src/core/session/events';
import {
  goOnWith,
  newIn,
  originOf,
  type WantedNow,
} from '../../../../src/extension/sessions/goingOn';
import { isCutOff, RepairSession } from '../../../../src/extension/sessions/repairSession';
import { parseSettings } from '../../../../src/extension/host/settings';
import { story } from '../../../support/sessionStory';

const from = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
const past = [
  story.session('m'),
  story.baseline(['adds']),
  story.action('draft'),
  story.patch(1),
  story.eval(1),
];

function portsWith(model: string): {
  readonly ports: SolvePorts;
  readonly written: SessionEvent[];
} {
  const written: SessionEvent[] = [];
  const append = (event: SessionEvent): Promise<void> => {
    written.push(event);
    return Promise.resolve();
  };
  const ports = { model: { name: model }, runner: { name: 'vitest' }, journal: { append } };
  return { ports: ports as unknown as SolvePorts, written };
}

function wanted(origin: WantedNow['origin'] = {}): WantedNow {
  return { origin, constraints: [] };
}

describe('going on', () => {
  test('after a cut-off needs the models, server and tests of the beginning', async () => {
    const goesOn = { kind: 'resumed', from, past } as const;
    const same = portsWith('m');
    const { ports } = await goOnWith(goesOn, same.ports, wanted());
    expect(ports.journal.past).toEqual(past);
    expect(same.written).toEqual([]);
    await expect(goOnWith(goesOn, portsWith('n').ports, wanted())).rejects.toThrow(
      'This repair began with the model m, but n is chosen now.',
    );
    const elsewhere = { baseUrl: 'http://other/v1' };
    await expect(goOnWith(goesOn, same.ports, wanted(elsewhere))).rejects.toThrow(
      'http://other/v1',
    );
  });

  test('in a branch may use another model, and writes its past first', async () => {
    const { ports, written } = portsWith('n');
    const plan = await goOnWith({ kind: 'branched', from, past }, ports, {
      origin: { runner: 'vitest' },
      constraints: ['keep the interface'],
    });
    expect(written.map(({ kind }) => kind)).toEqual(past.map(({ kind }) => kind));
    expect(written[0]).toMatchObject({
      model: 'n',
      task: { origin: { runner: 'vitest' }, constraints: ['keep the interface'] },
    });
    expect(plan.ports.journal.past).toEqual(written);
  });

  test('in a branch goes by the constraints of now, not by those of then', async () => {
    const [, ...rest] = past;
    const older = story.session('m', { constraints: ['no longer wanted'] });
    const branched = { kind: 'branched', from, past: [older, ...rest] } as const;
    const { task } = await goOnWith(branched, portsWith('m').ports, wanted());
    expect(task.constraints).toBeUndefined();
  });

  test('without a journal is refused with a sentence', async () => {
    const none = { kind: 'resumed', from, past: [] } as const;
    await expect(goOnWith(none, portsWith('m').ports, wanted())).rejects.toThrow('is gone');
  });

  test('counts what a branch took over only once for what sessions teach', () => {
    const events = [...past, story.action('repair', { iteration: 2, parent: 1 })];
    const kinds = newIn(events, { kind: 'branched', from, past }).map(({ kind }) => kind);
    expect(kinds).toEqual(['session', 'baseline', 'patch', 'eval', 'action']);
    expect(newIn(events, { kind: 'resumed', from, past })).toBe(events);
  });

  test('remembers the server without password, and none for the built-in search', () => {
    const values: Readonly<Record<string, unknown>> = {
      provider: 'openai',
      baseUrl: 'http://me:secret@host/v1/',
    };
    const settings = parseSettings((name) => values[name]);
    expect(originOf(settings, {})).toEqual({ baseUrl: 'http://host/v1' });
    expect(originOf({ ...settings, provider: 'builtin' }, {})).toEqual({});
  });
});

test('a session is cut off when it ended in the middle of its work', async () => {
  const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
  const workspace = { read: () => Promise.resolve(undefined) };
  session.end();
  expect(isCutOff(session.view)).toBe(false);
  await session.take(story.session('m'), workspace);
  expect(isCutOff(session.view)).toBe(true);
  session.end('The server is gone.');
  expect(isCutOff(session.view)).toBe(false);
});
