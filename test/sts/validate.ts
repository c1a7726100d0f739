import { malformedInput, notSupported, validationError } from './errors.ts';

/** What the API's model demands of a text parameter. */
export interface TextConstraint {
  readonly required?: boolean;
  /** In Unicode code points. */
  readonly min: number;
  readonly max: number;
  /** The pattern as STS shows it. */
  readonly shown?: string;
  /** The pattern as it is applied. */
  readonly pattern?: RegExp;
  /** Never shown in a message. */
  readonly sensitive?: boolean;
}

/** What the API's model demands of a number of seconds. */
export interface DurationConstraint {
  readonly min: number;
  readonly max: number;
}

const memberNames = new Map([
  ['RoleArn', 'roleArn'],
  ['RoleSessionName', 'roleSessionName'],
  ['DurationSeconds', 'durationSeconds'],
  ['ExternalId', 'externalId'],
  ['SerialNumber', 'serialNumber'],
  ['TokenCode', 'tokenCode'],
  ['WebIdentityToken', 'webIdentityToken'],
  ['ProviderId', 'providerId'],
]);

/** The constraints of the parameters, as the API's model has them. */
export const constraints = {
  roleArn: {
    required: true,
    min: 20,
    max: 2048,
    shown: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+',
    // Supplementary characters fail, although the shown pattern seems to admit them.
    pattern: /^[\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd]+$/,
  },
  roleSessionName: { required: true, min: 2, max: 64, shown: '[\\w+=,.@-]*', pattern: /^[\w+=,.@-]*$/ },
  externalId: { min: 2, max: 1224, shown: '[\\w+=,.@:\\/-]*', pattern: /^[\w+=,.@:/-]*$/ },
  serialNumber: { min: 9, max: 256, shown: '[\\w+=/:,.@-]*', pattern: /^[\w+=/:,.@-]*$/ },
  tokenCode: { min: 6, max: 6, shown: '[\\d]*', pattern: /^\d*$/ },
  webIdentityToken: { required: true, min: 4, max: 20_000, sensitive: true },
  assumeRoleDuration: { min: 900, max: 43_200 },
  sessionTokenDuration: { min: 900, max: 129_600 },
} as const satisfies Record<string, TextConstraint | DurationConstraint>;

/**
 * Collects what is wrong with an operation's parameters, so that one answer names everything, as STS does.
 * Patterns are told before lengths.
 */
export class ParameterReader {
  readonly #parameters: ReadonlyMap<string, string>;
  readonly #problems: string[] = [];

  constructor(parameters: ReadonlyMap<string, string>) {
    this.#parameters = parameters;
  }

  /** An optional text. */
  text(name: string, constraint: TextConstraint): string | undefined {
    const value = this.#parameters.get(name);
    if (value === undefined) {
      if (constraint.required === true) this.#fail(name, 'null', 'Member must not be null');
      return undefined;
    }
    const shown = constraint.sensitive === true ? "'***'" : `'${value}'`;
    const length = Array.from(value).length;
    if (constraint.pattern?.test(value) === false) {
      this.#fail(name, shown, `Member must satisfy regular expression pattern: ${constraint.shown ?? ''}`);
    }
    const { min, max } = constraint;
    if (length < min) this.#fail(name, shown, `Member must have length greater than or equal to ${min}`);
    if (length > max) this.#fail(name, shown, `Member must have length less than or equal to ${max}`);
    return value;
  }

  /** A text that must be there; `check` has to follow before it is used. */
  requiredText(name: string, constraint: TextConstraint): string {
    return this.text(name, { ...constraint, required: true }) ?? '';
  }

  /** An optional number of seconds. @throws StsError `MalformedInput` when it is no 32-bit integer. */
  duration(constraint: DurationConstraint): number | undefined {
    const value = this.#parameters.get('DurationSeconds');
    if (value === undefined) return undefined;
    if (value === '') throw malformedInput('missing value for decimal type');
    const seconds = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
    // Rejects NaN and everything outside of a signed 32-bit integer.
    if ((seconds | 0) !== seconds) throw malformedInput();
    const { min, max } = constraint;
    const shown = `'${seconds}'`;
    if (seconds < min) {
      this.#fail('DurationSeconds', shown, `Member must have value greater than or equal to ${min}`);
    }
    if (seconds > max) {
      this.#fail('DurationSeconds', shown, `Member must have value less than or equal to ${max}`);
    }
    return seconds;
  }

  /** Refuses parameters that would change what is granted and that this server does not know. */
  refuse(names: readonly string[]): void {
    for (const parameter of this.#parameters.keys()) {
      const found = names.find((name) => parameter === name || parameter.startsWith(`${name}.`));
      if (found !== undefined) throw notSupported(`the parameter ${found}`);
    }
  }

  /** @throws StsError `ValidationError` naming everything that was wrong. */
  check(): void {
    const count = this.#problems.length;
    if (count === 0) return;
    const noun = count === 1 ? 'error' : 'errors';
    throw validationError(`${count} validation ${noun} detected: ${this.#problems.join('; ')}`);
  }

  #fail(name: string, shown: string, constraint: string): void {
    const member = memberNames.get(name) ?? name;
    this.#problems.push(`Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`);
  }
}
