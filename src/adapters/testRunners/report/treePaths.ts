import { resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Frame } from '../../../core/testReport';
import { isInside, realPathOr } from '../../processes/findProgram';
import type { RawFrame } from './runnerEvents';

/** Turns what a runner calls a file into a path relative to the tree. */
export interface TreePaths {
  /** The path relative to the tree with `/`; undefined for what lies outside. */
  relative(file: string): string | undefined;
  /** The frames inside the tree and outside its dependencies, in their order. */
  frames(raw: readonly RawFrame[]): readonly Frame[];
  /** The text with absolute paths into the tree written relative to it, so that two trees give equal texts. */
  shorten(text: string): string;
}

const DEPENDENCIES = /(^|\/)(node_modules|site-packages|dist-packages|vendor)\//;
/** More frames than this tell a reader nothing new. */
const MAX_FRAMES = 30;

/** Paths of the tree at `root`, however its own path is written. */
export async function openTreePaths(root: string): Promise<TreePaths> {
  const roots = [...new Set([resolve(root), await realPathOr(root)])];
  const prefixes = roots.flatMap((one) => [`${pathToFileURL(one).href}/`, one + sep]);
  const relative = (file: string): string | undefined => {
    const path = absolutePath(file, root);
    const home = roots.find((one) => path !== undefined && isInside(path, one));
    if (path === undefined || home === undefined) return undefined;
    return path.slice(home.length).split(sep).filter(Boolean).join('/');
  };
  return {
    relative,
    frames(raw) {
      const inside = raw.flatMap(({ file, ...place }) => {
        const path = relative(file);
        return path === undefined || DEPENDENCIES.test(path) ? [] : [{ file: path, ...place }];
      });
      return inside.slice(0, MAX_FRAMES);
    },
    shorten(text) {
      return prefixes.reduce((rest, prefix) => rest.replaceAll(prefix, ''), text);
    },
  };
}

function absolutePath(file: string, root: string): string | undefined {
  if (file.startsWith('node:') || file.startsWith('<')) return undefined;
  if (!file.startsWith('file:')) return resolve(root, file);
  try {
    return resolve(fileURLToPath(file.replace(/[?#].*$/, '')));
  } catch {
    return undefined;
  }
}
