import { sampleKeys } from './keys.ts';
import { pick, seededRandom, type Random } from './random.ts';

const REGIONS = ['eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-2', 'eu-central-1'];
const ROLES = ['Deploy', 'ReadOnly', 'Admin', 'Billing', 'Support'];

/** Profiles that all others build on: one per this many. */
const PER_BASE = 50;

interface Writer {
  readonly random: Random;
  readonly keys: ReturnType<typeof sampleKeys>;
  /** Names of profiles and of sessions that exist. */
  readonly bases: readonly string[];
  readonly sessions: readonly string[];
}

type ProfileLines = (name: string, writer: Writer) => readonly string[];

/**
 * The text of a config file as a large company has one: roles over base profiles, single sign-on, processes, nested
 * blocks and comments. Of its profiles, `problems` are wrong in one way or another, spread evenly over the file.
 */
export function awsConfigText(profiles: number, problems: number, seed = 1): string {
  const random = seededRandom(seed);
  const count = Math.max(1, Math.floor(profiles / PER_BASE));
  const bases = Array.from({ length: count }, (_, index) => `base-${index}`);
  const sessions = Array.from({ length: count }, (_, index) => `corp-${index}`);
  const writer: Writer = { random, keys: sampleKeys(random), bases, sessions };
  const sections = [
    ['[default]', 'region = eu-west-1', 'output = json'],
    ...bases.map((name) => baseProfile(name)),
    ...sessions.map((name) => ssoSession(name)),
  ];
  for (let index = count + 1; index < profiles; index += 1) {
    // The number of problems due by now has grown by one.
    const due = Math.floor((index * problems) / profiles);
    const isWrong = due > Math.floor(((index - 1) * problems) / profiles);
    const kinds = isWrong ? WRONG : SOUND;
    const lines = kinds[isWrong ? due % kinds.length : random(kinds.length)];
    sections.push(lines?.(`team-${index % 40}-account-${index}`, writer) ?? []);
  }
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function baseProfile(name: string): readonly string[] {
  return [
    `[profile ${name}]`,
    `credential_process = /usr/local/bin/aws-vault export --format=json ${name}`,
    'region = eu-west-1',
  ];
}

function ssoSession(name: string): readonly string[] {
  return [
    `[sso-session ${name}]`,
    `sso_start_url = https://${name}.awsapps.com/start`,
    'sso_region = eu-west-1',
    'sso_registration_scopes = sso:account:access',
  ];
}

function account({ random }: Writer): string {
  return String(100_000_000_000 + random(899_999_999));
}

function role(name: string, writer: Writer, more: readonly string[] = []): readonly string[] {
  const { random, bases } = writer;
  return [
    `[profile ${name}]`,
    `role_arn = arn:aws:iam::${account(writer)}:role/${pick(random, ROLES)}`,
    `source_profile = ${pick(random, bases)}`,
    `region = ${pick(random, REGIONS)}`,
    ...more,
  ];
}

const SOUND: readonly ProfileLines[] = [
  (name, writer) => role(name, writer, ['output = json', 'role_session_name = ops']),
  (name, writer) => role(name, writer, ['duration_seconds = 3600']),
  (name, writer) => [
    `# ${name}: asks for a code`,
    ...role(name, writer, ['# retries = few', 'max_attempts = 5']),
  ],
  (name, writer) => [
    `[profile ${name}]`,
    `sso_session = ${pick(writer.random, writer.sessions)}`,
    `sso_account_id = ${account(writer)}`,
    `sso_role_name = ${pick(writer.random, ROLES)}`,
    `region = ${pick(writer.random, REGIONS)}`,
    'output = json',
  ],
  (name, writer) => [
    `[profile ${name}]`,
    `credential_process = /usr/local/bin/aws-vault export --format=json ${name}`,
    `region = ${pick(writer.random, REGIONS)}`,
    's3 =',
    '  max_concurrent_requests = 20',
    '  addressing_style = path',
  ],
];

/** Each gives one finding or more, of another rule each. */
const WRONG: readonly ProfileLines[] = [
  (name, writer) => [
    `[profile ${name}]`,
    `role_arn = arn:aws:iam::${account(writer)}:role/Deploy`,
    `source_profile = gone-${name}`,
    'region = eu-west-1',
  ],
  (name, writer) => [
    `[profile ${name}]`,
    `sso_session = corp-x-${name}`,
    `sso_account_id = ${account(writer)}`,
    'sso_role_name = Admin',
    'region = eu-west-1',
  ],
  (name, writer) => role(name, writer, ['duration_seconds = 1h']),
  (name, writer) => role(name, writer, ['duration_seconds = 60']),
  (name, writer) => role(name, writer, ['duration_seconds = 86400']),
  (name, writer) => role(name, writer, ['outptu = json']),
  (name, writer) => role(name, writer, ['output = jsno']),
  (name, writer) => role(name, writer, ['output = "json"']),
  (name, writer) => role(name, writer, ['output = json # for scripts']),
  (name, writer) => role(name, writer, ['output = json', 'output = text']),
  (name, writer) => role(name, writer, ['  output = json']),
  (name, writer) => role(name, writer, ['credential_source = Environment']),
  (name, writer) => role(name, writer, ['s3 =', '  addressing_style']),
  (name, writer) => [
    `[profile ${name}]`,
    `role_arn = arn:aws:iam::${account(writer)}:user/Deploy`,
    `source_profile = ${pick(writer.random, writer.bases)}`,
    'region = eu-west-1',
  ],
  (name, writer) => [
    `[profile ${name}]`,
    `role_arn = arn:aws:iam::${account(writer)}:role/Deploy`,
    'region = eu-west-1',
  ],
  (name, writer) => [
    `[profile ${name}]`,
    `role_arn = arn:aws:iam::${account(writer)}:role/Deploy`,
    `source_profile = ${name}`,
    'mfa_serial = arn:aws:iam::123456789012:mfa/me',
    'region = eu-west-1',
  ],
  (name, { keys }) => [
    `[profile ${name}]`,
    `aws_access_key_id = ${keys.id('ASIA')}`,
    `aws_secret_access_key = ${keys.secret()}`,
    `aws_session_token = ${keys.token()}`,
    'region = eu-west-1',
  ],
  (name, { keys }) => [
    `[profile ${name}]`,
    `aws_access_key_id = ${keys.id('AKIA')}`,
    `aws_secret_access_key = ${keys.secret()}`,
    'region = eu-west-1',
  ],
  (name, writer) => [
    `[profile ${name}]`,
    'sso_start_url = https://old.awsapps.com/start',
    'sso_region = eu-west-1',
    `sso_account_id = ${account(writer)}`,
    'sso_role_name = Admin',
    'region = eu-west-1',
  ],
  (name) => [`[profile ${name}]`],
  (name, writer) => [`[${name}]`, ...role(name, writer).slice(1)],
  (name) => [`[profile ${name}]`, `credential_process = ~/bin/vault ${name} | jq .`, 'region = eu-west-1'],
];
