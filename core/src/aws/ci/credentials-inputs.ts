import { safe, type SafeText } from '../../secret/safe-text.ts';

/**
 * What becomes of an input where the action assumes its role by OIDC.
 * - `keys`: with it the action takes the keys, and no token is asked for;
 * - `other-way`: it chooses another way to credentials, so that no token is asked for;
 * - `external-id`, `tags`, `tagging`: AssumeRoleWithWebIdentity has no such thing, so it is dropped;
 * - `arn`: a role needs its whole ARN.
 */
export type OidcEffect = 'keys' | 'other-way' | 'external-id' | 'tags' | 'tagging' | 'arn';

/** An input of `aws-actions/configure-aws-credentials`. */
export interface CredentialsInput {
  readonly name: string;
  /** The first version that has it. */
  readonly since: readonly [major: number, minor: number];
  /** One sentence without final stop. */
  readonly summary: SafeText;
  /** What holds where it is not given. */
  readonly usual?: SafeText;
  /** More sentences, with final stops. */
  readonly details?: SafeText;
  /** It is `true` or `false`. */
  readonly isSwitch?: true;
  /** From v4.2.0 on it is taken from a variable too, `ROLE_TO_ASSUME` for `role-to-assume`. */
  readonly isVariable?: true;
  readonly oidc?: OidcEffect;
}

type Version = CredentialsInput['since'];
type Extra = Pick<CredentialsInput, 'usual' | 'details' | 'isSwitch' | 'isVariable' | 'oidc'>;

function input(name: string, since: Version, summary: SafeText, more: Extra = {}): CredentialsInput {
  return { name, since, summary, ...more };
}

/** A switch is off where it is not given. */
function toggle(name: string, since: Version, summary: SafeText, more: Extra = {}): CredentialsInput {
  return input(name, since, summary, { usual: safe`false`, isSwitch: true, ...more });
}

const KEYS: readonly CredentialsInput[] = [
  input('aws-access-key-id', [1, 0], safe`Id of the keys to use, or to assume the role with`, {
    details: safe`An empty text, as of a secret that does not exist, counts as not given.`,
    oidc: 'keys',
  }),
  input('aws-secret-access-key', [1, 0], safe`Secret that belongs to aws-access-key-id`, { oidc: 'keys' }),
  input('aws-session-token', [1, 0], safe`Token that belongs to the keys, if they are those of a session`, {
    oidc: 'keys',
  }),
];

const ROLE: readonly CredentialsInput[] = [
  input('role-to-assume', [1, 0], safe`Role whose session the later steps get`, {
    isVariable: true,
    oidc: 'arn',
  }),
  input('role-duration-seconds', [1, 0], safe`How long the session lasts, in seconds`, {
    usual: safe`3600, and before v3 21600 for a role that is assumed with keys`,
    details: safe`From 900 to 43200, and no more than the role allows; 3600 at most for a role that is assumed from another one.`,
    isVariable: true,
  }),
  input('role-session-name', [1, 0], safe`Name of the session, as it appears in CloudTrail`, {
    usual: safe`GitHubActions`,
    details: safe`It has 2 to 64 letters, digits and characters of _+=,.@- and no others.`,
    isVariable: true,
  }),
  input('role-external-id', [1, 0], safe`External id that the role's trust policy asks for`, {
    isVariable: true,
    oidc: 'external-id',
  }),
  toggle('role-skip-session-tagging', [1, 0], safe`Whether the session gets no tags (Repository, Actor …)`, {
    isVariable: true,
    oidc: 'tagging',
  }),
  input('custom-tags', [6, 2], safe`Tags of the session besides those of the action`, { oidc: 'tags' }),
  input('transitive-tag-keys', [6, 0], safe`Tags that go on to the roles which this session assumes`, {
    isVariable: true,
    oidc: 'tags',
  }),
  input('inline-session-policy', [2, 2], safe`Policy that narrows what the session may do`, {
    isVariable: true,
  }),
  input('managed-session-policies', [2, 2], safe`ARNs of policies that narrow what the session may do`, {
    isVariable: true,
  }),
  toggle('role-chaining', [2, 1], safe`Whether the role is assumed with the credentials of an earlier step`, {
    details: safe`Such a session lasts one hour at most.`,
    isVariable: true,
    oidc: 'other-way',
  }),
];

const TOKEN: readonly CredentialsInput[] = [
  input('audience', [1, 7], safe`Whom the OIDC token is for`, {
    usual: safe`sts.amazonaws.com`,
    details: safe`The identity provider in IAM and the role's trust policy have to name the same.`,
    isVariable: true,
  }),
  input('web-identity-token-file', [1, 6], safe`File with the token to assume the role with`, {
    details: safe`The path may be relative to the workspace.`,
    isVariable: true,
    oidc: 'other-way',
  }),
  toggle('force-skip-oidc', [5, 0], safe`Whether the action asks for no OIDC token`, { oidc: 'other-way' }),
  toggle(
    'use-existing-credentials',
    [4, 1],
    safe`Whether valid credentials that are there already are kept`,
    {
      details: safe`Versions 5.0.0 to 6.2.3 take every text for yes, that of false included.`,
      isVariable: true,
      oidc: 'other-way',
    },
  ),
];

const RESULT: readonly CredentialsInput[] = [
  input('aws-region', [1, 0], safe`Region of the later steps`, {
    details: safe`Required. It is exported as AWS_REGION and AWS_DEFAULT_REGION.`,
    isVariable: true,
  }),
  toggle('mask-aws-account-id', [1, 0], safe`Whether the account id is masked in the log`, {
    usual: safe`false, and before v3 true`,
    isVariable: true,
  }),
  toggle('output-credentials', [3, 0], safe`Whether the credentials become outputs of the step, too`, {
    isVariable: true,
  }),
  toggle(
    'output-env-credentials',
    [4, 3],
    safe`Whether the credentials become variables of the later steps`,
    {
      usual: safe`true, and false with aws-profile`,
    },
  ),
  toggle(
    'unset-current-credentials',
    [3, 0],
    safe`Whether credentials of the environment are blanked first`,
    {
      isVariable: true,
    },
  ),
  input(
    'allowed-account-ids',
    [5, 0],
    safe`Accounts, with commas between them, in one of which the step has to end up`,
    {
      details: safe`In any other the step fails.`,
    },
  ),
  input('aws-profile', [6, 1], safe`Profile that the credentials are written to, in the runner's files`, {
    details: safe`The later steps get no variables then, unless output-env-credentials says so.`,
  }),
  toggle('overwrite-aws-profile', [6, 1], safe`Whether a profile of that name is replaced`, {
    details: safe`Without it the step fails where the profile exists.`,
    isVariable: true,
  }),
];

const REQUESTS: readonly CredentialsInput[] = [
  input('http-proxy', [2, 0], safe`Proxy for the requests to AWS`, { isVariable: true }),
  input('no-proxy', [5, 1], safe`Hosts that are asked without the proxy`, { isVariable: true }),
  toggle('disable-retry', [3, 0], safe`Whether the role is asked for only once`, { isVariable: true }),
  input('retry-max-attempts', [3, 0], safe`How often the role is asked for`, {
    usual: safe`12`,
    isVariable: true,
  }),
  toggle(
    'special-characters-workaround',
    [3, 0],
    safe`Whether credentials are asked for until the secret has no special characters`,
    { isVariable: true },
  ),
  input('action-timeout-s', [5, 1], safe`After how many seconds the step gives up`),
  input('sts-endpoint', [6, 2], safe`Address that STS is asked at instead of AWS's`, {
    details: safe`It is for servers that only speak AWS's protocol, such as MinIO and LocalStack.`,
  }),
];

/**
 * All inputs at v6.2.3.
 * Sources: action.yml and src/ of the tags of https://github.com/aws-actions/configure-aws-credentials
 */
export const CREDENTIALS_INPUTS: readonly CredentialsInput[] = [
  ...KEYS,
  ...ROLE,
  ...TOKEN,
  ...RESULT,
  ...REQUESTS,
];

const BY_NAME: ReadonlyMap<string, CredentialsInput> = new Map(
  CREDENTIALS_INPUTS.map((one) => [one.name, one]),
);

/** Finds an input by its name; GitHub ignores the case. */
export function findCredentialsInput(name: string): CredentialsInput | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The inputs of which the same becomes under OIDC. */
export function inputsWithOidcEffect(effect: OidcEffect): readonly string[] {
  return CREDENTIALS_INPUTS.filter(({ oidc }) => oidc === effect).map(({ name }) => name);
}

const VARIABLES: ReadonlyMap<string, string> = new Map(
  CREDENTIALS_INPUTS.map(({ name }) => [name, name.toUpperCase().replaceAll('-', '_')]),
);

/** The variable that the action takes an input from. */
export function variableOfInput({ name }: Pick<CredentialsInput, 'name'>): string {
  return VARIABLES.get(name) ?? '';
}
