import { functionAt, type ParsedFile, type SourceMap } from '../context/sourceMap';
import { documentedExamples } from '../mutation/documentedExamples';
import { probeCalls } from '../mutation/probeCalls';
import type { MutantFound } from '../mutation/searchMutants';
import type { EvaluatedValue, FileTexts } from '../ports';
import type { Target } from '../selection/targets';

/** A mutant that passes, and what tells it from the preferred one. */
export interface Preferred extends MutantFound {
  /** A call that the preferred mutant answers otherwise, as a sentence; absent when none is known. */
  readonly difference?: string;
}

/** What the choice rests on. */
export interface PreferenceInputs {
  readonly sources: SourceMap;
  readonly red: readonly Target[];
  /** What expressions come to in a file's scope with the changes; undefined when it can't be told. */
  readonly evaluate: (
    changes: FileTexts,
    question: { readonly path: string; readonly expressions: readonly string[] },
  ) => Promise<readonly EvaluatedValue[] | undefined>;
}

/** More mutants than these are not compared: the likeliest come first. */
const MAX_COMPARED = 24;

/**
 * Mutants that pass the same tests, the one to prefer first, and one of each other behaviour behind it. Tests do not decide among them, so
 * what decides is what their comments say by examples, then how much speaks for the mutants that behave alike on inputs near those of
 * the tests (passing tests prove little: plausible patches are many, see Long and Rinard, ICSE 2016).
 */
export async function preferMutants(
  found: readonly MutantFound[],
  inputs: PreferenceInputs,
): Promise<readonly Preferred[]> {
  const [first] = found;
  if (first === undefined || found.length === 1) return found;
  const questions = await questionsFor(first, inputs);
  if (questions === undefined) return found;
  const answered: Answered[] = [];
  for (const mutant of found.slice(0, MAX_COMPARED)) {
    const answer = await answerOf(mutant, questions, inputs);
    // The others' answers say nothing of one that could not be asked, and it may be the likeliest.
    if (answer === undefined) return found;
    answered.push(answer);
  }
  const [best, ...others] = oneOfEach(answered);
  if (best === undefined) return found;
  return [
    best.mutant,
    ...others.map((other) => ({ ...other.mutant, ...difference(questions, other, best) })),
  ];
}

interface Questions {
  readonly path: string;
  readonly examples: ReturnType<typeof documentedExamples>;
  readonly probes: readonly string[];
}

async function questionsFor(
  { candidate: { path, mutation } }: MutantFound,
  { sources, red }: PreferenceInputs,
): Promise<Questions | undefined> {
  const file = await sources.parsed(path);
  const name = file && functionAt(file, rowAt(file, mutation.start))?.name;
  if (file === undefined || name === undefined) return undefined;
  const probes: string[] = [];
  for (const test of new Set(
    red.flatMap((target) => (target.kind === 'test' ? (target.test.file ?? []) : [])),
  )) {
    const parsed = await sources.parsed(test);
    if (parsed) probes.push(...probeCalls(parsed.tree, name));
  }
  return { path, examples: documentedExamples(file.text, name), probes: [...new Set(probes)] };
}

function rowAt({ text }: ParsedFile, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

interface Answered {
  readonly mutant: MutantFound;
  /** Documented examples that come out as they are said to. */
  readonly kept: number;
  readonly answers: readonly EvaluatedValue[];
  readonly behaviour: string;
}

async function answerOf(
  mutant: MutantFound,
  { path, examples, probes }: Questions,
  { evaluate }: PreferenceInputs,
): Promise<Answered | undefined> {
  const pairs = examples.flatMap(({ call, value }) => [call, value]);
  const values = await evaluate(mutant.changes, { path, expressions: [...pairs, ...probes] });
  if (values === undefined) return undefined;
  const kept = examples.filter((_, at) => isSame(values[2 * at], values[2 * at + 1])).length;
  const answers = values.slice(pairs.length);
  return { mutant, kept, answers, behaviour: answers.map(draw).join('\n') };
}

function isSame(call: EvaluatedValue | undefined, value: EvaluatedValue | undefined): boolean {
  return call?.kind === 'value' && value?.kind === 'value' && call.text === value.text;
}

function draw({ kind, text }: EvaluatedValue): string {
  return kind === 'value' ? text : `the error ${text}`;
}

/** The likeliest mutant of each behaviour: more examples kept first, then those for whose behaviour most speaks. */
function oneOfEach(answered: readonly Answered[]): readonly Answered[] {
  const weights = new Map<string, number>();
  for (const { behaviour, mutant } of answered) {
    weights.set(behaviour, (weights.get(behaviour) ?? 0) + mutant.candidate.score);
  }
  const weightOf = ({ behaviour }: Answered): number => weights.get(behaviour) ?? 0;
  const ranked = answered.toSorted((a, b) => b.kept - a.kept || weightOf(b) - weightOf(a));
  const behaviours = ranked.map(({ behaviour }) => behaviour);
  return ranked.filter(({ behaviour }, at) => behaviours.indexOf(behaviour) === at);
}

/** The first probe on which two mutants differ, as a sentence. */
function difference(
  { probes }: Questions,
  other: Answered,
  best: Answered,
): Pick<Preferred, 'difference'> {
  for (const [at, probe] of probes.entries()) {
    const [mine, theirs] = [other.answers[at], best.answers[at]];
    if (mine === undefined || theirs === undefined || draw(mine) === draw(theirs)) continue;
    return { difference: `With it ${probe} gives ${draw(mine)} instead of ${draw(theirs)}.` };
  }
  return {};
}
