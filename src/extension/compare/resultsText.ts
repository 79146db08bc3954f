import { testTitle } from '../../core/selection/targets';
import type { Problem, TestReport, TestResult } from '../../core/testReport';
import { l10n } from '../host/l10n';

/**
 * Test results as text that a diff compares well: files and tests in one order for all revisions, failures with their
 * message. Tests that only other revisions ran are listed as not run.
 */
export function resultsText(report: TestReport | undefined, all: readonly TestReport[]): string {
  if (report === undefined) return `${l10n.t('Not tested.')}\n`;
  const own = new Map(report.tests.map((each) => [each.id, each]));
  const known = new Map(all.flatMap(({ tests }) => tests).map((each) => [each.id, each]));
  const tests = [...known.values()];
  const files = [...new Set(tests.map(fileOf))].sort();
  const textOf = (file: string): string => {
    const inFile = tests.filter((test) => fileOf(test) === file);
    return fileText(file, inFile, own);
  };
  return [...report.loadErrors.map(loadErrorText), ...files.map(textOf)].join('\n');
}

function fileOf({ file }: TestResult): string {
  return file ?? '';
}

function fileText(
  file: string,
  tests: readonly TestResult[],
  own: ReadonlyMap<string, TestResult>,
): string {
  const sorted = [...tests].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const lines = sorted.flatMap((test) => testLines(test, own.get(test.id)));
  return [...(file === '' ? [] : [file]), ...lines, ''].join('\n');
}

function testLines(known: TestResult, own: TestResult | undefined): readonly string[] {
  const sign = own ? SIGNS[own.status] : '·';
  const note = own ? NOTES[own.status] : l10n.t('not run');
  const problems = own?.status === 'failed' ? own.problems.flatMap(problemLines) : [];
  return [`  ${sign} ${testTitle(known)}${note === '' ? '' : ` (${note})`}`, ...problems];
}

function loadErrorText(problem: Problem): string {
  const files = problem.blocks?.join(', ') ?? '';
  return [`✗ ${l10n.t('does not load: {0}', files)}`, ...problemLines(problem), ''].join('\n');
}

function problemLines({ message, expected, actual }: Problem): readonly string[] {
  const lines = message.trimEnd().split('\n').slice(0, MAX_MESSAGE_LINES);
  return [
    ...lines,
    ...(expected === undefined ? [] : [l10n.t('expected: {0}', expected)]),
    ...(actual === undefined ? [] : [l10n.t('actual: {0}', actual)]),
  ].map((line) => `      ${line}`);
}

const SIGNS = { passed: '✓', failed: '✗', skipped: '-', todo: '-', xfail: '-' } as const;
const NOTES = {
  passed: '',
  failed: '',
  skipped: l10n.t('skipped'),
  todo: l10n.t('to do'),
  xfail: l10n.t('expected to fail'),
} as const;
/** The first lines of a message say what is wrong. */
const MAX_MESSAGE_LINES = 12;
