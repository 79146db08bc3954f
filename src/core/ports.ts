import type { TestReference, TestReport, TestSelection } from './testReport';

/** One message of a conversation with a model. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is asked of a model. */
export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly temperature: number;
  /** Upper bound of the reply's length, in tokens. */
  readonly maxOutputTokens: number;
  readonly seed?: number;
  /** Called with each piece of text as it arrives. */
  readonly onText?: (text: string) => void;
  /** Called with all that replies which broke off were charged so far; false when there is nothing left to ask again. */
  readonly mayAskAgain?: (broken: ModelUsage) => boolean;
}

/** Tokens that a request was charged; `estimated` when the provider did not say. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

/** A whole reply. `finish` other than `stop` means that the text must not be used as an answer. */
export interface ModelReply {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'refused';
  readonly usage: ModelUsage;
  /** The model that answered, the first time that it is another one than was asked. */
  readonly answeredBy?: string;
}

/** A language model. Throws an `ExplainedError` when it can't be reached or refuses the key. */
export interface Model {
  /** The model's name as shown to people, such as `gpt-5-mini`. */
  readonly name: string;
  /** Whether it thinks before it answers; such models gain little from explaining, and bear longer conversations. */
  readonly thinks?: boolean;
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}

/** File contents by path relative to the workspace, with `/`; `null` means that the file is absent. */
export type FileTexts = ReadonlyMap<string, string | null>;

/** The baseline: the user's files as they were when the session began, unsaved buffers included. Never written to. */
export interface Workspace {
  /** Paths of the workspace's own files (no dependencies), relative, with `/`, sorted. */
  list(): Promise<readonly string[]>;
  /** The baseline text of a file; undefined when absent or not text that survives a round trip. */
  read(path: string): Promise<string | undefined>;
  /** The text of a file in the last commit; undefined when there is none, or no commit. */
  committed?(path: string): Promise<string | undefined>;
  /** A private copy of the baseline in which a revision can be tested. */
  openTree(signal: AbortSignal): Promise<CandidateTree>;
}

/** A copy of the workspace on disk; whoever opened it disposes of it. */
export interface CandidateTree {
  /** Absolute path of the copy. */
  readonly root: string;
  /** Makes the tree the baseline plus `changes`; earlier changes and what tests wrote are undone. */
  reset(changes: FileTexts): Promise<void>;
  dispose(): Promise<void>;
}

/** Limits of one test run, in milliseconds. */
export interface TestLimits {
  readonly timeoutMs: number;
  /** Longest time without any output or test event. */
  readonly silenceMs: number;
}

/** What shall be run, and where. */
export interface TestRunRequest {
  /** Absolute path of the tree to run in. */
  readonly root: string;
  readonly selection: TestSelection;
  readonly limits: TestLimits;
  /** Changes what betrays a test run to the code, such as the variable `CI`; what is really fixed stays green. */
  readonly disguised?: boolean;
  /** Called with the run's live output, as printed. */
  readonly onOutput?: (text: string) => void;
}

/** A test runner. Expected ends are verdicts in the report; it rejects only with the signal's reason. */
export interface TestRunner {
  readonly name: string;
  run(request: TestRunRequest, signal: AbortSignal): Promise<TestReport>;
  /** Loads tests so that many candidates can be tried on them; undefined when this can't be done for them. */
  warmUp?(request: WarmUpRequest, signal: AbortSignal): Promise<WarmTests | undefined>;
}

/** Which tests shall be kept loaded, and where. */
export interface WarmUpRequest {
  /** Absolute path of a tree, which is not written to and stays as it is until the tests are disposed of. */
  readonly root: string;
  readonly tests: readonly TestReference[];
  /** Test files of which all tests shall be loaded, because a run that did not end left them unnamed. */
  readonly files?: readonly string[];
  /** Candidates that may be tried at the same time. */
  readonly parallel: number;
  /** Whether everything else on the machine goes first. */
  readonly isBackground?: boolean;
}

/**
 * Tests that are kept loaded, so that one more candidate costs no start of a tool. They are a filter and no verdict: what they
 * pass has to be run by the runner itself. Whoever warmed them up disposes of them.
 */
export interface WarmTests {
  /** Runs the tests on the tree as it was, with these texts in place of its own. Rejects with the signal's reason only. */
  check(changes: FileTexts, timeoutMs: number, signal: AbortSignal): Promise<WarmResult>;
  /** Which lines each test runs on the tree as it was; undefined when that could not be told. */
  coverage?(timeoutMs: number, signal: AbortSignal): Promise<readonly TestCoverage[] | undefined>;
  /** What expressions come to in the scope of a file, with these texts in place of the tree's; undefined when the file can't be loaded. */
  evaluate?(
    request: EvaluationRequest,
    signal: AbortSignal,
  ): Promise<readonly EvaluatedValue[] | undefined>;
  dispose(): Promise<void>;
}

/** The lines that one test ran: 1-based, by path relative to the workspace. */
export interface TestCoverage {
  readonly id: string;
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Expressions to evaluate, each as if the others were not. */
export interface EvaluationRequest {
  readonly changes: FileTexts;
  /** The file whose names they use. */
  readonly path: string;
  readonly expressions: readonly string[];
  /** Limit of all together. */
  readonly timeoutMs: number;
}

/** What an expression came to: text that is equal for equal values, or the name of the error that it threw. */
export interface EvaluatedValue {
  readonly kind: 'value' | 'error';
  readonly text: string;
}

/** What came of a candidate: `unknown` when it could not be told, so that the runner itself has to be asked. */
export interface WarmResult {
  readonly kind: 'ended' | 'timed-out' | 'unknown';
  /** Ids of the tests that passed. */
  readonly passed: ReadonlySet<string>;
  /** Ids of the tests that failed, where that is told. */
  readonly failed?: ReadonlySet<string>;
}

/** One node of a syntax tree, as plain data. Offsets count UTF-16 units; rows are 0-based. */
export interface SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  /** The grammar's name of this child's role in its parent, such as `condition`. */
  readonly field?: string;
  readonly start: number;
  readonly end: number;
  readonly startRow: number;
  readonly endRow: number;
  readonly children: readonly SyntaxNode[];
}

export type Language = 'javascript' | 'typescript' | 'tsx' | 'python';

/** A parsed file. */
export interface SyntaxTree {
  readonly language: Language;
  readonly text: string;
  readonly root: SyntaxNode;
  /** Whether the parser met an error or a missing token anywhere. */
  readonly hasError: boolean;
}

/** A parser. */
export interface Syntax {
  /** The tree of a file, or undefined when no grammar fits the path. */
  parse(path: string, text: string): Promise<SyntaxTree | undefined>;
}

/** What the developer wants after an iteration. */
export type ReviewerAnswer =
  ({ readonly kind: 'continue' } & DevelopersWord) | { readonly kind: 'stop' };

/** What the developer says between iterations: words, where to go on, or a stage of the engine put right by hand. */
export interface DevelopersWord {
  readonly hint?: string;
  /** The revision to go on from. */
  readonly from?: number;
  /** Why the tests fail, told to the next request instead of an explanation that a model would be asked for. */
  readonly diagnosis?: string;
  /** From now on the places to look at, most suspicious first, as `path`, `path:line` or `path:symbol`; empty: located again. */
  readonly locations?: readonly string[];
  /** From now on the failures that requests tell of, by their ids; empty: all. What counts as fixed stays as it is. */
  readonly tests?: readonly string[];
}

/** The developer's say between iterations; hosts without step mode always continue. */
export interface Reviewer {
  /** Asked after each evaluated revision that did not end the session. `from` continues from an older revision. */
  afterIteration(revision: number, signal: AbortSignal): Promise<ReviewerAnswer>;
}

/** The time, and the turns in which it is shared. */
export interface Clock {
  /** Time since an arbitrary start, in milliseconds, never going back. */
  now(): number;
  /** Resolves when others had their turn; long work calls it between its pieces, so that an editor can go on. */
  yield(): Promise<void>;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}
