import { closest, distance } from 'fastest-levenshtein';
import { safe, safeList, safeName, type SafeText } from '../secret/safe-text.ts';
import { parseMfaSerial } from './arn.ts';
import { parseCliInteger } from './duration.ts';
import type { KeyType, ProfileKey } from './profile-keys.ts';
import { malformedRegion } from './regions.ts';

/** What is wrong with a value that no tool can use. */
export interface ValueFlaw {
  /** What the value is not, to follow "is": `no region`. */
  readonly verdict: SafeText;
  /** What comes of it, to follow a comma. */
  readonly effect: SafeText;
  /** What is probably meant. */
  readonly nearest: string | undefined;
  /** It differs from what is meant in its case alone. */
  readonly onlyCase: boolean;
}

/** A name this far from another one is hardly a slip of the pen. */
const FARTHEST_SLIP = 2;

/** Session names and external ids as the model of STS has them. */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/u;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/u;
const ACCOUNT_ID = /^\d{12}$/u;

const BOOLEANS = ['true', 'false'];

/** What people write for a boolean. */
const YES: readonly string[] = ['true', 'yes', 'on', '1', 'enabled'];
const NO: readonly string[] = ['false', 'no', 'off', '0', 'disabled'];

/** Settings that every tool which reads them takes in any case. Source: botocore's args.py, the JavaScript SDK's readers. */
const ANY_CASE: ReadonlySet<string> = new Set([
  'cli_follow_urlparam',
  'csm_enabled',
  'defaults_mode',
  'endpoint_discovery_enabled',
  'imds_use_ipv6',
  'parameter_validation',
  'request_checksum_calculation',
  'response_checksum_validation',
  'tcp_keepalive',
]);

type Judge = (key: ProfileKey, text: string) => ValueFlaw | undefined;

/** Types whose values have a form that does not depend on the rest of the file. */
const JUDGES: Partial<Readonly<Record<KeyType, Judge>>> = {
  'session-name': (_key, text) =>
    SESSION_NAME.test(text)
      ? undefined
      : flaw(
          safe`no session name of 2 to 64 letters, digits and characters of _+=,.@-`,
          safe`so STS refuses to assume the role`,
          wordOf(text, /[^\w+=,.@-]+/gu, SESSION_NAME),
        ),
  'external-id': (_key, text) =>
    EXTERNAL_ID.test(text)
      ? undefined
      : flaw(
          safe`no external id of 2 to 1224 letters, digits and characters of _+=,.@:/-`,
          safe`so STS refuses to assume the role`,
        ),
  'mfa-serial': (_key, text) =>
    parseMfaSerial(text)
      ? undefined
      : flaw(
          safe`neither the ARN of an MFA device nor the number of a hardware token`,
          safe`so STS refuses to assume the role`,
          deviceOfUser(text),
        ),
  'account-id': (_key, text) =>
    ACCOUNT_ID.test(text)
      ? undefined
      : flaw(safe`no account id of 12 digits`, safe`so no account is found for it`, accountOf(text)),
  region: (_key, text) => {
    const malformed = malformedRegion(text);
    return (
      malformed && {
        ...flaw(safe`no region`, safe`so requests fail`, malformed.nearest),
        onlyCase: malformed.nearest === text.toLowerCase(),
      }
    );
  },
  boolean: (key, text) =>
    oneOf(
      key,
      text,
      BOOLEANS,
      () => booleanOf(text),
      safe`which the AWS CLI reads as false and other tools refuse`,
    ),
  choice: (key, text) =>
    oneOf(
      key,
      text,
      key.values ?? [],
      () => nearestOf(text, key.values ?? []),
      safe`so tools refuse or ignore it`,
    ),
  integer: (key, text) => {
    const [least, most] = key.limits ?? [];
    const number = parseCliInteger(text);
    if (number !== undefined && number >= (least ?? number) && number <= (most ?? number)) return undefined;
    const verdict =
      least === undefined || most === undefined
        ? safe`no whole number`
        : safe`no whole number from ${least} to ${most}`;
    return flaw(verdict, safe`so tools refuse or ignore it`);
  },
};

/** Whether values of a key have a form of their own. */
export function hasForm({ type }: ProfileKey): boolean {
  return JUDGES[type] !== undefined;
}

/**
 * Judges a value by the type of its key; `undefined` for one that may be right, and for types without a form of their
 * own. Sources: the models of STS and IAM, botocore's configprovider.py, the JavaScript SDK's `booleanSelector`.
 */
export function judgeValue(key: ProfileKey, text: string): ValueFlaw | undefined {
  return JUDGES[key.type]?.(key, text);
}

function flaw(verdict: SafeText, effect: SafeText, nearest?: string): ValueFlaw {
  return { verdict, effect, nearest, onlyCase: false };
}

function oneOf(
  { name, place }: ProfileKey,
  text: string,
  values: readonly string[],
  nearest: () => string | undefined,
  effect: SafeText,
): ValueFlaw | undefined {
  if (values.includes(text)) return undefined;
  const same = values.find((value) => value.toLowerCase() === text.toLowerCase());
  // Only the AWS CLI reads the block of Amazon S3, and its booleans in any case.
  const anyCase = ANY_CASE.has(name) || (place === 's3' && values.includes('true'));
  if (same !== undefined && anyCase) return undefined;
  if (same === undefined) return flaw(safe`none of ${safeList(values.map(safeName))}`, effect, nearest());
  return { ...flaw(safe`in the wrong case`, safe`so some tools refuse it`, same), onlyCase: true };
}

function booleanOf(text: string): string | undefined {
  const plain = text.toLowerCase();
  if (YES.includes(plain)) return 'true';
  return NO.includes(plain) ? 'false' : nearestOf(plain, ['true', 'false']);
}

function nearestOf(text: string, values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  const plain = text.toLowerCase();
  const best = closest(
    plain,
    values.map((value) => value.toLowerCase()),
  );
  const far = distance(plain, best);
  if (far > Math.min(FARTHEST_SLIP, Math.floor(plain.length / 2))) return undefined;
  return values.find((value) => value.toLowerCase() === best);
}

/** The text with dashes for what may not be in it, where that mends it. With dashes a key would look like a name. */
function wordOf(text: string, foreign: RegExp, form: RegExp): string | undefined {
  if (safeName(text).includes('***')) return undefined;
  const word = text.replaceAll(foreign, '-').replaceAll(/^-+|-+$/gu, '');
  return form.test(word) ? word : undefined;
}

/** IAM's console proposes the user's name for the device. */
function deviceOfUser(text: string): string | undefined {
  const device = text.replace(/^(arn:[a-z-]+:iam::\d{12}:)user\/(?:[^/]+\/)*([^/]+)$/u, '$1mfa/$2');
  return device !== text && parseMfaSerial(device) ? device : undefined;
}

/** `1234-5678-9012` as the console shows it, or a number that a spreadsheet has robbed of its leading zeros. */
function accountOf(text: string): string | undefined {
  if (!/^[\d\s-]+$/u.test(text)) return undefined;
  const digits = text.replaceAll(/[\s-]/gu, '');
  if (digits.length === 12) return digits;
  return digits === text && digits.length >= 10 && digits.length < 12 ? digits.padStart(12, '0') : undefined;
}
