import type { FailedCommand, Incident } from '@keyless/sessions';
import { incidentMessage, mendAction, type Menders } from '../incident/incident-notice.ts';
import type { RefreshUi } from '../sessions/refresh-ui.ts';

/** What the command is made of. */
export interface ExplainInit {
  /** The text that is selected in the editor in front; empty for none. */
  readonly selection: () => string;
  readonly clipboard: () => PromiseLike<string>;
  /** Asks for the text; `undefined` where the person turned away. */
  readonly ask: () => PromiseLike<string | undefined>;
  readonly explain: (output: string, command: FailedCommand) => Promise<Incident | undefined>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly menders: Menders;
  readonly ui: Pick<RefreshUi, 'warn' | 'inform'>;
}

/**
 * Makes the command: it explains the AWS error that is selected, else the one that was copied, else one that is pasted
 * into a box.
 */
export function createExplainCommand(init: ExplainInit): () => Promise<void> {
  const explain = (text: string) => init.explain(text, { env: init.env });
  return async () => {
    const selected = init.selection();
    if (selected !== '') {
      tell(init, await explain(selected));
      return;
    }
    const copied = await explain(await init.clipboard());
    if (copied) {
      tell(init, copied);
      return;
    }
    const pasted = await init.ask();
    if (pasted !== undefined) tell(init, await explain(pasted));
  };
}

function tell({ ui, menders }: ExplainInit, incident: Incident | undefined): void {
  if (!incident) {
    ui.inform('No AWS error is recognised in this text.');
    return;
  }
  const mend = mendAction(incident.mend, menders);
  ui.warn(incidentMessage(incident), ...(mend ? [mend] : []));
}
