// Made by `npm run generate` from the files of this folder. Do not edit.
import type { Rule } from '../rule-api/rule.ts';
import ciStoredKeys from './ci-stored-keys.ts';
import danglingSourceProfile from './dangling-source-profile.ts';
import missingIdToken from './missing-id-token.ts';
import missingRegion from './missing-region.ts';
import oversizedDuration from './oversized-duration.ts';
import staticLongTermKey from './static-long-term-key.ts';
import staticSecretKey from './static-secret-key.ts';
import staticSessionKey from './static-session-key.ts';
import staticSessionToken from './static-session-token.ts';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  ciStoredKeys,
  danglingSourceProfile,
  missingIdToken,
  missingRegion,
  oversizedDuration,
  staticLongTermKey,
  staticSecretKey,
  staticSessionKey,
  staticSessionToken,
] as unknown as readonly Rule[];
