import { askModel, isEnded } from '../actions/askModel';
import { clip } from '../feedback/clip';
import { placesForWords } from '../context/placesForWords';
import { createSourceMap } from '../context/sourceMap';
import type { CandidateTree, ModelMessage } from '../ports';
import { checkMessages, checkRefusal } from '../prompting/checkMessages';
import { codeContext } from '../prompting/codeContext';
import { readReply } from '../prompting/readReply';
import { problemsOf, redOf, type Target } from '../selection/targets';
import type { TestReport } from '../testReport';
import type { Baseline } from './baseline';
import { checkPathFor } from './checkPath';
import type { Ending, Session } from './ending';
import type { SessionEvent } from './events';

interface Circumstances {
  readonly session: Session;
  readonly tree: CandidateTree;
  /** The project's own tests, none of them a target. */
  readonly measured: Baseline;
}

/** The baseline with the check among its tests, red, and the check's file. */
interface Checked {
  readonly measured: Baseline;
  readonly fixtures: ReadonlyMap<string, string>;
}

/** A check that could not be used this often is given up. */
const MAX_ROUNDS = 3;
/** Lines of a test that show the project's style. */
const EXAMPLE_LINES = 30;

/**
 * Lets the model write an executable check for a task in words, and makes its tests the targets. It is used only if it
 * parses, runs, and fails on the code as it is.
 */
export async function* makeCheck(
  circumstances: Circumstances,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Checked | Ending> {
  const { ports, task, meter } = circumstances.session;
  const { model } = ports;
  if (model === undefined) return needsModel();
  const opening = await openingFor(circumstances);
  let { messages } = opening;
  let problem = '';
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const question = { bench: { meter, task, ports }, model, role: 'checker' } as const;
    const reply = yield* askModel({ ...question, messages, temperature: 0 }, signal);
    if (isEnded(reply)) return { kind: reply.why, message: reply.message };
    const text = fileIn(reply.text);
    const run =
      text === undefined ? NO_FILE : await tryOut(circumstances, { ...opening, text }, signal);
    problem = run.problem ?? '';
    const event = { kind: 'check', path: opening.path, text: text ?? '' } as const;
    yield { ...event, valid: run.problem === undefined, message: problem };
    if (run.report !== undefined && text !== undefined)
      return { measured: run.report, fixtures: new Map([[opening.path, text]]) };
    messages = [
      ...messages,
      { role: 'assistant', content: reply.text },
      { role: 'user', content: checkRefusal(problem) },
    ];
  }
  const message = `No usable check came of ${String(MAX_ROUNDS)} attempts; the last: ${problem} Write a failing test yourself, or say the task more precisely.`;
  return { kind: 'stuck', message };
}

interface Opening {
  readonly path: string;
  readonly messages: readonly ModelMessage[];
}

async function openingFor({ session, measured }: Circumstances): Promise<Opening> {
  const { ports, task } = session;
  const { instruction = '', constraints = [] } = task;
  const paths = new Set(await ports.workspace.list());
  const testFiles = [...new Set(measured.report.tests.flatMap(({ file }) => file ?? []))];
  const path = checkPathFor(ports.runner.name, testFiles, paths);
  const read = (name: string): Promise<string | undefined> => ports.workspace.read(name);
  const { syntax, clock } = ports;
  const sources = createSourceMap({ paths, read, syntax, clock });
  const [sample] = testFiles;
  const text = sample === undefined ? undefined : await read(sample);
  const lines = text?.split(/\r\n|\n|\r/).slice(0, EXAMPLE_LINES);
  const example = lines && ['```', ...lines, '```'].join('\n');
  const codePaths = [...paths].filter((each) => !testFiles.includes(each));
  const places = await placesForWords(instruction, sources, codePaths);
  const code = await codeContext(places, sources);
  const context = { instruction, constraints, runner: ports.runner.name, path, code };
  return {
    path,
    messages: checkMessages(example === undefined ? context : { ...context, example }),
  };
}

function fileIn(reply: string): string | undefined {
  const { edits, problem } = readReply(reply);
  const [only] = edits;
  if (problem !== undefined || only === undefined || edits.length > 1) return undefined;
  return only.replace.map((line) => `${line}\n`).join('');
}

interface TryOut {
  readonly report?: Baseline;
  readonly problem?: string;
}

const NO_FILE: TryOut = { problem: 'The reply does not hold exactly one file.' };

async function tryOut(
  { session, tree, measured }: Circumstances,
  { path, text }: { readonly path: string; readonly text: string },
  signal: AbortSignal,
): Promise<TryOut> {
  const { ports, task, meter } = session;
  const parsed = await ports.syntax.parse(path, text);
  if (parsed?.hasError === true) return { problem: 'It does not parse.' };
  await tree.reset(new Map([[path, text]]));
  const selection = { kind: 'files', files: [path] } as const;
  const request = { root: tree.root, selection, limits: task.testLimits };
  const report = await meter.timed('test', () => ports.runner.run(request, signal));
  const targets = redOf(report).filter((target) => isOf(target, path));
  const flaw = targets.map(flawOf).find((each) => each !== undefined);
  if (flaw !== undefined) return { problem: flaw };
  if (targets.length > 0) return { report: joined(measured, report, targets) };
  if (report.verdict === 'passed')
    return { problem: 'It passes on the code as it is; it has to fail until the task is done.' };
  const why = report.explanation ?? clip(report.outputTail);
  return { problem: `It did not run (${report.verdict}): ${why}` };
}

/** What is wrong with the check itself, so that no code could make it green. */
function flawOf(target: Target): string | undefined {
  const [problem] = problemsOf(target);
  const message = problem?.message ?? '';
  const missing = /Cannot find (?:package '([^'.][^']*)'|module '([\w@-]+)')/
    .exec(message)
    ?.slice(1)
    .find(Boolean);
  if (missing !== undefined) return `It needs the package ${missing}, which is not installed.`;
  const unknown = /\b(?:assert|expect)[\w.()]*\.(\w+) is not a function/.exec(message)?.[1];
  return unknown === undefined ? undefined : `There is no assertion named ${unknown}.`;
}

function isOf(target: Target, path: string): boolean {
  if (target.kind === 'test') return target.test.file === undefined || target.test.file === path;
  return target.problem.blocks?.includes(path) ?? true;
}

function joined(measured: Baseline, own: TestReport, targets: readonly Target[]): Baseline {
  const { report, flaky } = measured;
  const tests = [...report.tests, ...own.tests];
  const loadErrors = [...report.loadErrors, ...own.loadErrors];
  return { report: { ...report, verdict: own.verdict, tests, loadErrors }, targets, flaky };
}

function needsModel(): Ending {
  const message =
    'Code from words needs a model: choose one, or write a failing test and let the built-in search fix it.';
  return { kind: 'environment', message };
}
