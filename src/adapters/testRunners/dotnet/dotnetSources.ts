import { listProjectFiles, readProjectFile } from '../detection/projectFiles';
import { methodLine } from '../report/methodLine';

/** Where a test stands. */
export interface DotnetPlace {
  /** Relative with `/`. */
  readonly file: string;
  /** 1-based; undefined when only its class was found. */
  readonly line?: number;
}

/** The source files of classes: reports name only classes. */
export interface DotnetSources {
  /** The place of a method, or at least of its class; `className` as .NET writes it, such as `Shop.Cart+Item`. */
  placeOf(className: string, method: string): DotnetPlace | undefined;
  /** The classes that a file declares, with its namespace. */
  classesOf(file: string): readonly string[];
}

const SOURCE = /\.(cs|fs|vb)$/;
const BUILT = /(^|\/)(bin|obj)\//;
const NAMESPACE = /^[ \t]*namespace\s+(?:rec\s+|global\.)?([\w.]+)/im;
const TYPE =
  /^[ \t]*(?:\[[^\n]*\][ \t]*)?(?:(?:public|internal|private|protected|sealed|abstract|static|partial|file|unsafe|readonly|friend|shared|mustinherit|notinheritable)\s+)*(?:class|record(?:\s+class)?|struct|module|type)\s+(?:rec\s+)?([\w.]+)/gimu;

interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly namespace: string | undefined;
  /** With the namespace; those in other classes, too, without the names of these. */
  readonly types: readonly string[];
}

/** The sources below the root that lie in these folders, which are relative; `.` is the root itself. */
export async function openDotnetSources(
  root: string,
  folders: readonly string[],
): Promise<DotnetSources> {
  const files = (await listProjectFiles(root)).filter(
    (file) => SOURCE.test(file) && !BUILT.test(file) && folders.some((one) => isBelow(file, one)),
  );
  const sources = await Promise.all(
    files.map(async (file) => readSource(file, await readProjectFile(root, file))),
  );
  return {
    placeOf(className, method) {
      const names = simpleNames(className);
      const places = declaring(sources, className, names).map(({ file, text }) => ({
        file,
        line: methodLine(text, names, method),
      }));
      const best = places.find(({ line }) => line !== undefined) ?? places[0];
      return best && { file: best.file, ...(best.line !== undefined && { line: best.line }) };
    },
    classesOf: (file) => sources.find((source) => source.file === file)?.types ?? [],
  };
}

/** Names of a class and those around it without the namespace, outermost first, without what makes them generic. */
export function simpleNames(className: string): readonly string[] {
  const plain = className.replace(/[(<[].*$/s, '');
  const behind = plain.slice(
    plain.lastIndexOf('.', plain.includes('+') ? plain.indexOf('+') : undefined) + 1,
  );
  return behind.split('+').map((name) => name.replace(/`\d+$/, ''));
}

/** Whether the path lies in the folder; both relative to the same root. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

/** The files that declare a class, those of its namespace first. */
function declaring(
  sources: readonly SourceFile[],
  className: string,
  names: readonly string[],
): readonly SourceFile[] {
  const last = names.at(-1) ?? '';
  const all = sources.filter(({ types }) =>
    types.some((type) => type === last || type.endsWith(`.${last}`)),
  );
  const isOwn = ({ namespace, types }: SourceFile): boolean =>
    types.includes(className) || (namespace !== undefined && className.startsWith(`${namespace}.`));
  return [...all.filter(isOwn), ...all.filter((source) => !isOwn(source))];
}

function readSource(file: string, text: string): SourceFile {
  const namespace = NAMESPACE.exec(text)?.[1];
  const types = [...text.matchAll(TYPE)].map(([, name = '']) =>
    namespace === undefined ? name : `${namespace}.${name}`,
  );
  return { file, text, namespace, types };
}
