import { safe, safeName, type SafeText } from '@keyless/core';
import { toWorkspaceEdit } from '../convert/workspace-edit.ts';
import { REWRITE_REPOSITORY_REQUEST, type LeftJob, type RewriteRepositoryResult } from '../protocol.ts';
import type { Services } from '../services.ts';
import { planRepository } from '../workspace/repository-rewrite.ts';
import type { Feature } from './feature.ts';

/** How many of the jobs that are left a message names. */
const MOST_NAMED = 3;

const NOTHING: RewriteRepositoryResult = { applied: false, files: 0, rewritten: 0, left: [] };

/** The rewrite to OIDC of all CI files at once: worked out here, shown and applied by the client. */
export function startRepositoryRewrite(services: Services): Feature & {
  /** The same for clients without a command of their own: what came of it is told in a message. */
  readonly run: () => Promise<void>;
} {
  const { connection, guard } = services;
  let running = false;
  const once = async (signal: AbortSignal): Promise<RewriteRepositoryResult> => {
    // A second one would be worked out from texts that the first is about to change.
    if (running) return NOTHING;
    running = true;
    try {
      return await rewriteRepository(services, signal);
    } finally {
      running = false;
    }
  };
  connection.onRequest(
    REWRITE_REPOSITORY_REQUEST,
    guard.request<unknown, RewriteRepositoryResult>('Rewriting to OIDC', NOTHING, (_params, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return once(stop.signal);
    }),
  );
  return {
    capabilities: {},
    run: async () => {
      const result = await once(new AbortController().signal);
      connection.window.showInformationMessage(summaryOf(result));
    },
  };
}

async function rewriteRepository(services: Services, signal: AbortSignal): Promise<RewriteRepositoryResult> {
  const { connection, client } = services;
  const { texts, rewritten, left } = await planRepository(services, signal);
  if (texts.length === 0 || signal.aborted) return { ...NOTHING, left };
  const title = safe`Rewrite to OIDC`;
  const edit = toWorkspaceEdit({ title, asks: true, texts, created: [] }, client.edits);
  const { applied } = await connection.workspace.applyEdit({ label: title, edit });
  return { applied, files: texts.length, rewritten, left };
}

function summaryOf({ applied, files, rewritten, left }: RewriteRepositoryResult): SafeText {
  const done = applied
    ? safe`Rewritten to OIDC: ${rewritten} ${plural(rewritten, 'job')} of ${files} ${plural(files, 'file')}.`
    : safe`Nothing was rewritten to OIDC.`;
  if (left.length === 0) return done;
  return safe`${done} ${left.length} ${left.length === 1 ? safe`is` : safe`are`} left: ${namesOf(left)}.`;
}

function plural(number: number, word: 'job' | 'file'): SafeText {
  return safeName(number === 1 ? word : `${word}s`);
}

function namesOf(left: readonly LeftJob[]): SafeText {
  const named = left.slice(0, MOST_NAMED).map(({ uri, what, reason }) => {
    const file = safeName(uri.slice(uri.lastIndexOf('/') + 1));
    return safe`${safeName(what)} in ${file}, because ${safeName(reason)}`;
  });
  return named.join('; ') as SafeText;
}
