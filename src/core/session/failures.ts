import { redOf, type Target } from '../selection/targets';
import type { Standard } from '../selection/judge';
import type { Candidate } from './candidate';

/** What is red in a candidate and has to become green, with its problems; a target that did not run says so. */
export function failuresOf(candidate: Candidate, standard: Standard): readonly Target[] {
  if (candidate.number === 0) return standard.targets;
  const wanted = new Set([...candidate.verdict.stillRed, ...candidate.verdict.regressions]);
  const shown = redOf(candidate.report).filter(({ id }) => wanted.has(id));
  const shownIds = new Set(shown.map(({ id }) => id));
  const missing = standard.targets.filter(({ id }) => wanted.has(id) && !shownIds.has(id));
  const reason = candidate.report.explanation ?? 'The test did not run.';
  return [...shown, ...missing.map((target) => withMessage(target, reason))];
}

function withMessage(target: Target, message: string): Target {
  const problem = { kind: 'crash', message, frames: [] } as const;
  return target.kind === 'load'
    ? { ...target, problem: { ...target.problem, message } }
    : { ...target, test: { ...target.test, problems: [problem] } };
}
