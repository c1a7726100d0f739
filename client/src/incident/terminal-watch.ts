import type { FailedCommand, Incident } from '@keyless/sessions';
import type { Action, RefreshUi } from '../sessions/refresh-ui.ts';
import { incidentMessage, mendAction, type Menders } from './incident-notice.ts';
import { createOutputTail } from './output-tail.ts';

/** A command that runs in a terminal with shell integration. */
export interface RunningCommand {
  /** As typed. It may hold secrets, and is shown nowhere. */
  readonly line: string;
  /** Chunks as they come; ends with the command. */
  readonly output: AsyncIterable<string>;
  /** `undefined` where the shell does not tell. */
  readonly exitCode: Promise<number | undefined>;
  /** Types the command into its terminal again. */
  runAgain(): void;
}

/** What the watch is made of. */
export interface WatchInit {
  readonly isOn: () => boolean;
  readonly explain: (output: string, command: FailedCommand) => Promise<Incident | undefined>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly menders: Menders;
  readonly ui: Pick<RefreshUi, 'warn' | 'inform'>;
  readonly now: () => number;
}

/** How long the same failure is not told again, in milliseconds: scripts run failing commands in loops. */
const QUIET = 30_000;

/**
 * Makes the watch: it follows a command to its end, and if that failed for want of AWS credentials, it says why and
 * offers what mends it, and then to run the command again. Outputs stay in memory, bounded, and go with the command.
 */
export function createTerminalWatch(init: WatchInit): (command: RunningCommand) => Promise<void> {
  let last: { readonly key: string; readonly at: number } | undefined;
  return async (command) => {
    if (!init.isOn()) return;
    const tail = createOutputTail();
    for await (const chunk of command.output) tail.add(chunk);
    const exitCode = await command.exitCode;
    if (exitCode === 0) return;
    const incident = await init.explain(tail.text(), { line: command.line, env: init.env });
    if (!incident) return;
    const key = `${incident.kind} ${incident.action}`;
    if (last?.key === key && init.now() - last.at < QUIET) return;
    last = { key, at: init.now() };
    tell(incident, command, init);
  };
}

function tell(incident: Incident, command: RunningCommand, { ui, menders }: WatchInit): void {
  const again: Action = { title: 'Run Again', run: () => command.runAgain() };
  const mend = mendAction(incident.mend, menders, {
    next: again,
    mended: () => ui.inform('The command can be run again now.', again),
  });
  ui.warn(incidentMessage(incident), ...(mend ? [mend] : []), again);
}
