import type { OidcProvider } from '../aws/ci/oidc-provider.ts';

/** A condition of a policy: operator, then key, then the values of which one has to fit. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A trust policy for tokens of one provider. */
export interface TrustPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    {
      readonly Effect: 'Allow';
      readonly Principal: { readonly Federated: string };
      readonly Action: 'sts:AssumeRoleWithWebIdentity';
      readonly Condition: Conditions;
    },
  ];
}

/** Whose tokens are trusted. */
export interface Trust {
  readonly provider: OidcProvider;
  readonly partition: string;
  /** Twelve digits, or a stand-in. */
  readonly accountId: string;
  /** Subjects of tokens; `*` stands for any text, unless it is escaped by `literalSubject`. Never empty. */
  readonly subjects: readonly [string, ...string[]];
}

/** The ARN of the provider in an account. */
export function providerArn({ provider, partition, accountId }: Trust): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${provider.host}`;
}

/**
 * Trusts a provider's tokens for one audience and these subjects only. IAM refuses a policy for a provider that many
 * share unless it looks at the subject, and one that looks at the audience alone would trust everybody's repositories.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export function trustPolicy(trust: Trust): TrustPolicy {
  const { host, audience } = trust.provider;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: providerArn(trust) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: conditionsOf(host, audience, trust.subjects),
      },
    ],
  };
}

/** Whether subjects are compared with wildcards. */
export function usesWildcards(subjects: readonly string[]): boolean {
  return subjects.some((subject) => /[*?]/u.test(withoutVariables(subject)));
}

/** A text that stands for itself where IAM compares with wildcards and puts in policy variables. */
export function literalSubject(text: string): string {
  return text.replaceAll(/[*?$]/gu, (special) => `\${${special}}`);
}

function conditionsOf(host: string, audience: string, subjects: readonly string[]): Conditions {
  const [aud, sub] = [`${host}:aud`, `${host}:sub`];
  const [only] = subjects;
  const value = subjects.length === 1 && only !== undefined ? only : subjects;
  return usesWildcards(subjects)
    ? { StringEquals: { [aud]: audience }, StringLike: { [sub]: value } }
    : { StringEquals: { [aud]: audience, [sub]: value } };
}

function withoutVariables(text: string): string {
  return text.replaceAll(/\$\{[^{}]\}/gu, '');
}
