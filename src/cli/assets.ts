import path from 'node:path';

/** Folders of what is loaded at run time; they lie beside the bundle. */
export const assets = {
  grammars: { grammarsFolder: path.join(__dirname, 'grammars') },
  reporters: { reportersFolder: path.join(__dirname, 'reporters') },
} as const;
