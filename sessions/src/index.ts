/** The live side of ~/.aws: profiles on disk, the AWS CLI's cache, role chains and STS. */
export { addBridge, suggestBridge, type BridgeResult } from './bridge.ts';
export { assumeRoleCacheName, cliCacheFolder, type AssumeRoleArguments } from './cli-cache/key.ts';
export { CLI_EXPIRY_WINDOW, readCacheEntry, type CachedSession, type CacheEntry } from './cli-cache/read.ts';
export { removeCorruptEntries, type Removal } from './cli-cache/remove.ts';
export type { AwsCredentials, SessionCredentials } from './credentials.ts';
export { expiryOfProfile, type ProfileExpiry } from './expiry.ts';
export {
  credentialsInUse,
  profileOfCommand,
  type CredentialsInUse,
  type FailedCommand,
} from './incident/credentials-in-use.ts';
export { explainIncident, type Incident } from './incident/explain-incident.ts';
export { findFailures } from './incident/find-failures.ts';
export type { FailureKind, ToolFailure } from './incident/tool-failure.ts';
export { inspectFolders } from './inspect-folders.ts';
export { loadSts } from './load-sts.ts';
export type { Mend } from './mend.ts';
export {
  loadProfiles,
  type LoadedProfiles,
  type ProfilesRefusal,
  type ReadProfiles,
  type RefusedProfiles,
} from './profiles.ts';
export { planRefresh } from './refresh/plan.ts';
export type { RefreshHop, RefreshPlan, RefreshRefusal, RefreshSource } from './refresh/refresh-plan.ts';
export type { RefreshPorts } from './refresh/refresh-ports.ts';
export type { RefreshFailure, RefreshFailureKind, RefreshResult, RefreshSuccess } from './refresh/result.ts';
export { refreshProfile } from './refresh/run.ts';
export type { RefreshNeed } from './refresh-need.ts';
export {
  isRoleProfile,
  listRoleProfiles,
  listSessionProfiles,
  type RoleProfile,
  type SessionHop,
  type SessionProfile,
} from './session-profiles.ts';
export { watchedFiles, type WatchedFiles } from './session-store.ts';
export type {
  AssumeRoleAnswer,
  AssumeRoleRequest,
  StsFailure,
  StsOutcome,
  StsPort,
  StsTarget,
} from './sts-port.ts';
