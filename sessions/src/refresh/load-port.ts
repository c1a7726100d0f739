import { safe } from '@keyless/core';
import type { StsPort } from '../sts-port.ts';
import { abortable } from './abortable.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { cancelled, failure, type RefreshFailure } from './result.ts';

/** Loads what speaks to AWS. */
export async function loadPort(
  ports: Pick<RefreshPorts, 'loadSts' | 'signal'>,
): Promise<{ readonly ok: true; readonly port: StsPort } | RefreshFailure> {
  try {
    const port = await abortable(ports.loadSts(), ports.signal);
    return port === 'aborted' ? cancelled() : { ok: true, port };
  } catch {
    return failure('refused', {
      title: safe`STS cannot be called`,
      meaning: safe`The part of the extension that speaks to AWS could not be loaded`,
      action: safe`Install the extension again`,
    });
  }
}
