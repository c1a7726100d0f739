import { REDACTED_REQUEST, type RedactedParams, type RedactedResult } from '@keyless/server/protocol';
import type { RefreshUi } from '../sessions/refresh-ui.ts';

/** Whatever can be asked for a redacted copy; the language client is. */
export interface RedactedSource {
  sendRequest(method: string, params: RedactedParams): Promise<RedactedResult>;
}

/** What the command is made of. */
export interface CopyRedactedInit {
  /** What to ask; `undefined` while no server runs. */
  readonly source: () => RedactedSource | undefined;
  /** The document in front, with what is selected in it; `undefined` where no document is. */
  readonly place: () => RedactedParams | undefined;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly ui: Pick<RefreshUi, 'inform' | 'warn'>;
}

const REFUSALS = {
  'not-ours':
    'Keyless knows no secrets of this file: it copies AWS files, .env, Compose, Kubernetes and CI files, and the clipboard is as it was.',
  'too-large':
    'This file is too large for Keyless to look for secrets, so nothing was copied. Select text in a smaller file.',
  failed: 'The copy broke off by a mistake of the extension. Nothing was copied.',
} as const;

/** Makes the command: it copies what is selected, or the whole file, with every secret masked. */
export function createCopyRedacted(init: CopyRedactedInit): () => Promise<void> {
  return async () => {
    const place = init.place();
    if (!place) {
      init.ui.warn('Open the file to copy from first.');
      return;
    }
    const source = init.source();
    if (!source) {
      init.ui.warn('The language server of Keyless does not run, so nothing was copied.');
      return;
    }
    const failed: RedactedResult = { refused: 'failed' };
    const result = await source.sendRequest(REDACTED_REQUEST, place).catch(() => failed);
    if ('refused' in result) {
      init.ui.warn(REFUSALS[result.refused]);
      return;
    }
    await init.copy(result.text);
    init.ui.inform(`Copied ${place.range ? 'the selection' : 'the file'} with every secret masked.`);
  };
}
