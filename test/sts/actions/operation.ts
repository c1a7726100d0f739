import type { Caller } from '../authenticate.ts';
import type { ParameterReader } from '../validate.ts';
import type { Session } from '../sessions.ts';
import type { StsState } from '../state.ts';
import type { XmlElement } from '../xml.ts';

/** What an operation of a signed request gets. */
export interface SignedInput {
  readonly state: StsState;
  readonly caller: Caller;
  readonly parameters: ParameterReader;
}

/** What an operation of an unsigned request gets. */
interface UnsignedInput {
  readonly state: StsState;
  readonly parameters: ParameterReader;
}

/** The children of the operation's `…Result` element. */
export type OperationResult = readonly XmlElement[];

/** One operation of the API. */
export type Operation =
  | { readonly signed: true; readonly run: (input: SignedInput) => OperationResult }
  | { readonly signed: false; readonly run: (input: UnsignedInput) => OperationResult };

/** The `Credentials` element of an answer. */
export const credentialsElement = (session: Session): XmlElement => [
  'Credentials',
  [
    ['AccessKeyId', session.accessKeyId],
    ['SecretAccessKey', session.secretAccessKey],
    ['SessionToken', session.sessionToken],
    ['Expiration', session.expiresAt.toISOString().replace(/\.\d+Z$/, 'Z')],
  ],
];
