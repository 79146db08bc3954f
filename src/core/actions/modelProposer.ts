import type { ModelMessage, ModelReply } from '../ports';
import { readReply, type ReadReply, type ReplyEdit } from '../prompting/readReply';
import { applyReply, isRefusal, sendOnlyAgain, type Refusal } from '../revisions/applyReply';
import { withKept } from '../revisions/keptEdits';
import { readerOf, type Candidate } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import type { Asked } from './asked';
import { answerNeeds } from './answerNeeds';
import { askModel, isEnded } from './askModel';
import { keepComplaint } from './keeping';
import { openTurn } from './openTurn';
import type { Ended, Proposal, Proposer, Turn } from './proposer';

/** NEED turns, empty replies and corrections of single edits that one turn may take before an edit has to come. */
const MAX_NEEDS = 2;
const MAX_EMPTY_REPLIES = 1;
const MAX_CORRECTIONS = 1;
/** Edits of one reply; more are no repair, and each has to be placed. */
const MAX_EDITS = 200;

/** A proposer that asks a model: drafts from clean contexts, repairs that carry the failures back. */
export function createModelProposer(asked: Asked): Proposer {
  return async function* propose(turn, signal) {
    const messages = yield* openTurn(asked, turn, signal);
    if ('kind' in messages) return messages;
    return yield* converse({ ...asked, turn }, messages, signal);
  };
}

interface Conversation extends Asked {
  readonly turn: Turn;
}

/** Asks until an answer can be used or has to be refused: what it needs is shown, what is wrong in one edit is corrected. */
async function* converse(
  talk: Conversation,
  opening: readonly ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Proposal> {
  const left = { needs: MAX_NEEDS, empty: MAX_EMPTY_REPLIES, corrections: MAX_CORRECTIONS };
  let messages = opening;
  let kept: readonly ReplyEdit[] = [];
  for (;;) {
    const reply = yield* request(talk, messages, signal);
    if (isEnded(reply)) return reply;
    if (isEmpty(reply) && left.empty-- > 0) continue;
    const read = readReply(reply.text);
    const said = [...messages, { role: 'assistant', content: reply.text }] as const;
    if (read.edits.length === 0 && read.needs.length > 0 && left.needs-- > 0) {
      const content = await answerNeeds({ bench: talk.bench, base: talk.turn.parent }, read.needs);
      messages = [...said, { role: 'user', content }];
      continue;
    }
    const proposal = await proposalOf(talk, reply, {
      ...read,
      edits: withKept(kept, read.edits),
    });
    const correction = left.corrections-- > 0 ? await correctionOf(talk, proposal) : undefined;
    if (correction === undefined) return proposal;
    kept = correction.kept;
    const content = correction.message;
    yield { kind: 'feedback', revision: talk.turn.parent.number, text: content };
    messages = [...said, { role: 'user', content }];
  }
}

/** A model that declines has answered. */
function isEmpty({ text, finish }: ModelReply): boolean {
  return text.trim() === '' && finish !== 'refused';
}

interface Correction {
  readonly message: string;
  /** Edits that need not be sent again. */
  readonly kept: readonly ReplyEdit[];
}

/** What to send back at once: the one wrong edit among good ones, or an edit of what green tests need. */
async function correctionOf(
  { bench, turn }: Conversation,
  proposal: Proposal,
): Promise<Correction | undefined> {
  if (proposal.kind === 'refused') {
    const { refusal } = proposal;
    const { kept = [] } = refusal;
    return kept.length === 0 ? undefined : { message: sendOnlyAgain(refusal), kept };
  }
  if (proposal.kind !== 'change') return undefined;
  const message = await keepComplaint(bench, turn, proposal);
  return message === undefined ? undefined : { message, kept: [] };
}

async function* request(
  { bench, model, turn }: Conversation,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, ModelReply | Ended> {
  const { action, temperature } = turn.move;
  const role = action === 'repair' ? 'repair' : 'draft';
  return yield* askModel({ bench, model, role, messages, temperature }, signal);
}

async function proposalOf(
  talk: Conversation,
  reply: ModelReply,
  read: ReadReply,
): Promise<Proposal> {
  if (reply.finish === 'refused') {
    return {
      kind: 'ended',
      why: 'stuck',
      message: 'The model declined to answer; try another model.',
    };
  }
  if (read.conflict !== undefined && read.edits.length === 0)
    return { kind: 'conflict', reason: read.conflict };
  const problem = unusable(reply, read);
  if (problem !== undefined) return { kind: 'refused', refusal: problem };
  const { parent } = talk.turn;
  const baseline = talk.history.at(0);
  const change = await applied(talk, parent, read);
  if (change.kind === 'change' || parent === baseline) return change;
  const onBaseline = await applied(talk, baseline, read);
  return onBaseline.kind === 'change' ? onBaseline : change;
}

async function applied(
  { bench, turn }: Conversation,
  base: Candidate,
  { edits, explanation }: ReadReply,
): Promise<Proposal> {
  // A grammar may lag behind its language: what is sent again as it was is for the tests to judge.
  const isInsistedOn = isRepeated(turn, edits);
  const result = await applyReply(edits, {
    read: readerOf(base, bench.ports.workspace),
    paths: new Set([...bench.paths, ...base.texts.keys()]),
    testFiles: bench.testFiles,
    ...(isInsistedOn ? {} : { syntax: bench.ports.syntax }),
    tests: bench.task.tests,
  });
  if (isRefusal(result)) return { kind: 'refused', refusal: result };
  const { texts, testTexts } = result;
  return { kind: 'change', base, texts, testTexts, explanation };
}

function isRepeated({ state }: Turn, edits: readonly ReplyEdit[]): boolean {
  if (state.turns.at(-1)?.refused?.reason !== 'does-not-parse') return false;
  const last = state.thread?.findLast(({ role }) => role === 'assistant');
  return JSON.stringify(readReply(last?.content ?? '').edits) === JSON.stringify(edits);
}

function unusable(reply: ModelReply, read: ReadReply): Refusal | undefined {
  if (reply.text.trim() === '') {
    return { reason: 'no-answer', message: 'The reply was empty.' };
  }
  if (reply.finish === 'length') {
    return {
      reason: 'unreadable',
      message: 'The reply was cut off at its length limit; send smaller edits.',
    };
  }
  if (read.edits.length > MAX_EDITS) {
    const count = String(read.edits.length);
    return {
      reason: 'unreadable',
      message: `The reply has ${count} edits; send the few that are needed.`,
    };
  }
  if (read.problem !== undefined) return { reason: 'unreadable', message: read.problem };
  return read.edits.length === 0
    ? { reason: 'unreadable', message: 'The reply holds no edit in the SEARCH/REPLACE form.' }
    : undefined;
}
