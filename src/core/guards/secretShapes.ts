/** Keys and tokens that their makers gave a shape of their own. */
const SHAPES: readonly RegExp[] = [
  /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bpypi-[\w-]{50,}/g,
  /\bhf_[A-Za-z0-9]{30,}\b/g,
  /\bSG\.[\w-]{22}\.[\w-]{43}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?-----END (?:[A-Z]+ )*PRIVATE KEY-----/g,
];
/** Secrets by what stands before them; the group is the secret. */
const PLACES: readonly RegExp[] = [
  // The password of a URL.
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'`]*:([^\s/@"'`]{3,})@/gi,
  /\b(?:Bearer|Basic) +([A-Za-z0-9._~+/=-]{20,})/g,
];
/** A value with a name that says what it is; of such values only those count that look random. */
const ASSIGNED =
  /(?:key|secret|token|passw(?:or)?d|passphrase|credentials?|auth)["']?\s*(?::\s*[\w.[\]<>|]+\s*)?(?::|=>?|:=)\s*["'`]?([^\s"'`,;(){}[\]<>]{16,})/gi;
/** Bits for each character that a random text of letters and digits exceeds, and words and paths do not. */
const RANDOM_BITS = 3.5;
/** What no secret comes without: most texts have none of it, and are not looked at further. */
const HINT =
  /sk-|_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox|AKIA|ASIA|AIza|ya29|npm_|pypi-|hf_|SG\.|eyJ|PRIVATE KEY|:\/\/|Bearer|Basic|key|secret|token|passw|passphrase|credential|auth/i;
/** What is public by its nature: hashes of contents, identifiers. */
const PUBLIC = /^(?:sha\d+-.*|[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The secrets in a text, the longest first: keys and tokens by their shape, and what else is named as one and looks random. */
export function secretsIn(text: string): readonly string[] {
  if (!HINT.test(text)) return [];
  const found = new Set<string>();
  for (const shape of SHAPES) for (const [secret] of text.matchAll(shape)) found.add(secret);
  for (const place of PLACES) for (const [, secret = ''] of text.matchAll(place)) found.add(secret);
  for (const [, value = ''] of text.matchAll(ASSIGNED)) if (looksRandom(value)) found.add(value);
  return [...found].sort((one, other) => other.length - one.length);
}

function looksRandom(value: string): boolean {
  if (PUBLIC.test(value) || !/^[\w+/=.~-]+$/.test(value)) return false;
  return /\d/.test(value) && /[a-z]/i.test(value) && bitsPerCharacter(value) >= RANDOM_BITS;
}

/** The entropy of a text's characters, in bits (Shannon). */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
