import type { ModelRequest } from '../../src/core/ports';
import { type InProcessModel, inProcessModel } from './inProcessModel';
import { type ScriptedReply, turnOf } from './scriptedTurn';

/** What a request is for, as its first message tells. */
export type ScriptedRole = 'author' | 'explain' | 'locate' | 'checker' | 'critic' | 'select';

/** Replies per role, in order; the last one of a role is given again for ever. */
export type RoleScript = Partial<
  Record<ScriptedRole, readonly [ScriptedReply, ...ScriptedReply[]]>
>;

/** A model that answers by the role of each request. */
export interface RoleModel extends InProcessModel {
  /** The requests of one role, in order. */
  requestsOf(role: ScriptedRole): readonly ModelRequest[];
}

/** A model with a queue of replies for each role; it throws at a role that has none. */
export function scriptedRoles(script: RoleScript, name = 'scripted'): RoleModel {
  const used = new Map<ScriptedRole, number>();
  const answer: ScriptedReply = (messages) => {
    const role = roleOf(messages[0]?.content ?? '');
    const replies = script[role];
    if (replies === undefined) throw new Error(`the script has no reply for ${role}`);
    const index = Math.min(used.get(role) ?? 0, replies.length - 1);
    used.set(role, index + 1);
    return turnOf(replies[index] ?? '', messages);
  };
  const model = inProcessModel(...Array.from({ length: MANY }, () => answer));
  return {
    ...model,
    name,
    requestsOf: (role) =>
      model.requests.filter(({ messages }) => roleOf(messages[0]?.content ?? '') === role),
  };
}

/** More requests than any effort makes. */
const MANY = 200;

const OPENINGS: readonly (readonly [string, ScriptedRole])[] = [
  ['You explain', 'explain'],
  ['A test fails, and no tool', 'locate'],
  ['You write one test file', 'checker'],
  ['You review one patch', 'critic'],
  ['You choose among patches', 'select'],
];

function roleOf(system: string): ScriptedRole {
  return OPENINGS.find(([opening]) => system.startsWith(opening))?.[1] ?? 'author';
}
