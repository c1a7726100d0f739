import { safe, safeList, safeName, type SafeText } from '../secret/safe-text.ts';
import { isRoleArn, roleArnOfSession } from './arn.ts';

/** Why a text is no role that can be assumed. `correct` is the ARN that is meant, where the text tells it. */
export type RoleArnMistake =
  | { readonly type: 'empty' }
  /** A stand-in that somebody was to replace: our rewrites' `ROLE_NAME`, `<account>`, `${ACCOUNT}`. */
  | { readonly type: 'placeholder'; readonly shown: SafeText }
  /** What `aws sts get-caller-identity` prints for somebody who has assumed a role. */
  | { readonly type: 'session'; readonly ssoRole: boolean; readonly correct: string | undefined }
  /** Somebody or something else of IAM. */
  | { readonly type: 'other-kind'; readonly kind: SafeText }
  | { readonly type: 'malformed'; readonly reason: SafeText; readonly correct: string | undefined };

/** In the place of a part of the ARN; names of roles hold no brackets and no dollar sign. */
const PLACEHOLDER =
  /<[^<>]*>|\$\{\{?[^{}]*\}\}?|\{\{?[^{}]*\}\}?|\$[A-Za-z_]\w*|\b(?:AWS_)?ACCOUNT[-_]?ID\b|(?<=::)account[-_]?id\b|\bROLE[-_]NAME\b|\bX{4,}\b|(?<=[/:])your[-_][\w-]*/gu;

/** What every stand-in holds some of, and most ARNs hold nothing of. */
const MAY_STAND_IN = /[<{$]|XXXX|account|ACCOUNT|ROLE|your/u;

const ARN = /^arn:(aws(?:-[a-z]+)*):([^:]*):([^:]*):([^:]*):(.*)$/su;

const KINDS: ReadonlyMap<string, SafeText> = new Map([
  ['user', safe`a user`],
  ['group', safe`a group`],
  ['policy', safe`a policy`],
  ['instance-profile', safe`an instance profile`],
  ['mfa', safe`an MFA device`],
  ['oidc-provider', safe`an identity provider`],
  ['saml-provider', safe`an identity provider`],
  ['federated-user', safe`a federated user`],
  ['root', safe`an account`],
]);

/**
 * Finds what is wrong with the ARN of a role; `undefined` for one that is right.
 * Source: the models of IAM and STS, `arnType` and `roleNameType`.
 */
export function roleArnMistake(text: string): RoleArnMistake | undefined {
  if (text === '') return { type: 'empty' };
  const standIns = MAY_STAND_IN.test(text) ? [...text.matchAll(PLACEHOLDER)].map(([one]) => one) : [];
  if (standIns.length > 0)
    return { type: 'placeholder', shown: safeList([...new Set(standIns)].slice(0, 3).map(safeName)) };
  if (isRoleArn(text)) return undefined;
  const parts = partsOf(text);
  if (parts) return mistakeOfParts(parts);
  return malformed(
    text.startsWith('arn:') ? safe`its parts are not those of an ARN` : safe`it does not start with arn:`,
  );
}

/** As written. */
interface Parts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

function partsOf(text: string): Parts | undefined {
  const match = ARN.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

function mistakeOfParts(parts: Parts): RoleArnMistake {
  const { partition, service, account, resource } = parts;
  const session = /^assumed-role\/([^/]*)/u.exec(resource);
  if (session) return sessionMistake(partition, account, session[1] ?? '');
  const kind = KINDS.get(/^[\w-]*/u.exec(resource)?.[0] ?? '');
  if (kind) return { type: 'other-kind', kind };
  if (service !== 'iam' && service !== 'sts')
    return malformed(safe`it belongs to the service ${safeName(service)}`);
  const name = resource.replace(/^(?:roles?[/:])?\/*/iu, '');
  const meant = `arn:${partition}:iam::${account.replaceAll(/[\s-]/gu, '')}:role/${name}`;
  return malformed(reasonOf(parts), isRoleArn(meant) ? meant : undefined);
}

function reasonOf({ service, region, account, resource }: Parts): SafeText {
  if (service !== 'iam') return safe`roles belong to iam, not sts`;
  if (region !== '') return safe`roles have no region`;
  if (!/^\d{12}$/u.test(account)) return safe`its account is not twelve digits`;
  if (!resource.startsWith('role/')) return safe`role/ is missing before the name`;
  return safe`IAM allows no role name like that`;
}

/** A session does not tell the path of its role, and roles of IAM Identity Center always have one. */
function sessionMistake(partition: string, accountId: string, roleName: string): RoleArnMistake {
  const ssoRole = roleName.startsWith('AWSReservedSSO_');
  const arn = roleArnOfSession({ partition, accountId, roleName, sessionName: '' });
  return { type: 'session', ssoRole, correct: !ssoRole && isRoleArn(arn) ? arn : undefined };
}

function malformed(reason: SafeText, correct?: string): RoleArnMistake {
  return { type: 'malformed', reason, correct };
}
