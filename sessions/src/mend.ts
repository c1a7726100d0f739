import { safe, safeName, type SafeText } from '@keyless/core';
import { quote } from 'shlex';

/** What mends a failure, for a button. */
export type Mend =
  /** Assume the role of a profile anew; `profile` as written. */
  | { readonly type: 'refresh'; readonly profile: string }
  /** A command to run in a terminal, for which a person has to sign in. */
  | { readonly type: 'run'; readonly command: SafeText }
  /** Remove an entry of the AWS CLI's cache; `name` is its forty digits, absent where the output does not tell. */
  | { readonly type: 'remove-entry'; readonly name: string | undefined }
  | { readonly type: 'open-file'; readonly file: 'config' | 'credentials' }
  /** Nothing that a button could do. */
  | { readonly type: 'none' };

/** A command line of the AWS CLI for a profile, as it can be typed into a shell. */
export function awsCommand(words: SafeText, profile: string): SafeText {
  return safe`aws ${words} --profile ${safeName(quote(profile))}`;
}
