/** An IAM role's ARN, taken apart. */
export interface RoleArn {
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** `/`, or the folders of the role: `/team/app/`. */
  readonly path: string;
  /** Without the path. */
  readonly name: string;
}

/** The ARN of somebody who has assumed a role. It does not tell the role's path. */
export interface SessionArn {
  readonly partition: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly sessionName: string;
}

/** What `mfa_serial` may hold: a device with an ARN, or the number printed on a hardware token. */
export type MfaSerial =
  | { readonly type: 'device'; readonly partition: string; readonly accountId: string; readonly name: string }
  | { readonly type: 'hardware' };

/** Partitions come and go, so any name of their kind will do. */
const PARTITION = 'aws(?:-[a-z]+)*';

/** Segments of the path hold no slash, so that there is one way to match. */
const ROLE_ARN = new RegExp(
  `^arn:(${PARTITION}):iam::(\\d{12}):role/((?:[\\x21-\\x2e\\x30-\\x7e]+/)*)([\\w+=,.@-]{1,64})$`,
  'u',
);
const SESSION_ARN = new RegExp(
  `^arn:(${PARTITION}):sts::(\\d{12}):assumed-role/([\\w+=,.@-]{1,64})/([\\w+=,.@-]{2,64})$`,
  'u',
);
const MFA_ARN = new RegExp(`^arn:(${PARTITION}):iam::(\\d{12}):(?:mfa|sms-mfa|u2f)/([\\w+=/:,.@-]+)$`, 'u');
const HARDWARE_SERIAL = /^[\w+=/:,.@-]{9,256}$/u;

/** Limits of the STS API, in characters. */
const LONGEST_ARN = 2048;
const LONGEST_SERIAL = 256;

/**
 * Reads the ARN of an IAM role; `undefined` for everything else, the ARN of a session included.
 * Source: the models of IAM (role names and paths) and STS (lengths).
 */
export function parseRoleArn(text: string): RoleArn | undefined {
  const match = text.length <= LONGEST_ARN ? ROLE_ARN.exec(text) : undefined;
  if (!match) return undefined;
  const [, partition = '', accountId = '', path = '', name = ''] = match;
  return { partition, accountId, path: `/${path}`, name };
}

/** Whether a text is the ARN of an IAM role: as `parseRoleArn`, for whoever needs no parts of it. */
export function isRoleArn(text: string): boolean {
  return text.length <= LONGEST_ARN && ROLE_ARN.test(text);
}

/** Reads the ARN of an assumed role, as `aws sts get-caller-identity` prints it. */
export function parseSessionArn(text: string): SessionArn | undefined {
  const match = text.length <= LONGEST_ARN ? SESSION_ARN.exec(text) : undefined;
  if (!match) return undefined;
  const [, partition = '', accountId = '', roleName = '', sessionName = ''] = match;
  return { partition, accountId, roleName, sessionName };
}

/** The role of a session. Right only for a role without a path, because sessions do not name it. */
export function roleArnOfSession({ partition, accountId, roleName }: SessionArn): string {
  return `arn:${partition}:iam::${accountId}:role/${roleName}`;
}

/** Reads an MFA device's ARN or a hardware token's number. A user's or another ARN is neither. */
export function parseMfaSerial(text: string): MfaSerial | undefined {
  if (text.length > LONGEST_SERIAL) return undefined;
  const match = MFA_ARN.exec(text);
  if (match) {
    const [, partition = '', accountId = '', name = ''] = match;
    return { type: 'device', partition, accountId, name };
  }
  return HARDWARE_SERIAL.test(text) && !text.startsWith('arn:') ? { type: 'hardware' } : undefined;
}

/** Which regions belong to a partition other than `aws`. Source: botocore's partitions.json. */
const PARTITIONS: readonly (readonly [RegExp, string])[] = [
  [/^cn-/u, 'aws-cn'],
  [/^us-gov-/u, 'aws-us-gov'],
  [/^eusc-/u, 'aws-eusc'],
  [/^us-iso-/u, 'aws-iso'],
  [/^us-isob-/u, 'aws-iso-b'],
  [/^eu-isoe-/u, 'aws-iso-e'],
  [/^us-isof-/u, 'aws-iso-f'],
];

/** The partition that a region belongs to; `aws` for an unknown or empty one. */
export function partitionOfRegion(region: string): string {
  const name = region.trim().toLowerCase();
  return PARTITIONS.find(([pattern]) => pattern.test(name))?.[1] ?? 'aws';
}
