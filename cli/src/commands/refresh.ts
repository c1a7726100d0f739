import { timeLeft } from '@keyless/core';
import {
  loadProfiles,
  loadSts,
  planRefresh,
  refreshProfile,
  type RefreshFailure,
  type RefreshPorts,
  type RefreshSuccess,
} from '@keyless/sessions';
import type { RefreshCommand } from '../args/refresh.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { sentence, wrapped } from '../prose.ts';
import { tellRefusal } from '../refusal.ts';

/** `keyless refresh`: makes the session of a role profile anew. Progress and questions go to standard error. */
export async function refresh({ profile }: RefreshCommand, io: CliIo): Promise<number> {
  const loaded = await loadProfiles(io.env, io.home);
  if (!loaded.ok) return tellRefusal(loaded, io);
  const clock = io.clock ?? ((): Date => new Date());
  const result = await refreshProfile(planRefresh(loaded, profile), portsOf(io, clock));
  if (result.ok) {
    await io.stdout.write(successText(result, clock()));
    return EXIT.clean;
  }
  // Who pressed Ctrl-C knows.
  io.signal.throwIfAborted();
  await io.stderr.write(failureText(result));
  return EXIT.findings;
}

function portsOf(io: CliIo, clock: () => Date): RefreshPorts {
  return {
    askMfaCode: ({ serial, profile }) => io.stdin.ask(`MFA code of ${serial} for profile ${profile}: `),
    progress: (message) => void io.stderr.write(`${message} …\n`),
    clock,
    signal: io.signal,
    loadSts,
    env: io.env,
    home: io.home,
  };
}

function successText({ profile, identity, expiresAt, notes }: RefreshSuccess, now: Date): string {
  const left = timeLeft(expiresAt.getTime() - now.getTime());
  const lines = [`${profile} is now ${identity.arn}`, `until ${expiresAt.toISOString()} (${left})`];
  return [...lines, ...notes.map(sentence)].map((line) => `${line}\n`).join('');
}

function failureText({ title, said, meaning, action }: RefreshFailure): string {
  const paragraphs = [
    ...(said === undefined ? [] : [`What STS said: ${said}`]),
    meaning,
    ...(action === undefined ? [] : [action]),
  ];
  return `keyless: ${title}\n${paragraphs.map((one) => wrapped(sentence(one), '  ')).join('')}`;
}
