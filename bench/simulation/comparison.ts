import type { Syntax } from '../../src/core/ports';
import { cachedSyntax } from './cachedSyntax';
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
  const cells = plan.budgets.map(() => POLICIES.map((): TrialResult[] => []));
  for (let task = 0; task < plan.tasks; task++) await runTask(plan, task, cells);
  const header = rowOf(['Tokens', ...POLICIES]);
  const rule = rowOf(['---:', ...POLICIES.map(() => '---:')]);
  const rows = cells.map((row, index) =>
    rowOf([thousands(plan.budgets[index] ?? 0), ...row.map(cellOf)]),
  );
  return [header, rule, ...rows].join('\n');
}

/** Adds the task's results to the cells: one list for each budget and policy. */
async function runTask(
  { profile, budgets, seed, ...plan }: ComparisonPlan,
  task: number,
  cells: readonly (readonly TrialResult[][])[],
): Promise<void> {
  const syntax = cachedSyntax(plan.syntax);
  for (const [row, maxTokens] of budgets.entries()) {
    for (const [column, policy] of POLICIES.entries()) {
      const result = await runTrial({ policy, profile, maxTokens, seed, task, syntax });
      cells[row]?.[column]?.push(result);
    }
  }
}

/** The share solved, its interval, and the tokens spent on a task in the mean. */
function cellOf(results: readonly TrialResult[]): string {
  const solved = results.filter(({ isSolved }) => isSolved).length;
  const tokens = results.reduce((sum, result) => sum + result.tokens, 0) / results.length;
  const [low, high] = wilsonInterval(solved, results.length);
  const share = solved / results.length;
  return `${percent(share)}% (${percent(low)}–${percent(high)}), ${thousands(Math.round(tokens))}`;
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
