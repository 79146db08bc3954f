/** One edit as the model wrote it: `search` and `replace` are lines without terminators; no search lines: a new file. */
export interface ReplyEdit {
  /** The path as written, only stripped of quotes and code marks; not yet checked. */
  readonly path: string;
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/** A reply taken apart. `problem` says why the edits can't be used, as a sentence for the model. */
export interface ReadReply {
  readonly edits: readonly ReplyEdit[];
  readonly explanation: string;
  /** `path` or `path:symbol`, as asked for by NEED lines. */
  readonly needs: readonly string[];
  readonly conflict?: string;
  readonly problem?: string;
}

const SEARCH = /^<<<<<<< SEARCH\s*$/;
const DIVIDER = /^=======\s*$/;
const REPLACE = /^>>>>>>> REPLACE\s*$/;
const FENCE = /^\s*(```|~~~)/;
const NEED = /^NEED\s+(\S.*)$/;
const CONFLICT = /^CONFLICT:\s*(.*)$/;

/** Reads search/replace blocks, NEED and CONFLICT lines, and the prose around them; never throws. */
export function readReply(text: string): ReadReply {
  const reader = new ReplyReader();
  for (const line of text.split(/\r\n|\n|\r/)) reader.take(line);
  return reader.end();
}

type Part = 'prose' | 'search' | 'replace';

class ReplyReader {
  private part: Part = 'prose';
  private readonly prose: string[] = [];
  private readonly edits: ReplyEdit[] = [];
  private readonly needs: string[] = [];
  private conflict: string | undefined;
  private problem: string | undefined;
  private path = '';
  /** Where the prose after the last edit begins. */
  private proseStart = 0;
  private search: string[] = [];
  private replace: string[] = [];

  take(line: string): void {
    if (this.part === 'prose') this.takeProse(line);
    else if (this.part === 'search') this.takeSearch(line);
    else this.takeReplace(line);
  }

  end(): ReadReply {
    if (this.part !== 'prose') {
      this.problem ??= `The edit of ${this.path} is cut off: it has no line \`>>>>>>> REPLACE\`.`;
    }
    const explanation = this.prose.filter((line) => !FENCE.test(line)).join('\n');
    return {
      edits: this.edits,
      explanation: explanation.replace(/\n{3,}/g, '\n\n').trim(),
      needs: this.needs,
      ...(this.conflict === undefined ? {} : { conflict: this.conflict }),
      ...(this.problem === undefined ? {} : { problem: this.problem }),
    };
  }

  private takeProse(line: string): void {
    const need = NEED.exec(line)?.[1];
    const conflict = CONFLICT.exec(line)?.[1];
    if (SEARCH.test(line)) this.openEdit();
    else if (need !== undefined) this.needs.push(need.trim());
    else if (conflict !== undefined) this.conflict ??= conflict.trim();
    else this.prose.push(line);
  }

  private openEdit(): void {
    this.path = this.takePathLine() ?? this.path;
    if (this.path === '') {
      this.problem ??=
        'An edit has no path: put the path alone on the line before `<<<<<<< SEARCH`.';
    }
    this.part = 'search';
    this.search = [];
    this.replace = [];
  }

  /** The last line of prose that says something; undefined right after another edit, which then shares its path. */
  private takePathLine(): string | undefined {
    let index = this.prose.length - 1;
    while (index >= this.proseStart && isFiller(this.prose[index] ?? '')) index--;
    return index < this.proseStart ? undefined : pathIn(this.prose.splice(index, 1).join(''));
  }

  private takeSearch(line: string): void {
    if (DIVIDER.test(line)) this.part = 'replace';
    else if (SEARCH.test(line) || REPLACE.test(line)) {
      this.problem ??= `The edit of ${this.path} has no line \`=======\` between the old and the new lines.`;
      this.part = SEARCH.test(line) ? 'search' : 'prose';
    } else this.search.push(line);
  }

  private takeReplace(line: string): void {
    if (REPLACE.test(line)) {
      this.edits.push({ path: this.path, search: this.search, replace: this.replace });
      this.proseStart = this.prose.length;
      this.part = 'prose';
    } else if (SEARCH.test(line)) {
      this.problem ??= `The edit of ${this.path} has no line \`>>>>>>> REPLACE\`.`;
      this.openEdit();
    } else this.replace.push(line);
  }
}

function isFiller(line: string): boolean {
  return line.trim() === '' || FENCE.test(line);
}

/** A path stripped of the marks that models put around it. */
function pathIn(line: string): string {
  return line
    .trim()
    .replace(/^#+\s+/, '')
    .replace(/^[`'"*]+|[`'"*:]+$/g, '');
}
