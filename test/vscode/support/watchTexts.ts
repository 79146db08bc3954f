import { readFileSync } from 'node:fs';

/** The texts that a file had over time. */
export interface WatchedTexts {
  /** Each text that was seen, in order, without repetitions in a row; an empty or missing file is not a text. */
  readonly texts: () => readonly string[];
  readonly stop: () => void;
}

/** Short against the second after which VS Code saves by itself. */
const EVERY_MS = 20;

/** Reads a file again and again until it is stopped. */
export function watchTexts(file: string): WatchedTexts {
  const seen: string[] = [];
  const look = (): void => {
    const text = textOf(file);
    if (text !== '' && text !== seen.at(-1)) seen.push(text);
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    texts: () => {
      look();
      return seen;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
