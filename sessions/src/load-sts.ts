import type { StsPort } from './sts-port.ts';

/**
 * Loads STS, and with it the AWS SDK. It is the only way to the SDK: the bundler makes `./aws/sts.lazy.ts` a file of its
 * own, so that neither starting the editor nor reading the cache pays for it.
 */
export async function loadSts(): Promise<StsPort> {
  const { sts } = await import('./aws/sts.lazy.ts');
  return sts;
}
