import type { SaxesTagPlain } from 'saxes';
import { readXml, type XmlReader } from '../report/readXml';

/** One result of a TRX report, as it is written there; rows of a test come without the test that they belong to. */
export interface TrxResult {
  /** As the framework shows it. */
  readonly testName: string;
  /** With its namespace, without its assembly; undefined for what is no test, such as a cleanup. */
  readonly className?: string;
  /** The method, in some frameworks with its class before it or its arguments behind it; empty when it is not told. */
  readonly method: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly message: string;
  readonly stack: string;
  readonly output: string;
}

/** A report of Visual Studio's kind. */
export interface TrxReport {
  readonly results: readonly TrxResult[];
  /** What is told of the run itself as an error. */
  readonly runErrors: readonly string[];
  /** Whether the document is whole and has as many results as its counters say. */
  readonly isComplete: boolean;
}

/** Reads the XML that VSTest, Microsoft.Testing.Platform and xunit.v3 write. */
export function readTrx(xml: string): TrxReport {
  const reader = new TrxReader();
  const isWhole = readXml(xml, reader);
  const { isComplete, ...report } = reader.report;
  return { ...report, isComplete: isWhole && isComplete };
}

type Attributes = Readonly<Record<string, string>>;

interface OpenResult {
  readonly testId: string;
  readonly isRow: boolean;
  hasRows: boolean;
  result: TrxResult;
}

interface Definition {
  readonly className?: string;
  readonly method: string;
}

const RESULTS: ReadonlySet<string> = new Set(['UnitTestResult', 'TestResultAggregation']);
const WORDS = new Map([
  ['Message', 'message'],
  ['StackTrace', 'stack'],
  ['StdOut', 'output'],
  ['StdErr', 'output'],
] as const);

class TrxReader implements XmlReader {
  private readonly around: OpenResult[] = [];
  private readonly done: OpenResult[] = [];
  private readonly definitions = new Map<string, Definition>();
  private readonly runErrors: string[] = [];
  private definitionId = '';
  private runOutcome = '';
  private words = '';
  private counters: Attributes | undefined;
  private isEnded = false;

  get report(): TrxReport {
    const leaves = this.done.filter(({ hasRows }) => !hasRows);
    const results = leaves.map(({ testId, result }) => ({
      ...result,
      ...this.definitions.get(testId),
    }));
    const isComplete = this.isEnded && this.agreesWithCounters();
    return { results, runErrors: this.runErrors, isComplete };
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.words = '';
    if (RESULTS.has(name)) this.openResult(attributes);
    else if (name === 'UnitTest') this.definitionId = attributes['id'] ?? '';
    else if (name === 'TestMethod') this.define(attributes);
    else if (name === 'Counters') this.counters = attributes;
    else if (name === 'RunInfo') this.runOutcome = attributes['outcome'] ?? '';
  }

  text(text: string): void {
    this.words += text;
  }

  close(name: string): void {
    const key = WORDS.get(name as 'Message');
    if (RESULTS.has(name)) this.closeResult();
    else if (key !== undefined) this.addWords(key);
    else if (name === 'Text' && this.runOutcome === 'Error') this.runErrors.push(this.words.trim());
    else if (name === 'TestRun') this.isEnded = true;
    if (name === 'RunInfo') this.runOutcome = '';
    this.words = '';
  }

  private openResult(attributes: Attributes): void {
    const outer = this.around.at(-1);
    if (outer) outer.hasRows = true;
    this.around.push({
      testId: attributes['testId'] ?? '',
      isRow: outer !== undefined,
      hasRows: false,
      result: {
        testName: attributes['testName'] ?? '',
        method: '',
        outcome: attributes['outcome'] ?? '',
        durationMs: durationMs(attributes['duration']),
        message: '',
        stack: '',
        output: '',
      },
    });
  }

  private closeResult(): void {
    const last = this.around.pop();
    if (last) this.done.push(last);
  }

  private addWords(key: 'message' | 'stack' | 'output'): void {
    const current = this.around.at(-1);
    if (current === undefined) return;
    const text = this.words.replaceAll('\r\n', '\n');
    current.result = { ...current.result, [key]: current.result[key] + text };
  }

  private define({ className, name = '' }: Attributes): void {
    const plain = className?.split(',')[0]?.trim();
    this.definitions.set(this.definitionId, {
      ...(plain !== undefined && plain !== '' && { className: plain }),
      method: name,
    });
  }

  /** Some writers count rows, some the tests around them, some both. */
  private agreesWithCounters(): boolean {
    if (this.counters === undefined) return false;
    const { total, passed } = this.counters;
    const counts = [
      this.done,
      this.done.filter(({ isRow }) => !isRow),
      this.done.filter(({ hasRows }) => !hasRows),
    ];
    return counts.some(
      (some) =>
        some.length === Number(total) &&
        some.filter(({ result }) => result.outcome === 'Passed').length === Number(passed),
    );
  }
}

const DURATION = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/;

/** `[days.]hours:minutes:seconds` in milliseconds. */
function durationMs(text = ''): number {
  const [, days = '0', hours, minutes, seconds] = DURATION.exec(text) ?? [];
  if (seconds === undefined) return 0;
  return (
    ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000
  );
}
