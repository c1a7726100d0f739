/**
 * What counts as a secret in the tests is found without our parsers: access key ids, session tokens, and every run of
 * 40 or more characters that a secret or a token is made of.
 */
const SECRETS =
  /(?:AKIA|ASIA)[A-Z0-9]{16}|(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz)[\w+/=]{20,}|(?<![\w+/=.:@-])[A-Za-z0-9+/=]{40,}(?![\w+/=.-])/gu;

/** What may be a secret in base64: shorter runs are no key. */
const ENCODED = /(?<![\w+/=-])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=-])/gu;

/** The secrets of a text, with those that stand in base64 in both forms. Commit ids are 40 hexadecimal digits and none. */
export function secretsOf(text: string): readonly string[] {
  return [...plainSecretsOf(text), ...encodedSecretsOf(text)];
}

function plainSecretsOf(text: string): readonly string[] {
  return [...text.matchAll(SECRETS)]
    .map(([secret]) => secret)
    .filter((secret) => !/^[0-9a-f]{40}$/u.test(secret));
}

function encodedSecretsOf(text: string): readonly string[] {
  return [...text.matchAll(ENCODED)].flatMap(([encoded]) => {
    const decoded = plainSecretsOf(Buffer.from(encoded, 'base64').toString('latin1'));
    return decoded.length > 0 ? [encoded, ...decoded] : [];
  });
}
