// Made by `npm run generate` from the files of this folder. Do not edit.
import type { Rule } from '../rule-api/rule.ts';
import actionWithoutSessionToken from './action-without-session-token.ts';
import ciKeysOnDisk from './ci-keys-on-disk.ts';
import ciStoredKeys from './ci-stored-keys.ts';
import conflictingProfiles from './conflicting-profiles.ts';
import conflictingSources from './conflicting-sources.ts';
import danglingSourceProfile from './dangling-source-profile.ts';
import danglingSsoSession from './dangling-sso-session.ts';
import defaultInheritance from './default-inheritance.ts';
import droppedContentsPermission from './dropped-contents-permission.ts';
import duplicateKey from './duplicate-key.ts';
import duplicateSection from './duplicate-section.ts';
import emptyProfile from './empty-profile.ts';
import envFileTracked from './env-file-tracked.ts';
import environmentDump from './environment-dump.ts';
import expiredSession from './expired-session.ts';
import fragileCredentialProcess from './fragile-credential-process.ts';
import ignoredOidcInput from './ignored-oidc-input.ts';
import ignoredRegion from './ignored-region.ts';
import incompleteKeySet from './incomplete-key-set.ts';
import incompleteSso from './incomplete-sso.ts';
import inconsistentSso from './inconsistent-sso.ts';
import ineffectiveDuration from './ineffective-duration.ts';
import inlineComment from './inline-comment.ts';
import invalidConfiguration from './invalid-configuration.ts';
import invalidCredentialSource from './invalid-credential-source.ts';
import invalidDuration from './invalid-duration.ts';
import invalidRoleArn from './invalid-role-arn.ts';
import invalidValue from './invalid-value.ts';
import keysDefeatOidc from './keys-defeat-oidc.ts';
import legacySso from './legacy-sso.ts';
import misplacedSection from './misplaced-section.ts';
import missingIdToken from './missing-id-token.ts';
import missingRegion from './missing-region.ts';
import missingSessionToken from './missing-session-token.ts';
import outdatedCredentialsAction from './outdated-credentials-action.ts';
import oversizedDuration from './oversized-duration.ts';
import profileAndKeys from './profile-and-keys.ts';
import quotedValue from './quoted-value.ts';
import redirectedEndpoint from './redirected-endpoint.ts';
import roleWithoutSource from './role-without-source.ts';
import sectionPrefix from './section-prefix.ts';
import shadowedCredentials from './shadowed-credentials.ts';
import sourceProfileCycle from './source-profile-cycle.ts';
import staticLongTermKey from './static-long-term-key.ts';
import staticSecretKey from './static-secret-key.ts';
import staticSessionKey from './static-session-key.ts';
import staticSessionToken from './static-session-token.ts';
import swallowedLine from './swallowed-line.ts';
import undersizedDuration from './undersized-duration.ts';
import unknownKey from './unknown-key.ts';
import unknownProfile from './unknown-profile.ts';
import unportableKey from './unportable-key.ts';
import unreadableFile from './unreadable-file.ts';
import unreadableHeader from './unreadable-header.ts';
import untrustedOidc from './untrusted-oidc.ts';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  actionWithoutSessionToken,
  ciKeysOnDisk,
  ciStoredKeys,
  conflictingProfiles,
  conflictingSources,
  danglingSourceProfile,
  danglingSsoSession,
  defaultInheritance,
  droppedContentsPermission,
  duplicateKey,
  duplicateSection,
  emptyProfile,
  envFileTracked,
  environmentDump,
  expiredSession,
  fragileCredentialProcess,
  ignoredOidcInput,
  ignoredRegion,
  incompleteKeySet,
  incompleteSso,
  inconsistentSso,
  ineffectiveDuration,
  inlineComment,
  invalidConfiguration,
  invalidCredentialSource,
  invalidDuration,
  invalidRoleArn,
  invalidValue,
  keysDefeatOidc,
  legacySso,
  misplacedSection,
  missingIdToken,
  missingRegion,
  missingSessionToken,
  outdatedCredentialsAction,
  oversizedDuration,
  profileAndKeys,
  quotedValue,
  redirectedEndpoint,
  roleWithoutSource,
  sectionPrefix,
  shadowedCredentials,
  sourceProfileCycle,
  staticLongTermKey,
  staticSecretKey,
  staticSessionKey,
  staticSessionToken,
  swallowedLine,
  undersizedDuration,
  unknownKey,
  unknownProfile,
  unportableKey,
  unreadableFile,
  unreadableHeader,
  untrustedOidc,
] as readonly Rule[];
