/** One file or link of the baseline. Link targets are relative to the link's own folder. */
export type BaseEntry =
  | { readonly kind: 'file'; readonly mode: number; readonly mtimeMs: number }
  | { readonly kind: 'link'; readonly target: string };

/** What a tree sees without owning it; `path` is relative to the tree, and may climb above it. */
export type SeenEntry =
  /** A link to an absolute place that no revision changes. */
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  /** A link whose text is taken over, as in `.bin`. */
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  /** A link that leads to this path of the workspace, so to the same path of the tree. */
  | { readonly kind: 'inside'; readonly path: string; readonly inside: string }
  | { readonly kind: 'copy'; readonly path: string; readonly source: string };

/** All that trees see: entries of dependency folders, whose folders hold nothing else, and single things. */
export interface Seen {
  readonly packages: readonly SeenEntry[];
  readonly single: readonly SeenEntry[];
}
