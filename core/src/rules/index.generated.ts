// Made by `npm run generate` from the files of this folder. Do not edit.
import type { Rule } from '../rule-api/rule.ts';
import ciStoredKeys from './ci-stored-keys.ts';
import conflictingProfiles from './conflicting-profiles.ts';
import conflictingSources from './conflicting-sources.ts';
import danglingSourceProfile from './dangling-source-profile.ts';
import danglingSsoSession from './dangling-sso-session.ts';
import emptyProfile from './empty-profile.ts';
import fragileCredentialProcess from './fragile-credential-process.ts';
import incompleteSso from './incomplete-sso.ts';
import inconsistentSso from './inconsistent-sso.ts';
import ineffectiveDuration from './ineffective-duration.ts';
import invalidCredentialSource from './invalid-credential-source.ts';
import invalidDuration from './invalid-duration.ts';
import invalidRoleArn from './invalid-role-arn.ts';
import legacySso from './legacy-sso.ts';
import missingIdToken from './missing-id-token.ts';
import missingRegion from './missing-region.ts';
import oversizedDuration from './oversized-duration.ts';
import profileAndKeys from './profile-and-keys.ts';
import redirectedEndpoint from './redirected-endpoint.ts';
import roleWithoutSource from './role-without-source.ts';
import sourceProfileCycle from './source-profile-cycle.ts';
import staticLongTermKey from './static-long-term-key.ts';
import staticSecretKey from './static-secret-key.ts';
import staticSessionKey from './static-session-key.ts';
import staticSessionToken from './static-session-token.ts';
import undersizedDuration from './undersized-duration.ts';
import unknownProfile from './unknown-profile.ts';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  ciStoredKeys,
  conflictingProfiles,
  conflictingSources,
  danglingSourceProfile,
  danglingSsoSession,
  emptyProfile,
  fragileCredentialProcess,
  incompleteSso,
  inconsistentSso,
  ineffectiveDuration,
  invalidCredentialSource,
  invalidDuration,
  invalidRoleArn,
  legacySso,
  missingIdToken,
  missingRegion,
  oversizedDuration,
  profileAndKeys,
  redirectedEndpoint,
  roleWithoutSource,
  sourceProfileCycle,
  staticLongTermKey,
  staticSecretKey,
  staticSessionKey,
  staticSessionToken,
  undersizedDuration,
  unknownProfile,
] as unknown as readonly Rule[];
