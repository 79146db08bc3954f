import type { TestReport, TestResult } from '../../core/testReport';
import { l10n } from '../host/l10n';
import { countOf } from '../sessions/verdictText';

/** Which tests came out otherwise, from one report to another, by their ids. */
export interface ChangedResults {
  readonly fixed: readonly string[];
  readonly broken: readonly string[];
  /** Red in both, with another message. */
  readonly otherMessage: readonly string[];
}

/** Compares what both reports ran. */
export function changedResults(left: TestReport, right: TestReport): ChangedResults {
  const before = new Map(left.tests.map((test) => [test.id, test]));
  const both = right.tests.flatMap((after) => {
    const known = before.get(after.id);
    return known ? [{ before: known, after }] : [];
  });
  const idsOf = (pairs: typeof both): readonly string[] => pairs.map(({ after }) => after.id);
  const isRed = ({ status }: TestResult): boolean => status === 'failed';
  return {
    fixed: idsOf(both.filter((pair) => isRed(pair.before) && pair.after.status === 'passed')),
    broken: idsOf(both.filter((pair) => pair.before.status === 'passed' && isRed(pair.after))),
    otherMessage: idsOf(
      both.filter(
        (pair) => isRed(pair.before) && isRed(pair.after) && said(pair.before) !== said(pair.after),
      ),
    ),
  };
}

/** The changes in a few words, such as `1 test fixed · 2 broken`. */
export function changedResultsText({ fixed, broken, otherMessage }: ChangedResults): string {
  const others = otherMessage.length;
  const parts = [
    ...(fixed.length > 0
      ? [countOf(fixed.length, l10n.t('1 test fixed'), l10n.t('{0} tests fixed', fixed.length))]
      : []),
    ...(broken.length > 0
      ? [countOf(broken.length, l10n.t('1 test broken'), l10n.t('{0} tests broken', broken.length))]
      : []),
    ...(others > 0
      ? [
          countOf(
            others,
            l10n.t('1 test red in another way'),
            l10n.t('{0} tests red in another way', others),
          ),
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : l10n.t('same test results');
}

function said({ problems }: TestResult): string {
  return problems.map(({ message }) => message).join('\n');
}
