import type { ServerCapabilities } from '../lsp.ts';

/** A part of what the server does: what it tells the client about itself, and how it starts and ends. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  /** The client is ready for requests of the server. */
  initialized?(): void;
  dispose?(): void;
}

/** What several features say about themselves, in one. Two of them may speak of the workspace. */
export function mergeCapabilities(features: readonly Feature[]): ServerCapabilities {
  let merged: ServerCapabilities = {};
  for (const { capabilities } of features) {
    const workspace = { ...merged.workspace, ...capabilities.workspace };
    merged = { ...merged, ...capabilities, ...(Object.keys(workspace).length > 0 && { workspace }) };
  }
  return merged;
}
