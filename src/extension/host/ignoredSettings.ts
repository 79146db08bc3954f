/**
 * Settings that only the user's own machine may decide: what a repository's settings say about where code is sent and
 * what its tests may do is never looked at, trusted or not.
 */
export const MACHINE_ONLY: ReadonlySet<string> = new Set(['baseUrl', 'endpoints', 'sandbox']);

/** The names of settings, with `fixpoint.`, that a repository's file of settings has in vain; its text may be broken JSON. */
export function ignoredSettings(text: string): readonly string[] {
  const names = [...MACHINE_ONLY].map((name) => `fixpoint.${name}`);
  return names.filter((name) => text.includes(`"${name}"`));
}
