import { safe, safeName, type SafeText } from '@keyless/core';
import { awsCommand, type Mend } from '../mend.ts';
import type { CredentialsInUse } from './credentials-in-use.ts';
import type { FailureKind, ToolFailure } from './tool-failure.ts';

/** What is told of a failure. */
export interface Told {
  readonly title: SafeText;
  readonly meaning: SafeText;
  readonly action: SafeText;
  readonly mend?: Mend;
}

/** @param used Whose credentials the command has used; `undefined` where that cannot be known. */
export type Teller = (failure: ToolFailure, used: CredentialsInUse | undefined) => Told;

/** The tellers of some kinds. */
export type Tellers<Kind extends FailureKind> = Readonly<Record<Kind, Teller>>;

/** What a failure is about, as it may be shown. */
export function subjectOf({ subject }: ToolFailure, otherwise: SafeText): SafeText {
  return subject === undefined || subject === '' ? otherwise : safeName(subject);
}

/** A sentence about whose credentials were used, with a space before it; empty where that is not known. */
export function whose(used: CredentialsInUse | undefined): SafeText {
  return used ? safe` The command used ${used.description}.` : safe``;
}

/** A way to sign in, for which a person is needed. */
export function signIn(words: SafeText, profile: string): Required<Pick<Told, 'action' | 'mend'>> {
  const command = awsCommand(words, profile);
  return { action: safe`Run ${command}, then the command again`, mend: { type: 'run', command } };
}

/** A failure that is mended by editing the config file. */
export function inConfig(title: SafeText, meaning: SafeText, action: SafeText): Told {
  return { title, meaning, action, mend: { type: 'open-file', file: 'config' } };
}
