import { testTitle } from '../../core/selection/targets';
import type { TestReport } from '../../core/testReport';
import type { RevisionState } from '../../core/session/sessionState';
import { l10n } from '../host/l10n';

/** A place worth looking at, as `path:line`, and what speaks for it. */
export interface SuspectPlace {
  readonly place: string;
  readonly reason: string;
}

/** Places outside tests: in the stacks of what fails, innermost first, then where a revision changed the code; each once. */
export function suspectPlaces(
  report: TestReport | undefined,
  revision: RevisionState | undefined,
): readonly SuspectPlace[] {
  const found = [...(report ? framePlaces(report) : []), ...changedPlaces(revision)];
  const first = new Map(found.toReversed().map((each) => [each.place, each]));
  return found.filter((each) => first.get(each.place) === each);
}

function framePlaces({ tests, loadErrors }: TestReport): readonly SuspectPlace[] {
  const testFiles = new Set(tests.flatMap(({ file }) => file ?? []));
  const failures = [
    ...loadErrors.map((problem) => ({ problem, reason: l10n.t('does not load') })),
    ...tests
      .filter(({ status }) => status === 'failed')
      .flatMap((test) =>
        test.problems.map((problem) => ({
          problem,
          reason: l10n.t('in the stack of "{0}"', testTitle(test)),
        })),
      ),
  ];
  return failures.flatMap(({ problem, reason }) =>
    problem.frames
      .filter(({ file }) => !testFiles.has(file))
      .map(({ file, line }) => ({ place: `${file}:${String(line)}`, reason })),
  );
}

function changedPlaces(state: RevisionState | undefined): readonly SuspectPlace[] {
  if (!state) return [];
  const reason = l10n.t('changed by revision {0}', state.revision.number);
  return state.revision.files.flatMap(({ path, hunks }) =>
    hunks.map(({ oldStart }) => ({ place: `${path}:${String(oldStart + 1)}`, reason })),
  );
}
