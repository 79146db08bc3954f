import type { SaxesTagPlain } from 'saxes';
import { readXml, type XmlReader } from './readXml';

/** One `testcase` of a JUnit report, as it is written there. */
export interface JUnitCase {
  /** Names of the suites around it, outermost first, without empty ones. */
  readonly suites: readonly string[];
  /** Empty when there is none. */
  readonly className: string;
  readonly name: string;
  /** As the runner writes it, of the case or of the nearest suite that has one. */
  readonly file?: string;
  readonly line?: number;
  readonly durationMs: number;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** What went wrong, or why it was skipped; of several only the first. */
  readonly reason?: JUnitReason;
  /** What it printed: `system-out`, then `system-err`; of several attempts only the first. */
  readonly output: string;
}

/** The words of a `failure`, `error` or `skipped`. */
export interface JUnitReason {
  /** The class of the error, where there is one. */
  readonly type: string;
  readonly message: string;
  /** The text inside, mostly a stack. */
  readonly text: string;
}

/** A report of JUnit's kind. */
export interface JUnitReport {
  readonly cases: readonly JUnitCase[];
  /** Errors of a suite itself, outside of its cases. */
  readonly suiteErrors: readonly JUnitReason[];
  /** Whether the document is whole; what was read of a broken one is kept. */
  readonly isComplete: boolean;
}

const MS_PER_SECOND = 1000;
const OUTCOMES = new Map([
  ['failure', 'failed'],
  ['error', 'error'],
  ['rerunFailure', 'failed'],
  ['skipped', 'skipped'],
] as const);
/** Another attempt of a case, with outputs of its own. */
const ATTEMPT = /^(rerun|flaky)(Failure|Error)$/;
const ROOTS: ReadonlySet<string> = new Set(['testsuites', 'testsuite']);

/**
 * Reads JUnit's XML as runners of many languages write it: suites in suites, illegal control characters, files that break
 * off. Attributes that are not of the format are left out.
 */
export function readJUnit(xml: string): JUnitReport {
  const reader = new JUnitReader();
  const isWhole = readXml(xml, reader);
  const { isEnded, ...report } = reader.report;
  return { ...report, isComplete: isWhole && isEnded };
}

interface OpenSuite {
  readonly name: string;
  readonly file: string | undefined;
}

class JUnitReader implements XmlReader {
  private readonly cases: JUnitCase[] = [];
  private readonly suiteErrors: JUnitReason[] = [];
  private readonly suites: OpenSuite[] = [];
  private current: JUnitCase | undefined;
  private reason: JUnitReason | undefined;
  private words = '';
  private isInAttempt = false;
  private isEnded = false;

  get report(): Pick<JUnitReport, 'cases' | 'suiteErrors'> & { readonly isEnded: boolean } {
    return { cases: this.cases, suiteErrors: this.suiteErrors, isEnded: this.isEnded };
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.words = '';
    this.isInAttempt ||= ATTEMPT.test(name);
    if (ROOTS.has(name)) {
      this.suites.push({ name: attributes['name'] ?? '', file: fileOf(attributes) });
    } else if (name === 'testcase') {
      this.current = this.caseOf(attributes);
    } else if (OUTCOMES.has(name as 'failure')) {
      const { type = '', message = '' } = attributes;
      this.reason = { type, message, text: '' };
    }
  }

  text(text: string): void {
    this.words += text;
  }

  close(name: string): void {
    if (ROOTS.has(name)) {
      this.suites.pop();
      this.isEnded = this.suites.length === 0;
    } else if (name === 'testcase') {
      if (this.current) this.cases.push(this.current);
      this.current = undefined;
    } else if (name === 'system-out' || name === 'system-err') {
      this.closeOutput();
    } else {
      this.closeReason(name);
      if (ATTEMPT.test(name)) this.isInAttempt = false;
    }
    this.words = '';
  }

  private closeOutput(): void {
    const { current, isInAttempt, words } = this;
    if (current && !isInAttempt) this.current = { ...current, output: current.output + words };
  }

  private closeReason(name: string): void {
    const outcome = OUTCOMES.get(name as 'failure');
    if (outcome === undefined || this.reason === undefined) return;
    const reason = { ...this.reason, text: this.words.trim() };
    this.reason = undefined;
    const { current } = this;
    if (!current) this.suiteErrors.push(reason);
    else if (current.outcome === 'passed') this.current = { ...current, outcome, reason };
  }

  private caseOf(attributes: Readonly<Record<string, string>>): JUnitCase {
    const file = fileOf(attributes) ?? this.suites.findLast((suite) => suite.file)?.file;
    const line = Number(attributes['line'] ?? attributes['lineno']);
    return {
      suites: this.suites.map(({ name }) => name).filter((name) => name !== ''),
      className: attributes['classname'] ?? attributes['class'] ?? '',
      name: attributes['name'] ?? '',
      ...(file !== undefined && { file }),
      ...(line > 0 && { line }),
      durationMs: secondsToMs(attributes['time']),
      outcome: attributes['status'] === 'notrun' ? 'skipped' : 'passed',
      output: '',
    };
  }
}

function fileOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return attributes['file'] ?? attributes['filepath'];
}

/** Some runners write thousands with commas. */
function secondsToMs(text = '0'): number {
  const seconds = Number(text.replaceAll(',', ''));
  return Number.isFinite(seconds) ? seconds * MS_PER_SECOND : 0;
}
