/** What the AWS CLI's cache tells, for those who only read it: nothing of STS, and nothing of the AWS SDK. */
export { cliCacheFolder } from './cli-cache/key.ts';
export { createSessionCache, type SessionCache } from './cli-cache/known-sessions.ts';
export { expiryOfProfile } from './expiry.ts';
