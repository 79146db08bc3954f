import { protectionOf, type Protection } from '../guards/protectedPaths';
import { checkWorkspacePath } from '../guards/workspacePath';
import { ownTestsOf } from '../guards/ownTests';
import type { FileTexts, Syntax } from '../ports';
import type { ReplyEdit } from '../prompting/readReply';
import type { GuardReason } from '../session/events';
import type { TestEditPolicy } from '../session/task';
import { parseProblem } from './parseEdits';
import { placeEdits, type EditProblem } from './placeEdits';
import { placeholderIn } from './placeholders';

/** Why a reply was not applied. */
export interface Refusal {
  readonly reason: GuardReason;
  /** A sentence for the model and the reader. */
  readonly message: string;
  /** The revision that a duplicate repeats. */
  readonly twin?: number;
  /** Edits that are right and need not be sent again; they are part of what the next reply is applied with. */
  readonly kept?: readonly ReplyEdit[];
}

/** What edits are applied to. */
export interface EditBase {
  /** The text that the model saw; undefined when there is no such file. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly paths: ReadonlySet<string>;
  /** Files that tests were reported from. */
  readonly testFiles: ReadonlySet<string>;
  readonly tests: TestEditPolicy;
  /** Absent: what does not parse is let through. */
  readonly syntax?: Syntax;
}

/** Whole texts of the edited files. */
export interface AppliedReply {
  readonly texts: FileTexts;
  /** Tests and snapshots; empty when they are locked. */
  readonly testTexts: FileTexts;
}

/**
 * The new texts of all edited files. Edits are applied together or not at all: when some can't be placed or break the
 * syntax of their file, the refusal says which, and keeps the others; a path that must not be edited refuses the reply.
 */
export async function applyReply(
  edits: readonly ReplyEdit[],
  base: EditBase,
): Promise<AppliedReply | Refusal> {
  const files = filesOf(edits, base);
  if ('reason' in files) return files;
  const applied = { texts: new Map<string, string>(), testTexts: new Map<string, string>() };
  const problems: FileProblem[] = [];
  for (const file of files) {
    const result = await applyToFile(file, base);
    if (typeof result === 'string') applied[file.group].set(file.path, result);
    else problems.push(result);
  }
  const [first, ...more] = problems;
  return first === undefined ? applied : refusalOf(edits, [first, ...more]);
}

/** Whether `result` is a refusal. */
export function isRefusal(result: AppliedReply | Refusal): result is Refusal {
  return 'reason' in result;
}

interface EditedPath {
  readonly path: string;
  readonly group: keyof AppliedReply;
  readonly edits: readonly ReplyEdit[];
}

function filesOf(edits: readonly ReplyEdit[], base: EditBase): readonly EditedPath[] | Refusal {
  const files = new Map<string, EditedPath>();
  for (const edit of edits) {
    const checked = checkWorkspacePath(edit.path, base.paths);
    if (checked.refusal !== undefined)
      return { reason: 'outside-workspace', message: checked.refusal };
    const { path } = checked;
    const protection = protectionOf(path, base.testFiles);
    if (protection !== undefined && !isOpen(protection, base.tests))
      return locked(path, protection);
    const group = protection === undefined ? 'texts' : 'testTexts';
    files.set(path, { path, group, edits: [...(files.get(path)?.edits ?? []), edit] });
  }
  return [...files.values()];
}

function isOpen(protection: Protection, tests: TestEditPolicy): boolean {
  return tests !== 'locked' && (protection === 'test' || protection === 'snapshot');
}

function locked(path: string, protection: Protection): Refusal {
  return {
    reason: 'protected',
    message: `${path} is read-only (${protection}): fix the code that it tests or uses instead.`,
  };
}

interface FileProblem {
  readonly reason: 'does-not-apply' | 'does-not-parse' | 'protected';
  readonly file: EditedPath;
  readonly problems: readonly EditProblem[];
}

async function applyToFile(file: EditedPath, base: EditBase): Promise<string | FileProblem> {
  const { path, edits } = file;
  const before = await base.read(path);
  const unfit = unfitEdits(file, before, base);
  if (unfit.length > 0) return { reason: 'does-not-apply', file, problems: unfit };
  const after = placeEdits(before, edits);
  if (typeof after !== 'string') return { reason: 'does-not-apply', file, problems: after };
  if (ownTestsOf(path, before ?? '') !== ownTestsOf(path, after))
    return { reason: 'protected', file, problems: [{ edits, why: OWN_TESTS }] };
  const { syntax } = base;
  const problem = syntax && (await parseProblem({ path, before, after, edits, syntax }));
  return problem === undefined ? after : { reason: 'does-not-parse', file, problems: [problem] };
}

/** Edits that are wrong whatever the file holds, or that mean another file. */
function unfitEdits(
  { path, edits }: EditedPath,
  before: string | undefined,
  { paths }: EditBase,
): readonly EditProblem[] {
  if (before === undefined && paths.has(path)) return [{ edits, why: UNREADABLE }];
  const isNew = before === undefined && edits.some(({ search }) => search.length > 0);
  const namesakes = isNew ? namesakesOf(path, paths) : [];
  if (namesakes.length > 0) {
    return [{ edits, why: `there is no such file; there is ${namesakes.join(', ')}` }];
  }
  return edits.flatMap((edit) => {
    const placeholder = placeholderIn(edit, before);
    if (placeholder !== undefined)
      return [{ edits: [edit], why: `\`${placeholder.trim()}\` leaves out code; write all lines` }];
    const hasNul = edit.replace.some((line) => line.includes('\0'));
    return hasNul ? [{ edits: [edit], why: 'it has a NUL character' }] : [];
  });
}

/** Files elsewhere with the same name, a few at most. */
function namesakesOf(path: string, paths: ReadonlySet<string>): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isNamesake = (each: string): boolean => each === name || each.endsWith(`/${name}`);
  return [...paths].filter(isNamesake).slice(0, MAX_NAMESAKES);
}

const UNREADABLE = 'the file is binary, larger than a megabyte or not in UTF-8, so it is read-only';
const MAX_NAMESAKES = 3;
const OWN_TESTS = 'the tests in this file are read-only';
const DOES: Record<FileProblem['reason'], string> = {
  'does-not-apply': 'does not apply',
  'does-not-parse': 'does not parse',
  protected: 'is refused',
};

function refusalOf(
  edits: readonly ReplyEdit[],
  files: readonly [FileProblem, ...FileProblem[]],
): Refusal {
  const wrong = new Set(files.flatMap(({ problems }) => problems.flatMap((each) => each.edits)));
  const kept = edits.filter((edit) => !wrong.has(edit));
  const sentences = files.flatMap((file) => file.problems.map((each) => sentence(file, each)));
  const [{ reason }] = files;
  if (kept.length === 0) return { reason, message: sentences.join('\n') };
  return { reason, message: sentences.join('\n'), kept };
}

/** Asks for the wrong edits alone, when a reply has others that are kept. */
export function sendOnlyAgain({ message, kept = [] }: Refusal): string {
  const others = kept.length === 1 ? 'the other one is' : `the other ${String(kept.length)} are`;
  return `${message}\nSend only what was wrong again; ${others} kept.`;
}

function sentence({ reason, file }: FileProblem, { edits, why }: EditProblem): string {
  const firstLine = edits[0]?.search.find((line) => line.trim() !== '')?.trim();
  const place =
    edits.length < file.edits.length && firstLine !== undefined ? ` at \`${firstLine}\`` : '';
  const does = DOES[reason];
  return `The edit of ${file.path}${place} ${does}: ${why}.`;
}
