import { safeName } from '@keyless/core';
import type { RefreshPorts, RefreshResult, RefreshSuccess, RoleProfile } from '@keyless/sessions';
import { mendAction, type Menders } from '../incident/incident-notice.ts';
import { profileChoices, profileInUse } from '../sessions/profile-choice.ts';
import { failureMessage, successMessage } from '../sessions/refresh-outcome.ts';
import type { Action, Progress, RefreshUi } from '../sessions/refresh-ui.ts';
import { profileArgument } from './profile-argument.ts';

/** What a refresh asks of the person who is in front of it; the rest of its ports is the same for every refresh. */
export type PersonPorts = Pick<RefreshPorts, 'askMfaCode' | 'progress' | 'signal'>;

/** The profiles as they are on the disk at one moment. */
export interface Profiles {
  /** Why the AWS CLI itself would refuse the files; nothing can be refreshed then. */
  readonly refusal: string | undefined;
  roleProfiles(): Promise<readonly RoleProfile[]>;
  refresh(profile: string, ports: PersonPorts): Promise<RefreshResult>;
}

/** What the command is made of. */
export interface RefreshInit {
  /** Reads the profiles anew at each refresh, since people edit them in between. */
  readonly readProfiles: () => Promise<Profiles>;
  readonly ui: RefreshUi;
  readonly log: { info(message: string): void; warn(message: string): void };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Whether the person trusts the folder that is open. */
  readonly isTrusted: () => boolean;
  readonly manageTrust: Action;
  readonly showOutput: Action;
  readonly menders: Menders;
  /** Shows the session that was made; `profile` is its name as written in the files. */
  readonly show: (session: RefreshSuccess, profile: string) => void;
  /** What else the person may want now that there is a session; asked once for each success. */
  readonly offer: (profile: string) => readonly Action[];
}

/**
 * @param next Offered beside the news that there is a new session.
 * @param consented Whether the person wants it although nobody trusts the folder.
 */
export type RefreshCommand = (profile?: unknown, next?: Action, consented?: boolean) => Promise<void>;

/**
 * Makes the command: it asks for a role profile unless one is given, assumes its role, and says what came of it. One
 * refresh runs at a time, because a second one would ask for a second MFA code and write the same entry.
 */
export function createRefreshCommand(init: RefreshInit): RefreshCommand {
  let running = false;
  return async function command(profile, next, consented = false) {
    if (!consented && !init.isTrusted()) {
      askFirst(init, () => command(profile, next, true));
      return;
    }
    if (running) {
      init.ui.inform('A refresh is running already.');
      return;
    }
    running = true;
    try {
      await refresh(init, profileArgument(profile), next);
    } catch (error) {
      // What went wrong is not shown: nobody knows what an unforeseen error quotes.
      init.log.warn(`The refresh broke off: ${error instanceof Error ? error.name : 'unknown error'}`);
      init.ui.fail('The refresh broke off by a mistake of the extension.', init.showOutput);
    } finally {
      running = false;
    }
  };
}

/** No workspace chooses the AWS files, but the environment that VS Code was started with may. */
function askFirst({ ui, manageTrust }: RefreshInit, refreshAnyway: () => Promise<void>): void {
  ui.warn(
    'You have not trusted this folder. A refresh reads the AWS files that the environment names, and runs the credential_process of a profile if there is one.',
    { title: 'Refresh Anyway', run: refreshAnyway },
    manageTrust,
  );
}

async function refresh(
  init: RefreshInit,
  given: string | undefined,
  next: Action | undefined,
): Promise<void> {
  const profiles = await init.readProfiles();
  if (profiles.refusal !== undefined) {
    init.ui.fail(profiles.refusal, init.showOutput);
    return;
  }
  const name = given ?? (await pick(init, profiles));
  if (name === undefined) return;
  const result = await init.ui.withProgress(`Refreshing ${safeName(name)}`, async (progress) =>
    profiles.refresh(name, personPorts(init, progress)),
  );
  tell(init, result, name, next);
}

async function pick(init: RefreshInit, profiles: Profiles): Promise<string | undefined> {
  const found = await profiles.roleProfiles();
  if (found.length === 0) {
    init.ui.inform('No profile of your AWS files has a role_arn, so there is no role to refresh.');
    return undefined;
  }
  const choices = profileChoices(found, { inUse: profileInUse(init.env), now: init.clock() });
  return (await init.ui.pickProfile(choices))?.profile.name;
}

function personPorts({ ui, log }: RefreshInit, { signal, report }: Progress): PersonPorts {
  return {
    signal,
    progress: (message) => {
      log.info(message);
      report(message);
    },
    askMfaCode: async ({ serial, profile }) => ui.askMfaCode(`MFA code of ${serial} for ${profile}`, signal),
  };
}

function tell(init: RefreshInit, result: RefreshResult, profile: string, next?: Action): void {
  if (result.ok) {
    const message = successMessage(result, init.clock());
    for (const line of [message, ...result.notes]) init.log.info(line);
    init.show(result, profile);
    init.ui.inform(message, ...(next ? [next] : []), ...init.offer(profile));
    for (const note of result.notes) init.ui.warn(`${note}.`);
    return;
  }
  const message = failureMessage(result);
  if (result.kind === 'cancelled') {
    init.log.info(message);
    return;
  }
  init.log.warn(message);
  const mend =
    result.mend &&
    mendAction(result.mend, init.menders, { mended: () => void init.menders.refresh(profile) });
  init.ui.fail(message, ...(mend ? [mend] : []), init.showOutput);
}
