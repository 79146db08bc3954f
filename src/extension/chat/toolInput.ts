/** What an agent may ask for. */
export interface ToolInput {
  readonly targets: readonly string[];
  readonly instruction?: string;
}

/** The input of an agent, of which nothing but texts is taken. */
export function readToolInput(input: unknown): ToolInput {
  const { targets, instruction } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const words = typeof instruction === 'string' ? instruction.trim() : '';
  return {
    targets: Array.isArray(targets)
      ? targets.flatMap((each: unknown) =>
          typeof each === 'string' && each.trim() !== '' ? [each.trim()] : [],
        )
      : [],
    ...(words !== '' && { instruction: words }),
  };
}
