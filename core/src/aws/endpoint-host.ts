import { isForeignEndpoint } from './ci/endpoint.ts';

/** The parts of an address that tell where a request goes. */
const ADDRESS = /^https?:\/\/(?:[^/?#\\]*@)?(\[[\da-f:.]+\]|[^/?#\\:@\s]+)(?::\d+)?(?:[/?#\\]|$)/iu;

/** Names and numbers of the machine itself. The last one is LocalStack's name for 127.0.0.1. */
const LOOPBACK =
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[(?:::1|0:0:0:0:0:0:0:1)\]|(?:.+\.)?localhost\.localstack\.cloud)$/iu;

/**
 * The host that an address sends requests to, where that is neither one of AWS nor the machine itself. `undefined` also
 * for a text that is no address: the tools refuse it.
 */
export function foreignHost(address: string): string | undefined {
  const host = ADDRESS.exec(address.trim())?.[1]?.replace(/\.$/u, '').toLowerCase();
  if (host === undefined || host === '' || LOOPBACK.test(host) || /[${}<>]/u.test(host)) return undefined;
  return isForeignEndpoint(`https://${host}/`) ? host : undefined;
}
