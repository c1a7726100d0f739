import type { TrustPolicy } from './trust-policy.ts';

/** What of a token IAM compares: its issuer without `https://`, and the claims that policies may ask for. */
export interface TokenClaims {
  readonly issuer: string;
  readonly aud: string;
  readonly sub: string;
}

/**
 * Whether a trust policy lets a token assume the role, by IAM's rules: the provider has to be the principal, all
 * operators and all keys have to hold, one value of a key is enough, and a claim that is missing fits nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function trusts(policy: TrustPolicy, token: TokenClaims): boolean {
  return policy.Statement.some(
    ({ Principal, Condition }) =>
      Principal.Federated.endsWith(`:oidc-provider/${token.issuer}`) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => {
          const claim = claimOf(token, key);
          return claim !== undefined && [values].flat().some((value) => fits(operator, value, claim));
        }),
      ),
  );
}

function claimOf(token: TokenClaims, key: string): string | undefined {
  if (key === `${token.issuer}:aud`) return token.aud;
  return key === `${token.issuer}:sub` ? token.sub : undefined;
}

function fits(operator: string, value: string, claim: string): boolean {
  if (operator === 'StringEquals') return plain(value) === claim;
  return operator === 'StringLike' && patternFits(value, claim);
}

/** Puts in the policy variables that stand for one character. */
function plain(value: string): string {
  return value.replaceAll(/\$\{([*?$])\}/gu, '$1');
}

/** Whether a text is like a pattern of IAM's: `*` is any text, `?` any character, `${*}` an asterisk. */
export function patternFits(pattern: string, text: string): boolean {
  return likeness(pattern).test(text);
}

function likeness(value: string): RegExp {
  const source = value.replaceAll(/\$\{([*?$])\}|([*?])|([^\w\s])/gu, (_all, literal, wild, other) => {
    if (wild !== undefined) return wild === '*' ? '[\\s\\S]*' : '[\\s\\S]';
    return `\\${String(literal ?? other)}`;
  });
  return new RegExp(`^${source}$`);
}
