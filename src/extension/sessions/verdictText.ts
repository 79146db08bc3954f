import type { Verdict } from '../../core/selection/verdict';

/** A verdict in a few words, such as `3/4 fixed · 0 broken`; what was not checked is said, never assumed. */
export function verdictText(verdict: Verdict): string {
  return verdictMarks(verdict)
    .filter((mark, index) => index < 2 || mark.state !== 'good')
    .map((mark) => mark.text)
    .join(' · ');
}

/** One of the three marks of a verdict. */
export interface VerdictMark {
  readonly text: string;
  readonly state: 'good' | 'bad' | 'unknown';
}

/** The three marks: targets fixed, nothing else broken, no test weakened. */
export function verdictMarks(verdict: Verdict): readonly [VerdictMark, VerdictMark, VerdictMark] {
  const { fixed, total, regressions, testsWeakened, wholeSuite } = verdict;
  return [
    {
      text: `${String(fixed)}/${String(total)} fixed`,
      state: fixed === total && total > 0 ? 'good' : 'bad',
    },
    brokenMark(regressions.length, wholeSuite),
    {
      text:
        testsWeakened.length === 0
          ? 'no test weakened'
          : `${countOf(testsWeakened.length, 'test')} weakened`,
      state: testsWeakened.length === 0 ? 'good' : 'bad',
    },
  ];
}

/** Whether the verdict has all three marks. */
export function isFullyGreen(verdict: Verdict): boolean {
  return verdictMarks(verdict).every((mark) => mark.state === 'good');
}

/** A number with its noun, such as `1 test` or `2 tests`. */
export function countOf(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function brokenMark(count: number, wholeSuite: boolean): VerdictMark {
  if (count > 0) return { text: `${String(count)} broken`, state: 'bad' };
  return wholeSuite
    ? { text: '0 broken', state: 'good' }
    : { text: 'other tests not run', state: 'unknown' };
}
