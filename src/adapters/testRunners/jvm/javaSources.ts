import { posix } from 'node:path';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';
import { methodLine } from '../report/methodLine';
import type { RawFrame } from '../report/runnerEvents';

/** The source files of classes: runners of the JVM name only classes. */
export interface JavaSources {
  /** The file that a class is written in, relative with `/`; `name` as the JVM writes it, such as `shop.Cart$Item`. */
  fileOf(name: string): string | undefined;
  /** The line of a method's declaration, 1-based, in the part of the file behind its class. */
  lineOf(name: string, method: string): Promise<number | undefined>;
  /** The class that a source file is named after, with its package. */
  classOf(file: string): Promise<string>;
  /** The frames of a stack that lie in these files, innermost first. */
  frames(stack: string): readonly RawFrame[];
}

const SOURCE = /\.(java|kt|groovy|scala)$/;
/** `at module/package.Class.method(File.java:12)`; the module is left out for classes of a project. */
const FRAME = /^\s*at (?:[^\s(]*\/)?([\w.$\p{L}]+)\.([^.\s(]+)\(([^():]+):(\d+)\)/u;

/** The sources below `root`. */
export async function openJavaSources(root: string): Promise<JavaSources> {
  const files = (await listProjectFiles(root)).filter((file) => SOURCE.test(file));
  const ending = (way: string): string | undefined =>
    files.find((file) => file === way || file.endsWith(`/${way}`));
  const fileOf = (name: string): string | undefined => {
    const way = outerClass(name).replaceAll('.', '/');
    return ['java', 'kt', 'groovy', 'scala'].map((end) => ending(`${way}.${end}`)).find(Boolean);
  };
  return {
    fileOf,
    async lineOf(name, method) {
      const file = fileOf(name);
      return file === undefined
        ? undefined
        : methodLine(await readProjectFile(root, file), simpleNames(name), method);
    },
    async classOf(file) {
      const [, name] = /^\s*package\s+([^\s;]+)/m.exec(await readProjectFile(root, file)) ?? [];
      return [...(name === undefined ? [] : [name]), posix.parse(file).name].join('.');
    },
    frames: (stack) =>
      stack.split('\n').flatMap((line) => {
        const [, owner = '', method = '', name = '', row] = FRAME.exec(line) ?? [];
        const file = ending([...packageOf(owner), name].join('/'));
        return file === undefined ? [] : [{ file, line: Number(row), function: method }];
      }),
  };
}

/** Names of a class and those around it without the package, outermost first. */
export function simpleNames(name: string): readonly string[] {
  return (name.split('.').at(-1) ?? name).split('$');
}

function outerClass(name: string): string {
  return name.replace(/\$.*$/, '');
}

function packageOf(name: string): readonly string[] {
  return outerClass(name).split('.').slice(0, -1);
}
