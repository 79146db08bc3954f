import { expect } from 'vitest';
import type { Model } from '../../src/core/ports';
import type { SessionEvent } from '../../src/core/session/events';
import { type Scene, solveInMemory } from './solveInMemory';

/** A session, and the model that it is begun with. */
export interface Cut {
  readonly scene: Omit<Scene, 'model'>;
  readonly model: Model;
  /** The first event to cut before; what a session was begun with is never cut. */
  readonly from?: number;
}

/** Cuts a session off before each of its events and goes on: the journal has to come out as if nothing had happened. */
export async function expectSameFromEveryCut({ scene, model, from = 0 }: Cut): Promise<void> {
  const whole = await solveInMemory({ ...scene, model });
  const replies = whole.filter((event) => event.kind === 'reply');
  for (let cut = from; cut < whole.length; cut++) {
    const past = whole.slice(0, cut);
    let asked = past.filter(({ kind }) => kind === 'reply').length;
    const rest: Model = {
      name: model.name,
      complete: () => {
        const reply = replies[asked++];
        if (reply === undefined) throw new Error('asked for more than the whole session');
        const { text, finish = 'stop', usage } = reply;
        return Promise.resolve({ text, finish, usage });
      },
    };
    const events = await solveInMemory({ ...scene, model: rest, past });
    expect(timeless(events), `cut before event ${String(cut)}`).toEqual(timeless(whole));
    expect(asked).toBe(replies.length);
  }
}

/** Without clock readings, which a session that was cut off can't repeat. */
function timeless(events: readonly SessionEvent[]): readonly string[] {
  return events.map((event) => JSON.stringify(event).replace(/"(\w+Ms)":\d+/g, '"$1":0'));
}
