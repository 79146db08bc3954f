/** A name that a file shall import: by itself, as the default export, or as a name for the whole module. */
export interface WantedImport {
  readonly name: string;
  /** The module as the file has to write it. */
  readonly module: string;
  readonly as: 'named' | 'default' | 'whole';
}
