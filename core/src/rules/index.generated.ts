// Made by `npm run generate` from the files of this folder. Do not edit.
import type { Rule } from '../rule-api/rule.ts';
import ciStoredKeys from './ci-stored-keys.ts';
import conflictingProfiles from './conflicting-profiles.ts';
import danglingSourceProfile from './dangling-source-profile.ts';
import danglingSsoSession from './dangling-sso-session.ts';
import emptyProfile from './empty-profile.ts';
import incompleteSso from './incomplete-sso.ts';
import inconsistentSso from './inconsistent-sso.ts';
import ineffectiveDuration from './ineffective-duration.ts';
import invalidDuration from './invalid-duration.ts';
import legacySso from './legacy-sso.ts';
import missingIdToken from './missing-id-token.ts';
import missingRegion from './missing-region.ts';
import oversizedDuration from './oversized-duration.ts';
import profileAndKeys from './profile-and-keys.ts';
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
  danglingSourceProfile,
  danglingSsoSession,
  emptyProfile,
  incompleteSso,
  inconsistentSso,
  ineffectiveDuration,
  invalidDuration,
  legacySso,
  missingIdToken,
  missingRegion,
  oversizedDuration,
  profileAndKeys,
  staticLongTermKey,
  staticSecretKey,
  staticSessionKey,
  staticSessionToken,
  undersizedDuration,
  unknownProfile,
] as unknown as readonly Rule[];
