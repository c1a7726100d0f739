import { safe, safeList, type SafeText } from '@keyless/core';
import { removeLeftovers } from '../cli-cache/leftovers.ts';
import { readCacheEntry, stateAt } from '../cli-cache/read.ts';
import { writeCacheEntry } from '../cli-cache/write.ts';
import { safeArn } from '../safe-path.ts';
import type { AssumeRoleAnswer, StsOutcome, StsPort } from '../sts-port.ts';
import { abortable } from './abortable.ts';
import { calledService } from './called-service.ts';
import { clockNote } from './clock-note.ts';
import { explainFailure } from './explain-failure.ts';
import type { FailedCall } from './failed-call.ts';
import { firstToAssume } from './first-to-assume.ts';
import { loadPort } from './load-port.ts';
import type { RefreshHop, RefreshPlan, RefreshRefusal } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { cancelled, failure, type RefreshFailure, type RefreshResult } from './result.ts';
import { sessionName } from './session-name.ts';
import { signedBy, sourceCredentials, type SigningCredentials } from './source-credentials.ts';

/**
 * Assumes the roles of a plan in order and writes each session into the AWS CLI's cache. Roles before the last one
 * are taken from the cache while the AWS CLI itself would take them from there; the last one is always assumed anew.
 * Never rejects, unless a port does.
 */
export async function refreshProfile(
  plan: RefreshPlan | RefreshRefusal,
  ports: RefreshPorts,
): Promise<RefreshResult> {
  if (!plan.ok) return plan;
  const start = await findStart(plan, ports);
  if (!start.ok) return start;
  const sts = await loadPort(ports);
  if (!sts.ok) return sts;
  return assumeHops(plan, start, sts.port, ports);
}

/** Where a refresh begins: behind the last role whose cached session still serves, or at the source. */
interface Start extends SigningCredentials {
  readonly ok: true;
  readonly hops: readonly RefreshHop[];
}

async function findStart(plan: RefreshPlan, ports: RefreshPorts): Promise<Start | RefreshFailure> {
  const cached = await abortable(lastCached(plan, ports), ports.signal);
  if (cached === 'aborted') return cancelled();
  if (cached) {
    ports.progress(safe`Using the cached session of profile ${cached.signer.profile}`);
    return { ok: true, ...cached };
  }
  const found = await abortable(sourceCredentials(plan.source, ports), ports.signal);
  if (found === 'aborted') return cancelled();
  return found.ok ? { ...found, hops: plan.hops } : found;
}

/** The last role before the profile's own whose cached session the AWS CLI would still use. */
async function lastCached(plan: RefreshPlan, ports: RefreshPorts): Promise<Omit<Start, 'ok'> | undefined> {
  let found: SigningCredentials | undefined;
  const first = await firstToAssume(plan.hops.length, async (index) => {
    const hop = plan.hops[index];
    if (!hop) return false;
    const entry = await readCacheEntry(ports.home, hop.cacheName, ports.clock());
    if (entry.state !== 'live') return false;
    found = signedBy({ kind: 'role', profile: hop.profile, description: sessionOf(hop) }, entry.credentials);
    return true;
  });
  return found && { ...found, hops: plan.hops.slice(first) };
}

async function assumeHops(
  plan: RefreshPlan,
  start: Start,
  sts: StsPort,
  ports: RefreshPorts,
): Promise<RefreshResult> {
  const cacheFiles: string[] = [];
  const notes = new Set(sharedNotes(plan));
  let signing: SigningCredentials = start;
  let last: AssumeRoleAnswer | undefined;
  for (const hop of start.hops) {
    const outcome = await assumeHop(plan, hop, signing, sts, ports);
    if (!outcome.ok) return outcome;
    if (ports.signal.aborted) return cancelled();
    const written = await writeCacheEntry(ports.home, hop.cacheName, outcome.answer, ports.fs);
    if ('problem' in written) return notWritten(hop, written.problem);
    cacheFiles.push(written.file);
    const clock = clockNote(outcome.answer, ports.clock());
    for (const note of [...written.notes, ...(clock ? [clock] : [])]) notes.add(note);
    last = outcome.answer;
    signing = signedBy({ kind: 'role', profile: hop.profile, description: sessionOf(hop) }, last.credentials);
  }
  if (!last) throw new Error('A plan has at least one role');
  await removeLeftovers(ports.home, ports.clock());
  if (stateAt(last.expiresAt, ports.clock()) !== 'live') notes.add(tooShort);
  const { arn } = last.assumedRoleUser;
  return {
    ok: true,
    profile: plan.profile,
    identity: { arn: safeArn(arn), accountId: safeArn(arn.split(':')[4] ?? '') },
    expiresAt: last.expiresAt,
    cacheFiles,
    notes: [...notes],
  };
}

async function assumeHop(
  plan: RefreshPlan,
  hop: RefreshHop,
  { credentials, signer }: SigningCredentials,
  sts: StsPort,
  ports: RefreshPorts,
): Promise<Extract<StsOutcome, { ok: true }> | RefreshFailure> {
  const code = await askCode(hop, ports);
  if (!code.ok) return code;
  ports.progress(safe`Assuming ${hop.roleArn} for profile ${hop.profile}`);
  const { roleSessionName, ...call } = hop.call;
  const request = {
    ...call,
    roleSessionName: roleSessionName ?? sessionName(ports.clock()),
    tokenCode: code.code,
  };
  const outcome = await abortable(
    sts.assumeRole(request, credentials, plan.target, ports.signal),
    ports.signal,
  );
  if (outcome === 'aborted') return cancelled();
  if (outcome.ok) return outcome;
  const reason = outcome.failure;
  if (reason.type === 'cancelled') return cancelled();
  return failure(reason.type, explainFailure(reason, failedCall(plan, hop, signer, ports)));
}

/** Asks once for each role that has a device. A code is never reused: STS takes each only once. */
async function askCode(
  hop: RefreshHop,
  ports: RefreshPorts,
): Promise<{ readonly ok: true; readonly code: string | undefined } | RefreshFailure> {
  const { serialNumber } = hop.call;
  if (serialNumber === undefined) return { ok: true, code: undefined };
  ports.progress(safe`Waiting for the MFA code of profile ${hop.profile}`);
  const answer = await abortable(
    ports.askMfaCode({ serial: safeArn(serialNumber), profile: hop.profile }),
    ports.signal,
  );
  if (answer === undefined || answer === 'aborted') return cancelled();
  const code = answer.replaceAll(/\s/gu, '');
  if (/^\d{6}$/u.test(code)) return { ok: true, code };
  return failure('refused', {
    title: safe`That is no MFA code`,
    meaning: safe`An MFA code has six digits`,
    action: safe`Try again with the code that the device shows`,
  });
}

function failedCall(
  plan: RefreshPlan,
  hop: RefreshHop,
  signer: FailedCall['signer'],
  ports: RefreshPorts,
): FailedCall {
  return {
    ...calledService(plan.target, safe`STS`, ports.env),
    profile: hop.profile,
    roleArn: hop.roleArn,
    signer,
    mfa: hop.call.serialNumber !== undefined,
    externalId: hop.call.externalId !== undefined,
    durationSeconds: hop.call.durationSeconds,
  };
}

function sessionOf(hop: RefreshHop): SafeText {
  return safe`the session of profile ${hop.profile}`;
}

function sharedNotes({ profile, sharedWith }: RefreshPlan): readonly SafeText[] {
  if (sharedWith.length === 0) return [];
  return [
    safe`The AWS CLI keeps one session for ${safeList([profile, ...sharedWith])}, because their roles and options are the same: all of them use this one now`,
  ];
}

const tooShort = safe`Less than 15 minutes are left of the session, so the AWS CLI will not take it from its cache: raise duration_seconds, or check this machine's clock`;

function notWritten(hop: RefreshHop, problem: SafeText): RefreshFailure {
  return failure('disk', {
    title: safe`The session of profile ${hop.profile} could not be written`,
    meaning: safe`STS gave a session, but ${problem}`,
    action: safe`Make the folder .aws/cli/cache in your home folder yours and writable, then refresh again`,
  });
}
