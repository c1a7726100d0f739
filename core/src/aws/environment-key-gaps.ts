import { readText } from '../documents/yaml/scalars.ts';
import { safeName, type SafeText } from '../secret/safe-text.ts';
import { SecretValue } from '../secret/secret-value.ts';
import type { Range } from '../text/range.ts';
import { parseAccessKeyId } from './access-key-id.ts';
import { sourceOfPlain, type ValueSource } from './ci/value-source.ts';
import { partOfVariable, type CredentialPart } from './credential-names.ts';
import type { CredentialSet } from './credential-set.ts';
import type { Environment } from './environments.ts';
import { gapIn, type KeyGap, type KeyParts } from './key-gap.ts';

/** A part of a key in a variable or an input. */
export interface NamedPart {
  readonly name: SafeText;
  readonly nameRange: Range;
  readonly value: SecretValue;
  readonly source: ValueSource;
}

/** A variable or an input that gives a part of a key. */
export interface NamedValue {
  readonly part: CredentialPart;
  /** As written. */
  readonly name: string;
  readonly nameRange: Range;
  readonly text: string | SecretValue;
  readonly source: ValueSource;
}

/** Names that Go tools read too. Another tool sees no half of a key there. */
const ALIASES: ReadonlySet<string> = new Set(['AWS_ACCESS_KEY', 'AWS_SECRET_KEY']);

/** The old name of the token, as a variable and as an input. */
const OLD_TOKEN = /security[_-]?token$/iu;

/**
 * What is incomplete about the keys of an environment. Nothing is missing where what is there, or what is not, may come
 * from somebody else: a reference, an `env_file`.
 */
export function environmentKeyGap({ variables, complete }: Environment): KeyGap<NamedPart> | undefined {
  const gap = gapIn(
    namedParts(
      variables.flatMap(({ name, nameRange, value }) => {
        const part = partOfVariable(name);
        if (part === undefined) return [];
        const source = value === undefined ? 'computed' : readText(value, sourceOfPlain);
        return [{ part, name, nameRange, text: value ?? '', source }];
      }),
    ),
  );
  return gap && (complete || !isAbsence(gap)) && isTold(gap) ? gap : undefined;
}

/**
 * A long-term key with a session token in one map of any CI file. Nothing counts as missing there: the settings of the
 * project give variables too.
 */
export function setKeyGap({ owner, sites }: CredentialSet): KeyGap<NamedPart> | undefined {
  if (owner.type !== 'variables') return undefined;
  const values = sites
    .filter(({ name, commentedOut }) => !commentedOut && partOfVariable(name) !== undefined)
    .map(({ part, name, keyRange, value, origin }) => ({
      part,
      name,
      nameRange: keyRange,
      text: value,
      source: origin,
    }));
  const gap = gapIn(namedParts(values));
  return gap?.type === 'needless-token' ? gap : undefined;
}

/** Whether a gap is about something that is not there. */
export function isAbsence({ type }: Pick<KeyGap<NamedPart>, 'type'>): boolean {
  return type === 'no-secret' || type === 'no-id' || type === 'token-alone' || type === 'no-token';
}

/** Whether the part that a gap is told at stands in the file itself, under the name that every tool reads. */
export function isTold({ at }: KeyGap<NamedPart>): boolean {
  return at.source !== 'computed' && !ALIASES.has(at.name);
}

/** The parts among values, the last one of each name; what is empty is unset. */
export function namedParts(values: readonly NamedValue[]): KeyParts<NamedPart> {
  const last = [...new Map(values.map((one) => [one.name, one])).values()].filter(
    ({ source }) => source !== 'empty',
  );
  const of = (part: CredentialPart): NamedPart | undefined => {
    const found = last.filter((one) => one.part === part);
    const best = found.find(({ name }) => !OLD_TOKEN.test(name)) ?? found[0];
    return best && partOf(best);
  };
  const [id, token] = [of('access-key-id'), of('session-token')];
  return {
    id,
    secret: of('secret-access-key'),
    token,
    oldTokenOnly: token !== undefined && OLD_TOKEN.test(token.name),
    key: id && parseAccessKeyId(id.value),
  };
}

function partOf({ name, nameRange, text, source }: NamedValue): NamedPart {
  const value = typeof text === 'string' ? new SecretValue(text) : text;
  return { name: safeName(name), nameRange, value, source };
}
