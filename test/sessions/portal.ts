import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keys as the portal of IAM Identity Center, a container's endpoint and an instance's give them out. */
export interface GivenKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A server that hands out a session to whoever has the token. */
export interface TestPortal {
  readonly url: string;
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts the portal of IAM Identity Center as far as GetRoleCredentials goes, and a container's credentials endpoint.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export async function startPortal(token: string, keys: GivenKeys): Promise<TestPortal> {
  const requests: string[] = [];
  const expiration = Date.now() + 3_600_000;
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const send = (status: number, body: object, error?: string): void => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(error && { 'x-amzn-errortype': error }),
      });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === '/container') {
      const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token } = keys;
      send(200, { AccessKeyId, SecretAccessKey, Token, Expiration: new Date(expiration).toISOString() });
    } else if (url.pathname !== '/federation/credentials') send(404, {});
    else if (request.headers['x-amz-sso_bearer_token'] !== token) {
      send(401, { message: 'Session token not found or invalid' }, 'UnauthorizedException');
    } else if (url.searchParams.get('role_name') === 'Forbidden') {
      send(403, { message: 'No access' }, 'ForbiddenException');
    } else send(200, { roleCredentials: { ...keys, expiration } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
