import { ExplainedError } from '../errors';
import type { Model, ModelMessage, ModelReply } from '../ports';
import { estimateTokens } from '../prompting/estimateTokens';
import { readReply, type ReadReply } from '../prompting/readReply';
import { applyReply, isRefusal, type Refusal } from '../revisions/applyReply';
import type { Bench } from '../session/bench';
import { readerOf, type Candidate } from '../session/candidate';
import { repairsPerDraft } from '../session/efforts';
import type { SessionEvent } from '../session/events';
import { answerNeeds } from './answerNeeds';
import { draftPrompt, refusalPrompt, repairPrompt } from './modelPrompts';
import type { Proposal, Proposer, Turn } from './proposer';

/** Repairs and drafts of code keep to the most probable text. */
const TEMPERATURE = 0;
/** Room for a reply: a few functions; more would be a rewrite. */
const MAX_OUTPUT_TOKENS = 4_096;
/** A reply with less room than this could not hold an edit. */
const MIN_OUTPUT_TOKENS = 256;
/** NEED turns and empty replies that one turn may take before an edit has to come. */
const MAX_NEEDS = 2;
const MAX_EMPTY_REPLIES = 1;

/** Who is asked, about what. */
interface Asked {
  readonly bench: Bench;
  readonly model: Model;
  readonly baseline: Candidate;
}

/** A proposer that asks a model: a draft first, then repairs that carry the failures back in one conversation. */
export function createModelProposer({ bench, model, baseline }: Asked): Proposer {
  let thread: readonly ModelMessage[] | undefined;
  return {
    maxTurns: 1 + repairsPerDraft(bench.task.effort),
    nextAction: (turn) => (turn.continues || turn.parent.number > 0 ? 'repair' : 'draft'),
    async *propose(turn, signal) {
      const messages = yield* openTurn(bench, turn, thread);
      const answered = yield* ask(
        { bench, model, bases: [turn.parent, baseline] },
        messages,
        signal,
      );
      thread = answered.messages;
      return answered.proposal;
    },
  };
}

/** The messages that start a turn: the conversation so far with its answer, or a fresh one. */
async function* openTurn(
  bench: Bench,
  turn: Turn,
  thread: readonly ModelMessage[] | undefined,
): AsyncGenerator<SessionEvent, readonly ModelMessage[]> {
  if (thread === undefined || !turn.continues) return draftPrompt(bench, turn);
  const content =
    turn.refusal === undefined
      ? await repairPrompt(bench, turn, thread)
      : refusalPrompt(turn.refusal, turn.hint);
  yield { kind: 'feedback', revision: turn.parent.number, text: content };
  return [...thread, { role: 'user', content }];
}

interface Asking {
  readonly bench: Bench;
  readonly model: Model;
  /** Whose code the edits may be meant for: the parent, then the code as it was first shown. */
  readonly bases: readonly [Candidate, Candidate];
}

interface Answered {
  readonly proposal: Proposal;
  /** The conversation with the replies of this turn. */
  readonly messages: readonly ModelMessage[];
}

async function* ask(
  asking: Asking,
  opening: readonly ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Answered> {
  let messages = opening;
  let needsLeft = MAX_NEEDS;
  let emptyLeft = MAX_EMPTY_REPLIES;
  for (;;) {
    const reply = yield* request(asking, messages, signal);
    if ('kind' in reply) return { proposal: reply, messages };
    if (reply.text.trim() === '' && emptyLeft-- > 0) continue;
    messages = [...messages, { role: 'assistant', content: reply.text }];
    const read = readReply(reply.text);
    if (read.edits.length > 0 || read.needs.length === 0 || needsLeft-- === 0) {
      return { proposal: await proposalOf(asking, reply, read), messages };
    }
    messages = [
      ...messages,
      {
        role: 'user',
        content: await answerNeeds({ bench: asking.bench, base: asking.bases[0] }, read.needs),
      },
    ];
  }
}

async function* request(
  { bench, model }: Asking,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, ModelReply | Extract<Proposal, { kind: 'ended' }>> {
  const estimatedTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const maxOutputTokens = bench.meter.outputTokensLeft(
    bench.task.budget,
    estimatedTokens,
    MAX_OUTPUT_TOKENS,
  );
  if (maxOutputTokens < MIN_OUTPUT_TOKENS) {
    return { kind: 'ended', why: 'budget', message: 'The budget of requests or tokens is spent.' };
  }
  yield { kind: 'prompt', messages, estimatedTokens };
  const startedAt = bench.ports.clock.now();
  try {
    const asked = { messages, temperature: TEMPERATURE, maxOutputTokens, seed: bench.task.seed };
    const reply = await bench.meter.timed('model', () => model.complete(asked, signal));
    bench.meter.charge(reply.usage);
    const durationMs = Math.round(bench.ports.clock.now() - startedAt);
    yield { kind: 'reply', text: reply.text, usage: reply.usage, durationMs };
    return reply;
  } catch (error) {
    const hadAnswer = bench.meter.usage.requests > 0;
    if (!(error instanceof ExplainedError) || !hadAnswer) throw error;
    return { kind: 'ended', why: 'model-stopped', message: error.message };
  }
}

async function proposalOf(
  { bench, bases }: Asking,
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
  if (read.conflict !== undefined) return { kind: 'conflict', reason: read.conflict };
  const problem = unusable(reply, read);
  if (problem !== undefined) return { kind: 'refused', refusal: problem };
  const [parent, baseline] = bases;
  const change = await applied(bench, parent, read);
  if (change.kind === 'change' || parent === baseline) return change;
  const onBaseline = await applied(bench, baseline, read);
  return onBaseline.kind === 'change' ? onBaseline : change;
}

async function applied(
  bench: Bench,
  base: Candidate,
  { edits, explanation }: ReadReply,
): Promise<Proposal> {
  const result = await applyReply(edits, {
    read: readerOf(base, bench.ports.workspace),
    paths: new Set([...bench.paths, ...base.texts.keys()]),
    testFiles: bench.testFiles,
  });
  return isRefusal(result)
    ? { kind: 'refused', refusal: result }
    : { kind: 'change', base, texts: result, explanation };
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
  if (read.problem !== undefined) return { reason: 'unreadable', message: read.problem };
  return read.edits.length === 0
    ? { reason: 'unreadable', message: 'The reply holds no edit in the SEARCH/REPLACE form.' }
    : undefined;
}
