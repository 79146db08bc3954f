import type { Verdict } from '../../core/selection/verdict';
import { l10n } from '../host/l10n';
import type { AcceptedVerdict } from './repairSession';

/** A verdict in a few words, such as `3/4 fixed · 0 broken`; what was not checked is said, never assumed. */
export function verdictText(verdict: Verdict): string {
  return verdictMarks(verdict)
    .filter((mark, index) => index < 2 || mark.state !== 'good')
    .map((mark) => mark.text)
    .join(' · ');
}

/** What the tests say of what was accepted of a revision; undefined when they said nothing of it alone. */
export function acceptedText(
  accepted: readonly AcceptedVerdict[] | undefined,
  revision: number,
): string | undefined {
  const found = accepted?.find((each) => each.revision === revision);
  if (!found) return undefined;
  return found.verdict
    ? l10n.t('accepted: {0}', verdictText(found.verdict))
    : l10n.t('accepted: testing…');
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
      text: l10n.t('{0}/{1} fixed', fixed, total),
      state: fixed === total && total > 0 ? 'good' : 'bad',
    },
    brokenMark(regressions.length, wholeSuite),
    {
      text:
        testsWeakened.length === 0
          ? l10n.t('no test weakened')
          : countOf(
              testsWeakened.length,
              l10n.t('1 test weakened'),
              l10n.t('{0} tests weakened', testsWeakened.length),
            ),
      state: testsWeakened.length === 0 ? 'good' : 'bad',
    },
  ];
}

/** Whether the verdict has all three marks. */
export function isFullyGreen(verdict: Verdict): boolean {
  return verdictMarks(verdict).every((mark) => mark.state === 'good');
}

/** The phrase for a count, such as `1 test` or `2 tests`; both come translated and with their number. */
export function countOf(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

function brokenMark(count: number, wholeSuite: boolean): VerdictMark {
  if (count > 0) return { text: l10n.t('{0} broken', count), state: 'bad' };
  return wholeSuite
    ? { text: l10n.t('{0} broken', 0), state: 'good' }
    : { text: l10n.t('other tests not run'), state: 'unknown' };
}
