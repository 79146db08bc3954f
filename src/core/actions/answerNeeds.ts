import { protectionOf } from '../guards/protectedPaths';
import { checkWorkspacePath } from '../guards/workspacePath';
import type { SourceFile } from '../context/sourceMap';
import { codeBlock } from '../prompting/codeContext';
import { clip } from '../feedback/clip';
import type { Bench } from '../session/bench';
import { readerOf, type Candidate } from '../session/candidate';
import { sourcesOf } from '../context/candidateSources';

interface Question {
  readonly bench: Bench;
  readonly base: Candidate;
}

/** Files that one NEED turn may ask for. */
const MAX_FILES = 4;

/** The code that NEED lines ask for, as one message; what can't be shown is named with the reason. */
export async function answerNeeds(question: Question, needs: readonly string[]): Promise<string> {
  const answers = needs.slice(0, MAX_FILES).map((need) => answer(question, need));
  return (await Promise.all(answers)).join('\n');
}

async function answer({ bench, base }: Question, need: string): Promise<string> {
  const [, written = '', symbol] = /^([^:]+)(?::(.+))?$/.exec(need) ?? [];
  const known = new Set([...bench.paths, ...base.texts.keys(), ...bench.fixtures.keys()]);
  const checked = checkWorkspacePath(written, known);
  if (checked.refusal !== undefined) return checked.refusal;
  const { path } = checked;
  const isShown = known.has(path) && protectionOf(path, new Set()) !== 'tooling';
  const texts = new Map([...base.texts, ...bench.fixtures]);
  const text = isShown ? await readerOf({ texts }, bench.ports.workspace)(path) : undefined;
  if (text === undefined) return `${path}: there is no such file.`;
  const file = await sourcesOf(bench, base).open(path);
  if (file === undefined) return [path, '```', clip(text).trimEnd(), '```'].join('\n');
  return symbol === undefined ? wholeFile(file) : symbolIn(file, symbol.trim());
}

function symbolIn(file: SourceFile, symbol: string): string {
  const spans = file.outline.functions.filter(
    (span) => span.name === symbol || span.qualifiedName === symbol,
  );
  return spans.length === 0
    ? wholeFile(file)
    : spans.map((span) => codeBlock(file, span)).join('\n');
}

function wholeFile(file: SourceFile): string {
  const shown = { ...file, text: clip(file.text) };
  return codeBlock(shown, { startRow: 0, endRow: file.endRow });
}
