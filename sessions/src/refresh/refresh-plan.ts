import type { SafeText, SecretValue } from '@keyless/core';
import type { AssumeRoleArguments } from '../cli-cache/key.ts';
import type { AwsCredentials } from '../credentials.ts';
import type { HostKind, StsTarget } from '../sts-port.ts';
import type { RefreshFailure } from './result.ts';

/** Where the first role of a chain gets the credentials that sign its call. */
export type RefreshSource =
  | {
      readonly kind: 'static';
      readonly profile: SafeText;
      /** For a sentence: `the keys of profile base in the credentials file`. */
      readonly description: SafeText;
      readonly credentials: AwsCredentials;
    }
  | {
      readonly kind: 'process';
      readonly profile: SafeText;
      readonly description: SafeText;
      /** Opaque, because people write passwords and tokens into it. */
      readonly command: SecretValue;
    }
  | SignInSource
  | WebIdentitySource
  | HostSource
  /** Read from the environment when the refresh runs. */
  | { readonly kind: 'environment'; readonly profile: SafeText; readonly description: SafeText };

/** What this program runs in: a container or an instance with a role. */
export interface HostSource {
  readonly kind: HostKind;
  readonly profile: SafeText;
  readonly description: SafeText;
}

/** A source that a person has to sign in to. What the sign-in left is read when the refresh runs. */
export type SignInSource =
  | {
      readonly kind: 'sso';
      readonly profile: SafeText;
      readonly description: SafeText;
      /** The sso-session, in the old form the start URL: the token's file is named after it. */
      readonly tokenOf: string;
      readonly accountId: string;
      readonly roleName: string;
      /** Where the portal of IAM Identity Center is. */
      readonly target: StsTarget;
      /** The command that signs in. */
      readonly signIn: SafeText;
    }
  | {
      readonly kind: 'login';
      readonly profile: SafeText;
      readonly description: SafeText;
      /** Absolute path of the file in which `aws login` keeps its credentials. */
      readonly file: string;
      readonly signIn: SafeText;
    };

/** A source that exchanges an OIDC token. */
export interface WebIdentitySource {
  readonly kind: 'web-identity';
  readonly profile: SafeText;
  readonly description: SafeText;
  readonly roleArn: string;
  readonly shownRole: SafeText;
  readonly roleSessionName: string | undefined;
  /** Absolute path. */
  readonly tokenFile: string;
  readonly target: StsTarget;
}

/** A role to assume. */
export interface RefreshHop {
  /** The profile that names the role. */
  readonly profile: SafeText;
  readonly roleArn: SafeText;
  readonly call: AssumeRoleArguments & { readonly durationSeconds?: number | undefined };
  /** The AWS CLI's name of the cache entry, e.g. `ecd9….json`. */
  readonly cacheName: string;
}

/** How a profile's session is made anew. */
export interface RefreshPlan {
  readonly ok: true;
  readonly profile: SafeText;
  readonly source: RefreshSource;
  /** In the order in which they are assumed; the last one is the profile's own role. */
  readonly hops: readonly [RefreshHop, ...RefreshHop[]];
  readonly target: StsTarget;
  /** Profiles with another source that the AWS CLI will serve with the new session too. */
  readonly sharedWith: readonly SafeText[];
}

/** Why a profile cannot be refreshed as it stands, or not by this tool. */
export type RefreshRefusal = RefreshFailure & { readonly kind: 'refused' };
