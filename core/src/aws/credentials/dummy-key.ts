import { isEmulatorValue } from '../../secret/placeholders.ts';
import type { ValueSource } from '../ci/value-source.ts';
import type { CredentialPart } from '../credential-names.ts';
import type { CredentialSet } from '../credential-set.ts';

/** A part of a key, and where its value comes from. */
interface KeyValue {
  readonly part: CredentialPart | undefined;
  readonly source: ValueSource;
}

/**
 * Whether the values of one place are a whole key of words that AWS never issues, and nothing besides: nobody is meant
 * to paste one over it. Tests whose AWS is a mock in their own process have such keys, and no endpoint.
 * https://docs.getmoto.org/en/latest/docs/getting_started.html
 */
export function isDummyKey(values: readonly KeyValue[]): boolean {
  const held = values.filter(({ source }) => source !== 'empty' && source !== 'computed');
  const has = (part: CredentialPart): boolean => held.some((one) => one.part === part);
  return (
    has('access-key-id') && has('secret-access-key') && held.every(({ source }) => source === 'emulator')
  );
}

/** Whether all values of a set are such words: there is no credential that a rewrite could replace. */
export function holdsDummiesOnly({ sites }: CredentialSet): boolean {
  return sites.every(({ value }) => value.derive(isEmulatorValue));
}
