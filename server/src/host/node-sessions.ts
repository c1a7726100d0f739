import { cliCacheFolder, expiryOfProfile } from '@keyless/sessions/cache';
import type { SessionPort } from './host.ts';

/** The cache of the AWS CLI below a home folder. */
export function nodeSessions(home: string): SessionPort {
  return {
    folder: cliCacheFolder(home),
    endOf: (graph, profile, now) => expiryOfProfile({ ok: true, graph, home }, profile, now),
  };
}
