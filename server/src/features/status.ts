import {
  SKIPPED_FILES_REQUEST,
  STATUS_NOTIFICATION,
  type SkippedFilesResult,
  type StatusParams,
} from '../protocol.ts';
import type { Services } from '../services.ts';
import { createSkips, type Skips } from '../workspace/skips.ts';
import type { Feature } from './feature.ts';

/** Tells the client how far the workspace is judged and what was left out. */
export interface StatusFeature extends Feature {
  readonly skips: Skips;
  /** Something may have changed. What is sent is the latest, once for all that happens in a row. */
  update(): void;
}

/** `progress`: asked for when it is sent. */
export function startStatus(
  services: Services,
  progress: () => Omit<StatusParams, 'skipped'>,
): StatusFeature {
  const { connection, guard, client, log } = services;
  let sent = '';
  let isPlanned = false;
  const send = async (): Promise<void> => {
    isPlanned = false;
    const status: StatusParams = { ...progress(), skipped: skips.list().length };
    // While files are being judged, each of them would be worth a message.
    const news = JSON.stringify(status.scanning ? { ...status, judged: 0 } : status);
    if (news === sent) return;
    sent = news;
    await connection.sendNotification(STATUS_NOTIFICATION, status);
  };
  const update = (): void => {
    if (isPlanned || !client.wantsStatus) return;
    isPlanned = true;
    setImmediate(() => guard.run('The status', send));
  };
  const skips = createSkips(log, update);
  connection.onRequest(SKIPPED_FILES_REQUEST, (): SkippedFilesResult => skips.list());
  return { capabilities: {}, skips, update };
}
