import { keyOfText } from '../hash';
import { secretsIn } from './secretShapes';

/** Stands for a secret; a word of code in every language, so that an edit beside it stays one. */
const PLACEHOLDER = /\bFIXPOINT_SECRET_[0-9a-f]{8}\b/g;
const PREFIX = 'FIXPOINT_SECRET_';
/** Digits of a placeholder: enough to tell the secrets of a project apart, too few to tell one. */
const DIGITS = 8;
/** A shorter secret is a word that stands in many places. */
const MIN_LENGTH = 8;

/** Takes secrets out of texts and puts them back. The same secret has the same placeholder in all texts and sessions. */
export class SecretVault {
  private readonly placeholders = new Map<string, string>();
  private readonly secrets = new Map<string, string>();

  /** With secrets that are known by themselves, such as the key of a model. */
  constructor(known: readonly string[] = []) {
    for (const secret of known) if (secret.length >= MIN_LENGTH) this.keep(secret);
  }

  /** The text with placeholders for its secrets, and for those of earlier texts. */
  hide(text: string): string {
    this.learn(text);
    let hidden = text;
    for (const [secret, placeholder] of this.placeholders)
      hidden = hidden.replaceAll(secret, placeholder);
    return hidden;
  }

  /** The text with the secrets themselves, as far as they are known. */
  show(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder) => this.secrets.get(placeholder) ?? placeholder);
  }

  /** Takes note of a text's secrets. */
  learn(text: string): void {
    for (const secret of secretsIn(text)) this.keep(secret);
  }

  private keep(secret: string): void {
    if (this.placeholders.has(secret) || secret.startsWith(PREFIX)) return;
    const placeholder = PREFIX + keyOfText(secret).slice(0, DIGITS);
    this.placeholders.set(secret, placeholder);
    this.secrets.set(placeholder, secret);
  }
}

/** A value like this one, with each text in it changed: data as JSON has it. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  return mapped(value, change) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapped(each, change)]),
  );
}
