import { redactedCopy } from '@keyless/core';
import { Range } from '../lsp.ts';
import { createPositionMap, isMarked } from '../convert/position.ts';
import { REDACTED_REQUEST, type RedactedResult } from '../protocol.ts';
import type { Services } from '../services.ts';
import { isRecord } from '../workspace/client.ts';
import type { Feature } from './feature.ts';

/** Answers `keyless/redacted`. What cannot be masked is not given at all. */
export function startRedacted({ connection, guard, documents }: Services): Feature {
  const redact = (params: unknown): RedactedResult => {
    const { uri, range } = isRecord(params) ? params : {};
    const document = typeof uri === 'string' ? documents.get(uri) : undefined;
    if (!document) return { refused: 'not-ours' };
    if (document.oversized) return { refused: 'too-large' };
    const model = documents.model(document);
    if (document.kind === 'kubernetes' && !model.isWhatItIsCalled) return { refused: 'not-ours' };
    const positions = createPositionMap(model.document.source, isMarked(document.text));
    return { text: redactedCopy(model, Range.is(range) ? positions.offsets(range) : undefined) };
  };
  const failed: RedactedResult = { refused: 'failed' };
  connection.onRequest(
    REDACTED_REQUEST,
    guard.request<unknown, RedactedResult>('A redacted copy', failed, redact),
  );
  return { capabilities: {} };
}
