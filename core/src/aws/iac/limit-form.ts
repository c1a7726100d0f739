import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { SHORTEST_LIMIT } from '../duration.ts';
import { isoDuration, parseIsoDuration } from '../iso-duration.ts';
import { meantSeconds } from '../meant-seconds.ts';

/** How a kind of resource writes the longest session that it allows. */
export interface LimitForm {
  /** The resource's property. */
  readonly property: string;
  readonly name: SafeText;
  /** What the resource is, e.g. `role`. */
  readonly owner: SafeText;
  /** Who refuses a wrong value. */
  readonly service: SafeText;
  /** What is expected, and how it looks. */
  readonly expected: SafeText;
  readonly example: SafeText;
  /**
   * The seconds of a text; `undefined` for one that the service refuses, `unknown` where readers of YAML disagree.
   * `plain`: the text stands without quotes.
   */
  read(text: string, plain: boolean): number | 'unknown' | undefined;
  /** Seconds as they are written into the file. */
  write(seconds: number): SafeText;
  /** Seconds in a sentence. */
  say(seconds: number): SafeText;
  /** What a person means by a text that is of another form, in seconds, if the service takes it. */
  meant(text: string): number | undefined;
}

const INTEGER = /^-?(?:0|[1-9]\d*)$/u;

/** Numbers of YAML 1.1 that one reader takes for a whole number and the next for something else: `0x10`, `1_000`, `1:00`. */
const DOUBTFUL =
  /^[-+]?(?:0x[\da-f_]+|0[ob]?[\d_]+|[1-9][\d_]*(?::[0-5]?\d)*|\d+(?:\.0*|(?:\.\d*)?e\+?\d+))$/iu;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
const ROLE: LimitForm = {
  property: 'MaxSessionDuration',
  name: safe`MaxSessionDuration`,
  owner: safe`role`,
  service: safe`IAM`,
  expected: safe`whole number of seconds`,
  example: safe`3600`,
  read: (text, plain) => {
    if (INTEGER.test(text)) return Number(text);
    return (plain ? DOUBTFUL : /^\d+$/u).test(text) ? 'unknown' : undefined;
  },
  write: (seconds) => safe`${seconds}`,
  say: (seconds) => safe`${seconds} seconds`,
  meant: (text) => inRange(parseIsoDuration(text) ?? meantSeconds(text)),
};

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html */
const PERMISSION_SET: LimitForm = {
  property: 'SessionDuration',
  name: safe`SessionDuration`,
  owner: safe`permission set`,
  service: safe`IAM Identity Center`,
  expected: safe`ISO 8601 duration`,
  example: safe`PT1H`,
  read: parseIsoDuration,
  write: (seconds) => safeName(isoDuration(seconds)),
  say: (seconds) => safeName(isoDuration(seconds)),
  meant: (text) => {
    const upper = text.toUpperCase();
    return inRange(parseIsoDuration(upper) ?? meantSeconds(upper.replace(/^PT?/u, '')));
  },
};

const FORMS: ReadonlyMap<string, LimitForm> = new Map([
  ['AWS::IAM::Role', ROLE],
  ['AWS::SSO::PermissionSet', PERMISSION_SET],
]);

/** How resources of a type write the limit; `undefined` for those that have none. */
export function limitFormOf(type: string): LimitForm | undefined {
  return FORMS.get(type);
}

/** More than the longest session is another mistake, which is told behind this one. */
function inRange(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= SHORTEST_LIMIT ? seconds : undefined;
}
