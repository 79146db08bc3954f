import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../../../src/core/guards/secretShapes';
import { mapTexts, SecretVault } from '../../../../src/core/guards/secretVault';

/** Letters and digits as a generator would draw them; put together here, so that no scanner takes this file for a leak. */
const RANDOM = ['q7Xv2LmT', '9bKd4WzR', 'h1Yc8PnS', 'e5Gf3JuA', 'x0Mo6VtB', 'k2Ri7ZqE'].join('');
const random = (length: number): string => RANDOM.slice(0, length);
const PEM = ['-----BEGIN RSA PRIVATE', 'KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----'].join(
  ' ',
);

const SECRETS: readonly (readonly [text: string, secret: string])[] = [
  [`const client = new Client("sk-${random(40)}")`, `sk-${random(40)}`],
  [`sk-proj-${random(44)}`, `sk-proj-${random(44)}`],
  [`stripe: "sk_live_${random(24)}"`, `sk_live_${random(24)}`],
  [`git clone https://x:ghp_${random(36)}@host/a`, `ghp_${random(36)}`],
  [`github_pat_${random(30)}`, `github_pat_${random(30)}`],
  [`glpat-${random(20)}`, `glpat-${random(20)}`],
  [`xoxb-1234567890-${random(12)}`, `xoxb-1234567890-${random(12)}`],
  [`aws_access_key_id = AKIAIOSFODNN7EXAMPLE`, `AKIAIOSFODNN7EXAMPLE`],
  [`AIza${random(35)}`, `AIza${random(35)}`],
  [`//registry/:_authToken=npm_${random(36)}`, `npm_${random(36)}`],
  [
    `eyJ${random(20)}.eyJ${random(30)}.${random(40)}`,
    `eyJ${random(20)}.eyJ${random(30)}.${random(40)}`,
  ],
  [PEM, PEM],
  ['postgres://admin:tr0ub4dor@db.local/shop', 'tr0ub4dor'],
  [`Authorization: Bearer ${random(32)}`, random(32)],
  [`API_KEY=${random(32)}`, random(32)],
  [`const apiKey = '${random(24)}';`, random(24)],
  [`const apiKey: string = '${random(24)}';`, random(24)],
  [`{"client_secret": "${random(28)}"}`, random(28)],
  [`password: ${random(20)}`, random(20)],
];

const PLAIN: readonly string[] = [
  'commit 4f2a9c1e8b7d6a5f4e3d2c1b0a9f8e7d6c5b4a39',
  'const key = "user-settings-dialog-visible";',
  'token = tokens.nextToken(currentPosition)',
  `"integrity": "sha512-${random(44)}=="`,
  'id: 123e4567-e89b-12d3-a456-426614174000',
  `data:image/png;base64,${random(48)}`,
  'expect(parseToken("abcdefghijklmnop")).toBe(1)',
  'password: string;',
  'https://example.com/a?b=c@d',
  'const secretKeyLength = 256 * 1024;',
  `const table = "${random(48)}";`,
  'author = someone@example.com',
  'keyboardShortcutsEnabled2026 = isEnabled(settings)',
];

describe('secrets', () => {
  test.each(SECRETS)('are found by their shape or their name: %s', (text, secret) => {
    expect(secretsIn(text)).toContain(secret);
  });

  test.each(PLAIN)('are not what only looks like one: %s', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  test('are hidden in all texts once they are known, and come back', () => {
    const vault = new SecretVault(['the key of the model']);
    const line = `const apiKey = '${random(24)}'; // the key of the model`;
    const hidden = vault.hide(line);
    expect(hidden).toMatch(/^const apiKey = 'FIXPOINT_SECRET_\w{8}'; \/\/ FIXPOINT_SECRET_\w{8}$/);
    expect(vault.hide(`bad key ${random(24)}`)).not.toContain(random(24));
    expect(vault.show(hidden)).toBe(line);
    expect(vault.hide(hidden)).toBe(hidden);
  });

  test('have the same placeholder in each session', () => {
    const [one, other] = [new SecretVault(), new SecretVault()];
    other.hide('postgres://a:another1@b');
    expect(one.hide(PEM)).toBe(other.hide(PEM));
  });

  test('are found in data of any depth', () => {
    const vault = new SecretVault();
    const data = { a: [{ b: PEM, c: 1, d: null }], e: true };
    const hidden = mapTexts(data, (text) => vault.hide(text));
    expect(JSON.stringify(hidden)).not.toContain('MIIEow');
    expect(mapTexts(hidden, (text) => vault.show(text))).toEqual(data);
  });

  test('take milliseconds in a long prompt', () => {
    const text = `${SECRETS.map(([each]) => each).join('\n')}\n${'const a = b + c; // plain\n'.repeat(8_000)}`;
    const vault = new SecretVault();
    vault.hide(text);
    const started = performance.now();
    vault.hide(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
