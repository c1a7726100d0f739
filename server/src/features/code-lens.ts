import { lensTitle, sessionLenses, type LensTitle } from '@keyless/core';
import { CodeLensRefreshRequest, type CodeLens, type CodeLensParams } from '../lsp.ts';
import { REFRESH_ASSUMED_ROLE_COMMAND, SIGN_IN_COMMAND } from '../protocol.ts';
import type { Services } from '../services.ts';
import { isRecord } from '../workspace/client.ts';
import type { Feature } from './feature.ts';

/** A line above each profile with a session: who it becomes and how long that lasts. A click renews it. */
export interface CodeLensFeature extends Feature {
  /** Something that lenses tell of has changed. */
  refresh(): void;
}

/**
 * Only for clients that have the command. Where a lens stands costs little; what it says is worked out for those that
 * a person sees, and again when the minute is over.
 */
export function startCodeLens(services: Services): CodeLensFeature {
  const { connection, client, guard } = services;
  if (!client.hasRefreshCommand || !client.codeLenses) return { capabilities: {}, refresh: () => undefined };
  const refresh = (): void => {
    if (!client.refreshesCodeLenses) return;
    guard.run('Asking for new code lenses', () => connection.sendRequest(CodeLensRefreshRequest.type));
  };
  const countdown = createCountdown(services, refresh);
  connection.onCodeLens(
    guard.request<CodeLensParams, CodeLens[]>('Code lenses', [], async ({ textDocument: { uri } }) => {
      const open = await services.views.of(uri);
      if (!open?.settings.codeLens) return [];
      return sessionLenses(open.view).map(({ range, profile }) => ({
        range: open.positions.range(range),
        data: { uri, profile },
      }));
    }),
  );
  connection.onCodeLensResolve((lens, token) =>
    guard.request<CodeLens, CodeLens>('A code lens', lens, async (asked) => {
      const resolved = await resolve(services, asked);
      if (resolved?.validFor !== undefined) countdown.within(resolved.validFor);
      return resolved?.lens ?? asked;
    })(lens, token),
  );
  return {
    capabilities: { codeLensProvider: { resolveProvider: true } },
    refresh,
    dispose: () => countdown.stop(),
  };
}

async function resolve(
  services: Services,
  lens: CodeLens,
): Promise<{ readonly lens: CodeLens; readonly validFor: number | undefined } | undefined> {
  const data: unknown = lens.data;
  const { uri, profile } = isRecord(data) ? data : {};
  if (typeof uri !== 'string' || typeof profile !== 'string') return undefined;
  const open = await services.views.of(uri);
  if (!open) return undefined;
  const end = await services.sessionEnds.of(open.view, profile);
  const { title, validFor, renewal } = lensTitle(open.view, profile, end);
  return {
    lens: { ...lens, command: { title, ...commandOf(renewal, profile, services) } },
    validFor,
  };
}

/** A lens without a command only tells. */
function commandOf(
  renewal: LensTitle['renewal'],
  profile: string,
  { client }: Services,
): { readonly command: string; readonly arguments?: unknown[] } {
  if (renewal === 'refresh') return { command: REFRESH_ASSUMED_ROLE_COMMAND, arguments: [profile] };
  return renewal === 'sign-in' && client.hasSignInCommand
    ? { command: SIGN_IN_COMMAND, arguments: [profile] }
    : { command: '' };
}

/** One timer for all lenses, set to the first moment at which one of them says something else. */
function createCountdown({ host }: Services, ring: () => void) {
  let at = Infinity;
  let callOff: (() => void) | undefined;
  const stop = (): void => {
    callOff?.();
    callOff = undefined;
    at = Infinity;
  };
  return {
    within: (milliseconds: number): void => {
      const moment = host.clock().getTime() + milliseconds;
      if (moment >= at) return;
      stop();
      at = moment;
      callOff = host.timers.after(milliseconds, () => {
        stop();
        ring();
      });
    },
    stop,
  };
}
