import { placesForWords } from '../context/placesForWords';
import { traceOf } from '../context/trace/traceOf';
import { lessonOf, MAX_LESSONS } from '../feedback/lessons';
import { protectionOf } from '../guards/protectedPaths';
import { hiddenTests } from '../guards/hiddenTests';
import type { ModelMessage } from '../ports';
import { refusalMessage, type FailureContext } from '../prompting/messages';
import { noteLines, type Notes } from '../prompting/notes';
import type { SearchState } from '../search/searchState';
import { childrenOf, lineOf } from '../search/tree';
import type { SessionEvent } from '../session/events';
import type { Asked } from './asked';
import { explain } from './explain';
import { keepingFor, keepNote } from './keeping';
import { placesByModel, placesIn } from './locateByModel';
import { contextOf, freshPrompt, placeName, repairPrompt } from './modelPrompts';
import type { Ended, Turn } from './proposer';

type Opening = readonly ModelMessage[] | Ended;

/** The messages that begin a turn, after what has to be found out for them. */
export async function* openTurn(
  asked: Asked,
  turn: Turn,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Opening> {
  const { refusal, state } = turn;
  const refused = refusedThread(turn);
  if (refusal !== undefined && refused !== undefined) {
    const content = refusalMessage(refusal.message, noteLines(plainNotes(asked, turn)));
    yield { kind: 'feedback', revision: turn.parent.number, text: content };
    return [...refused, { role: 'user', content }];
  }
  const told = { ...state, hidden: hiddenTests(state, asked.bench.task.seed) };
  const own = await contextOf(asked.bench, turn.parent, told);
  const thread = threadOf(turn);
  if (own === undefined && thread !== undefined) return yield* doubting(asked, turn, thread);
  const context = own ?? (await contextOf(asked.bench, asked.history.at(0), told));
  if (context === undefined) return nothingToTell();
  return yield* withFailure(asked, { turn, context }, signal);
}

async function* withFailure(
  asked: Asked,
  { turn, context }: Repairing,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Opening> {
  const located = yield* withPlaces(asked, { turn, context }, signal);
  if ('kind' in located) return located;
  return turn.move.action === 'repair'
    ? yield* repairing(asked, { turn, context: located }, signal)
    : yield* beginning(asked, turn, located);
}

/** Hints that a conversation does not hold yet. */
function unsaid(
  hints: readonly string[],
  thread: readonly ModelMessage[] | undefined,
): readonly string[] {
  return hints.filter((hint) => thread?.some(({ content }) => content.includes(hint)) !== true);
}

/** The conversation of a refused answer, when it is fit to go on. */
function refusedThread(turn: Turn): readonly ModelMessage[] | undefined {
  const { refusal, state } = turn;
  return refusal === undefined || isRebuilt(turn) ? undefined : state.thread;
}

/** The conversation that led to the parent, when it is fit to go on. */
function threadOf(turn: Turn): readonly ModelMessage[] | undefined {
  return isRebuilt(turn) ? undefined : turn.state.threads.get(turn.parent.number);
}

async function* beginning(
  asked: Asked,
  turn: Turn,
  context: FailureContext,
): AsyncGenerator<SessionEvent, Opening> {
  if (turn.move.action === 'draft') {
    const { selfCheck, state } = turn;
    return freshPrompt(context, { selfCheck, hints: state.hints, ...diagnosisOf(state) });
  }
  const tried = lessonsOf(asked, turn);
  yield { kind: 'refresh', from: turn.parent.number, lessons: tried };
  const notes = { ...plainNotes(asked, turn), hints: turn.state.hints, tried, isBanned: true };
  return freshPrompt(context, notes);
}

/** Nothing is red, but the verdict is not clean: only its doubts are told. */
async function* doubting(
  asked: Asked,
  turn: Turn,
  thread: readonly ModelMessage[],
): AsyncGenerator<SessionEvent, Opening> {
  const { parent } = turn;
  const notes = plainNotes(asked, turn);
  const answer = { candidate: parent, context: undefined, thread, notes };
  const content = await repairPrompt(asked.bench, answer);
  yield { kind: 'feedback', revision: parent.number, text: content };
  return [...thread, { role: 'user', content }];
}

/** What the developer put in the place of an explanation. */
function diagnosisOf({ said: { diagnosis } }: SearchState): Pick<Notes, 'explanation'> {
  return diagnosis === undefined ? {} : { explanation: diagnosis };
}

interface Repairing {
  readonly turn: Turn;
  readonly context: FailureContext;
}

async function* repairing(
  asked: Asked,
  { turn, context }: Repairing,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Opening> {
  const { parent, state } = turn;
  const found = yield* findOut(asked, { turn, context }, signal);
  if ('kind' in found) return found;
  const notes = { ...plainNotes(asked, turn), ...suspectOf(context, state), ...found };
  const thread = threadOf(turn);
  if (thread === undefined) {
    const refused = turn.refusal === undefined ? {} : { refused: turn.refusal.message };
    const messages = await freshPrompt(context, { ...notes, ...refused });
    yield { kind: 'feedback', revision: parent.number, text: messages.at(-1)?.content ?? '' };
    return messages;
  }
  const content = await repairPrompt(asked.bench, { candidate: parent, context, thread, notes });
  yield { kind: 'feedback', revision: parent.number, text: content };
  return [...thread, { role: 'user', content }];
}

/** What the style of a repair adds: an explanation of the failure, or values seen while the test ran. */
async function* findOut(
  { bench, model }: Asked,
  { turn: { parent, move, state }, context }: Repairing,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Pick<Notes, 'explanation' | 'trace'> | Ended> {
  if (state.said.diagnosis !== undefined) return {};
  if (move.style === 'explain') {
    const explanation = yield* explain({ bench, model, candidate: parent, context }, signal);
    return typeof explanation === 'string' ? { explanation } : explanation;
  }
  const [place] = context.places;
  if (move.style !== 'trace' || place === undefined) return {};
  const [target] = context.cluster.targets;
  return { trace: await traceOf({ bench, candidate: parent, target, place }, signal) };
}

/** Code that does not parse or load is shown with the tool's own words in a clean context: wrong code breeds wrong code. */
function isRebuilt({ state, parent }: Turn): boolean {
  const last = state.turns.at(-1)?.refused?.reason;
  const node = state.nodes.find(({ number }) => number === parent.number);
  return last === 'does-not-parse' || (parent.number > 0 && node?.failure === 'load');
}

/** Places that tools find; a model is asked only when there are none. */
async function* withPlaces(
  asked: Asked,
  { turn, context }: Repairing,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, FailureContext | Ended> {
  if (context.places.length > 0) return context;
  const { bench } = asked;
  const { instruction } = bench.task;
  if (instruction !== undefined)
    return {
      ...context,
      places: await placesForWords(instruction, context.sources, codeIn(bench)),
    };
  if (threadOf(turn) !== undefined) return context;
  const { located } = turn.state;
  const places =
    located === undefined
      ? yield* placesByModel(asked, context, signal)
      : await placesIn(located, context.sources, bench.testFiles);
  return 'kind' in places ? places : { ...context, places };
}

function plainNotes(asked: Asked, turn: Turn): Notes {
  const { state, parent, selfCheck } = turn;
  const { bench, history } = asked;
  const hidden = hiddenTests(state, bench.task.seed);
  const keep = keepNote(keepingFor(bench, turn));
  const hasFriction = state.friction > 0;
  const tried = hasFriction
    ? lessonsOf(asked, turn)
    : childrenOf(state, parent.number).map(({ number }) =>
        lessonOf(history.at(number), parent, hidden),
      );
  return {
    tried: tried.slice(-MAX_LESSONS),
    isBanned: hasFriction,
    selfCheck,
    ...(keep === undefined ? {} : { keep }),
    hints: unsaid(state.hints, refusedThread(turn) ?? threadOf(turn)),
    ...diagnosisOf(state),
  };
}

/** What every revision so far taught, the newest last; those that the parent's own code comes from are no mistakes. */
function lessonsOf({ bench, history }: Asked, { state, parent }: Turn): readonly string[] {
  const hidden = hiddenTests(state, bench.task.seed);
  const line = new Set(lineOf(state, parent.number));
  const lessons = state.nodes
    .filter(({ number }) => !line.has(number))
    .map((node) => lessonOf(history.at(node.number), history.at(node.parent), hidden));
  return [...new Set(lessons)].slice(-MAX_LESSONS);
}

/** When a place did not lead to the fix, the next one is named. */
function suspectOf({ places }: FailureContext, { stale }: SearchState): Pick<Notes, 'suspect'> {
  const place = places[Math.min(stale, places.length - 1)];
  if (stale === 0 || places.length < 2 || place === undefined) return {};
  return { suspect: `${placeName(place)} (${place.reason})` };
}

function nothingToTell(): Ended {
  const message = 'What is still red is held out from the model, so there is nothing to tell it.';
  return { kind: 'ended', why: 'stuck', message };
}

/** Files that may be shown as code: neither tests nor checks of our own. */
function codeIn({ paths, testFiles }: Asked['bench']): readonly string[] {
  return [...paths].filter((path) => protectionOf(path, testFiles) === undefined);
}
