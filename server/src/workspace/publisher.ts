import type { Connection, Diagnostic } from '../lsp.ts';

/** Sends diagnostics that nobody asked for, and takes them back. */
export interface Publisher {
  /** Replaces what was sent for a file. `version` only where the file is open. */
  publish(file: PublishedFile, diagnostics: readonly Diagnostic[]): void;
  /** Takes back what was sent for a file, if anything was. */
  clear(key: string): void;
}

interface PublishedFile {
  readonly key: string;
  readonly uri: string;
  readonly version?: number;
}

/** Remembers what clients show, so that nothing is sent for the many files that have no problems. */
export function createPublisher(connection: Connection): Publisher {
  const shown = new Map<string, string>();
  const send = (params: { uri: string; version?: number; diagnostics: Diagnostic[] }): void => {
    // Fails only where the connection is gone, and with it those who would have seen the diagnostics.
    connection.sendDiagnostics(params).catch(() => undefined);
  };
  const clear = (key: string): void => {
    const uri = shown.get(key);
    if (uri === undefined) return;
    shown.delete(key);
    send({ uri, diagnostics: [] });
  };
  return {
    publish: ({ key, uri, version }, diagnostics) => {
      if (shown.has(key) && shown.get(key) !== uri) clear(key);
      if (diagnostics.length === 0 && version === undefined) {
        clear(key);
        return;
      }
      if (diagnostics.length > 0) shown.set(key, uri);
      else shown.delete(key);
      send({ uri, ...(version !== undefined && { version }), diagnostics: [...diagnostics] });
    },
    clear,
  };
}
