import type { Syntax } from '../../src/core/ports';
import { wilsonInterval } from './interval';
import type { ModelProfile } from './modelProfile';
import { runTrial } from './runTrial';
import type { Policy, TrialResult } from './trial';

/** The policies that are compared, in the order of the table. */
export const POLICIES: readonly Policy[] = ['plain draws', 'quick', 'thorough', 'search'];

/** What is compared. */
export interface ComparisonPlan {
  readonly profile: ModelProfile;
  /** Token budgets. */
  readonly budgets: readonly number[];
  readonly tasks: number;
  readonly seed: number;
  readonly syntax: Syntax;
}

/** pass@t of all policies at equal tokens, as a Markdown table: a row for each budget. */
export async function comparisonTable(plan: ComparisonPlan): Promise<string> {
  const rows: string[] = [];
  for (const maxTokens of plan.budgets) {
    const cells: string[] = [];
    for (const policy of POLICIES) cells.push(cellOf(await resultsOf(plan, policy, maxTokens)));
    rows.push(rowOf([thousands(maxTokens), ...cells]));
  }
  const header = rowOf(['Tokens', ...POLICIES]);
  const rule = rowOf(['Tokens', ...POLICIES].map(() => '---:'));
  return [header, rule, ...rows].join('\n');
}

async function resultsOf(
  { profile, tasks, seed, syntax }: ComparisonPlan,
  policy: Policy,
  maxTokens: number,
): Promise<readonly TrialResult[]> {
  const results: TrialResult[] = [];
  for (let task = 0; task < tasks; task++) {
    results.push(await runTrial({ policy, profile, maxTokens, seed, task, syntax }));
  }
  return results;
}

/** The share solved, its interval, and the tokens spent on a task in the mean. */
function cellOf(results: readonly TrialResult[]): string {
  const solved = results.filter(({ isSolved }) => isSolved).length;
  const tokens = results.reduce((sum, result) => sum + result.tokens, 0) / results.length;
  const [low, high] = wilsonInterval(solved, results.length).map(percent);
  return `${percent(solved / results.length)}% (${low ?? ''}–${high ?? ''}), ${thousands(Math.round(tokens))}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}

function thousands(tokens: number): string {
  return tokens.toLocaleString('en-US');
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
