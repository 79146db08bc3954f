import { resolve } from 'node:path';
import { createTreeSitterSyntax } from '../adapters/syntax/treeSitterSyntax';
import type { Syntax } from '../core/ports';
import { assets } from './assets';
import type { BenchProgram } from './bench/benchProgram';
import { benchSummary, benchLine } from './bench/benchText';
import { readHumanEvalFix } from './bench/humanEvalFix';
import { readQuixBugs } from './bench/quixBugs';
import { repairProgram, type BenchResult } from './bench/repairProgram';
import { EXIT, type ExitCode } from './exitCodes';
import { positiveNumber, readArguments, wholeNumber } from './readArguments';
import type { Screen } from './report/sessionPrinter';
import { UsageError } from './usageError';

const OPTIONS = {
  path: { type: 'string' },
  only: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
} as const;

/** Seconds for each program. */
const DEFAULT_TIMEOUT = 120;

const SETS: Readonly<
  Record<string, (place: string, syntax: Syntax) => Promise<readonly BenchProgram[]>>
> = { quixbugs: readQuixBugs, humanevalfix: readHumanEvalFix };

/** Repairs a public set of bugs without a model and prints how many; resolves with 0, throws a `UsageError`. */
export async function bench(
  args: readonly string[],
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const { values, positionals } = readArguments('bench', args, OPTIONS);
  const syntax = createTreeSitterSyntax(assets.grammars);
  const settings = {
    syntax,
    timeoutMs: (positiveNumber('timeout', values.timeout) ?? DEFAULT_TIMEOUT) * 1000,
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
  };
  const programs = await chosen(positionals, values, syntax);
  const results: BenchResult[] = [];
  for (const program of programs) {
    const result = await repairProgram({ program, settings }, interrupt);
    results.push(result);
    screen.write(`${values.json === true ? JSON.stringify(result) : benchLine(result)}\n`);
  }
  if (values.json !== true) screen.write(`${benchSummary(results)}\n`);
  return EXIT.ok;
}

async function chosen(
  [name, ...rest]: readonly string[],
  { path, only }: { readonly path?: string; readonly only?: readonly string[] },
  syntax: Syntax,
): Promise<readonly BenchProgram[]> {
  const read = SETS[name ?? ''];
  if (read === undefined || rest.length > 0) {
    throw new UsageError(`Name one set: ${Object.keys(SETS).join(' or ')}.`);
  }
  if (path === undefined) throw new UsageError('Name a checkout of the set with --path.');
  const programs = await read(resolve(path), syntax);
  if (only === undefined) return programs;
  const found = programs.filter((program) => only.includes(program.name));
  if (found.length > 0) return found;
  throw new UsageError(`The set has no program ${only.map((one) => `"${one}"`).join(' or ')}.`);
}
