import { readFile } from 'node:fs/promises';
import { safe, SecretValue } from '@keyless/core';
import { shownErrorCode } from '../error-code.ts';
import { failureByCode } from '../incident/by-code.ts';
import { explainIncident } from '../incident/explain-incident.ts';
import { safePath } from '../safe-path.ts';
import type { StsFailure } from '../sts-port.ts';
import { calledService } from './called-service.ts';
import { explainNetwork } from './explain-network.ts';
import { loadPort } from './load-port.ts';
import type { WebIdentitySource } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { cancelled, failure, type FoundCredentials, type RefreshFailure } from './result.ts';
import { safeSaid } from './safe-said.ts';
import { sessionName } from './session-name.ts';

/** Exchanges the token in a file for a session. */
export async function webIdentityCredentials(
  source: WebIdentitySource,
  ports: RefreshPorts,
): Promise<FoundCredentials> {
  const token = await readToken(source);
  if (!token.ok) return token;
  const sts = await loadPort(ports);
  if (!sts.ok) return sts;
  ports.progress(safe`Exchanging the token of profile ${source.profile} for ${source.shownRole}`);
  const { roleArn, target } = source;
  const request = {
    roleArn,
    roleSessionName: source.roleSessionName ?? sessionName(ports.clock()),
    token: token.token,
  };
  const outcome = await sts.port.assumeRoleWithWebIdentity(request, target, ports.signal);
  return outcome.ok ? outcome : explain(outcome.failure, source, ports);
}

async function readToken({
  tokenFile,
  profile,
}: WebIdentitySource): Promise<{ readonly ok: true; readonly token: SecretValue } | RefreshFailure> {
  const title = safe`The token of profile ${profile} cannot be used`;
  try {
    const token = (await readFile(tokenFile, 'utf8')).trim();
    if (token !== '') return { ok: true, token: new SecretValue(token) };
    return failure('source', {
      title,
      meaning: safe`${safePath(tokenFile)} is empty`,
      action: safe`Let the identity provider write a new token there`,
    });
  } catch (error) {
    return failure('source', {
      title,
      meaning: safe`${safePath(tokenFile)} cannot be read (${shownErrorCode(error)})`,
      action: safe`Check web_identity_token_file: such files exist only where the identity provider puts them`,
    });
  }
}

function explain(reason: StsFailure, source: WebIdentitySource, ports: RefreshPorts): RefreshFailure {
  if (reason.type === 'cancelled') return cancelled();
  const title = safe`STS gave no session for the token of profile ${source.profile}`;
  if (reason.type === 'network') {
    return failure('network', {
      title,
      ...explainNetwork(reason, calledService(source.target, safe`STS`, ports.env)),
    });
  }
  const { code, message } = reason;
  const known = failureByCode({ code, operation: 'AssumeRoleWithWebIdentity', message });
  if (known) {
    const { said, meaning, action } = explainIncident(known);
    return failure('sts', { title, ...(said === undefined ? {} : { said }), meaning, action });
  }
  return failure('sts', {
    title,
    said: safe`${safeSaid(code)}: ${safeSaid(message)}`,
    meaning: safe`STS refused the exchange`,
    action: safe`Act on what STS said`,
  });
}
