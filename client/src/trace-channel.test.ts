import type { LogLevel, LogOutputChannel } from 'vscode';
import { describe, expect, it } from 'vitest';
import { traceChannel } from './trace-channel.ts';

// The enumeration itself is in VS Code only.
const { traceLevel } = { traceLevel: 1 } as unknown as { readonly traceLevel: LogLevel };

describe('traceChannel', () => {
  const lines: string[] = [];
  // As VS Code's own: frozen, and at the level that it has unless somebody changes it.
  const channel = Object.freeze({
    name: 'Keyless Trace',
    logLevel: 3,
    info: (message: string, ...more: unknown[]) => lines.push(['info', message, ...more].join(' ')),
    trace: () => lines.push('trace'),
    show: () => lines.push('show'),
  }) as unknown as LogOutputChannel;

  it('traces as information and passes everything else on', () => {
    const traced = traceChannel(channel, traceLevel);
    expect(traced.logLevel).toBe(traceLevel);
    expect(traced.name).toBe('Keyless Trace');
    traced.trace("Sending notification 'initialized'.", 7);
    traced.show();
    expect(lines).toEqual(["info Sending notification 'initialized'. 7", 'show']);
  });
});
