/** What AWS tools keep of sessions, for those who only read it: nothing of STS, and nothing of the AWS SDK. */
export { createSessionCache } from './cli-cache/known-sessions.ts';
export { createSessionStore, type SessionStore } from './session-store.ts';
