/**
 * Values that stand for a credential without being one. AWS's own examples all contain EXAMPLE; the rest is what
 * templates and tutorials use. None of them can be a key, because AWS never issues an id with such a word in it.
 */
const PLACEHOLDER =
  /EXAMPLE|^<[^<>]*>$|^x{3,}$|x{8,}|^\*{3,}$|^\.{3,}$|changeme|change[-_ ]me|replace[-_ ]?me|^your[-_ ]|[-_ ]here$|^todo$|^redacted$|^dummy$|^fake$|^placeholder$/iu;

/** Values for a local emulator (LocalStack, MinIO, DynamoDB Local), which accepts anything. */
const EMULATOR =
  /^(?:test|testing|local|localstack|minio|minioadmin|dummy|fake|foo|bar|key|secret|none|mock|x)$/iu;

/**
 * Values that name another value instead of holding one:
 * - shell, compose, templates, CI expressions;
 * - 1Password, vals, Bank-Vaults, the Vault plugin of Argo CD, AWS's own stores;
 * - the marks that deployment tools replace.
 */
const REFERENCE = anyOf([
  /\$\{\{[\s\S]*\}\}|\$\{[^{}]*\}|\$\([\s\S]*\)|\$[A-Za-z_]\w*|\{\{[\s\S]*\}\}|%\w+%|`[^`]*`|\$env:\w+/u,
  /op:\/\/\S+|ref\+\w+:\S+|vault:\S+|<path:[^<>]+>|arn:aws[\w-]*:(?:secretsmanager|ssm):\S+/u,
  /#\{[^{}]+\}#?|__\w+__|@@\w+@@/u,
]);

/** What SOPS and dotenvx leave of a value: only who has their key can read it. */
const CIPHERTEXT = /^(?:ENC\[[^\]]*\]|encrypted:\S+)$/u;

/** Whether a value is an obvious stand-in, such as `<your key>` or AWS's `AKIAIOSFODNN7EXAMPLE`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}

/** Whether a value is one that people give a local emulator. */
export function isEmulatorValue(text: string): boolean {
  return EMULATOR.test(text.trim());
}

/** Whether a value only refers to a variable, an expression or a command's output. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text.trim());
}

/** Whether a value is encrypted, and may stand where anybody can read it. */
export function isCiphertext(text: string): boolean {
  return CIPHERTEXT.test(text.trim());
}

/** A pattern for texts of one of the given forms. */
function anyOf(forms: readonly RegExp[]): RegExp {
  return new RegExp(`^(?:${forms.map(({ source }) => source).join('|')})$`, 'u');
}
