/** Whether a model of this name is known to think before it answers, whatever server and folder it comes from. */
export function isThinkingModel(name: string): boolean {
  const own = name.toLowerCase().split('/').at(-1) ?? '';
  return THINKING.some((pattern) => pattern.test(own));
}

/** Families that think by themselves, by the names that their makers and local servers give them. */
const THINKING: readonly RegExp[] = [
  /^o[1-9]\d*(?![a-z0-9])/,
  /^gpt-(?:[5-9]|\d\d)(?!\d)/,
  /(?:^|[-_:.])r1(?![a-z0-9])/,
  /thinking|reason/,
  /^qwq(?![a-z])/,
  /^magistral/,
];
