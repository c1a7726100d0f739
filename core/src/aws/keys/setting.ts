import { safe, safeList, safeName, type SafeText } from '../../secret/safe-text.ts';

/** What the value of a setting is. */
export type KeyType =
  | 'access-key-id'
  | 'secret'
  | 'account-id'
  | 'role-arn'
  | 'mfa-serial'
  | 'session-name'
  | 'external-id'
  | 'identity-arn'
  | 'profile'
  | 'sso-session'
  | 'services'
  | 'region'
  | 'command'
  | 'path'
  | 'url'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'block'
  | 'text';

/** The tools whose reading is known. The AWS CLI v1 and boto3 share botocore; v2 has a copy of its own. */
export type Reader = 'cli-v1' | 'cli-v2' | 'boto3' | 'js' | 'go';

/** A setting of the AWS tools, as a key of a file or as a variable of the environment. */
export interface Setting {
  readonly name: string;
  readonly type: KeyType;
  /** The tools that read it; for everybody else it is not there. */
  readonly readers: readonly Reader[];
  /** For type `choice`: all values, in the case in which the tools want them. */
  readonly values?: readonly string[];
  /** For type `integer`, in the unit of the setting. */
  readonly limits?: readonly [least: number, most: number];
  /** What a number counts. */
  readonly unit?: 'seconds' | 'bytes';
  /** One sentence without final stop. */
  readonly summary: SafeText;
  /** What holds where it is not set: a value, or words that start with a small letter. */
  readonly usual?: SafeText;
  /** More sentences, with final stops. */
  readonly details?: SafeText;
  /** The name of what has taken its place. */
  readonly replacedBy?: string;
}

/** What a table says of a setting besides its name, type and summary. */
export type SettingExtra = Partial<
  Pick<Setting, 'readers' | 'values' | 'limits' | 'unit' | 'usual' | 'details' | 'replacedBy'>
>;

export const CLI: readonly Reader[] = ['cli-v1', 'cli-v2'];
export const BOTOCORE: readonly Reader[] = [...CLI, 'boto3'];
export const ALL_READERS: readonly Reader[] = [...BOTOCORE, 'js', 'go'];

const READER_NAMES: Readonly<Record<Reader, SafeText>> = {
  'cli-v1': safe`AWS CLI v1`,
  'cli-v2': safe`AWS CLI v2`,
  boto3: safe`boto3`,
  js: safe`JavaScript SDK`,
  go: safe`Go SDK`,
};

/** Who reads a setting: `AWS CLI, boto3 and Go SDK`. */
export function readersText({ readers }: Pick<Setting, 'readers'>): SafeText {
  const names = readers.map((reader) => READER_NAMES[reader]);
  const hasBoth = CLI.every((version) => readers.includes(version));
  return safeList(hasBoth ? [safe`AWS CLI`, ...names.slice(CLI.length)] : names);
}

/** Who does not read it, among those who read most settings; `undefined` where all do. */
export function othersText({ readers }: Pick<Setting, 'readers'>): SafeText | undefined {
  const others = ALL_READERS.filter((reader) => !readers.includes(reader));
  return others.length === 0 ? undefined : readersText({ readers: others });
}

const TYPE_TEXTS: Readonly<Record<Exclude<KeyType, 'choice' | 'integer'>, SafeText>> = {
  'access-key-id': safe`access key id`,
  secret: safe`secret`,
  'account-id': safe`account id of 12 digits`,
  'role-arn': safe`ARN of an IAM role`,
  'mfa-serial': safe`ARN of an MFA device, or the number of a hardware token`,
  'session-name': safe`2 to 64 letters, digits and characters of _+=,.@-`,
  'external-id': safe`2 to 1224 letters, digits and characters of _+=,.@:/-`,
  'identity-arn': safe`ARN of an identity`,
  profile: safe`name of a profile`,
  'sso-session': safe`name of an sso-session section`,
  services: safe`name of a services section`,
  region: safe`region`,
  command: safe`command line`,
  path: safe`path`,
  url: safe`URL`,
  boolean: safe`true or false`,
  block: safe`indented lines below the key`,
  text: safe`text`,
};

/** What a value may be: `whole number from 900 to 43200, in seconds`. Starts with a small letter, no final stop. */
export function valueText({ type, values = [], limits, unit }: Setting): SafeText {
  switch (type) {
    case 'choice':
      return safeList(values.map(safeName), 'or');
    case 'integer': {
      const bounds = limits ? safe` from ${limits[0]} to ${limits[1]}` : safe``;
      return unit ? safe`whole number${bounds}, in ${safeName(unit)}` : safe`whole number${bounds}`;
    }
    default:
      return TYPE_TEXTS[type];
  }
}

/** Whether the value of a setting is a secret by its nature. */
export function isSecretSetting({ type }: Pick<Setting, 'type'>): boolean {
  return type === 'secret' || type === 'access-key-id';
}
