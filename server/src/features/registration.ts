import type { DocumentKind } from '@keyless/core';
import { RegistrationType, type ServerCapabilities, type TextDocumentClientCapabilities } from '../lsp.ts';
import type { Services } from '../services.ts';
import { documentSelector } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';

/** A feature of some kinds of documents. */
export interface Registration {
  /** As the client knows it. */
  readonly name: keyof TextDocumentClientCapabilities;
  /** Under which it is registered. */
  readonly method: string;
  readonly kinds: ReadonlySet<DocumentKind>;
  readonly options?: object;
  /** What the server says about itself to a client that cannot be told of kinds. */
  readonly capabilities: ServerCapabilities;
}

/**
 * Offers a feature for its own kinds of documents only, where the client allows that: an editor with a formatter for
 * YAML, say, must not learn of a second one that does nothing.
 */
export function register(services: Services, registration: Registration): Feature {
  const { client, connection, guard, host } = services;
  const { name, method, kinds, options, capabilities } = registration;
  if (!client.registers.has(name)) return { capabilities };
  return {
    capabilities: {},
    initialized: () =>
      guard.run('Registering a feature', async () => {
        const selector = documentSelector(kinds, host.awsPaths);
        await connection.client.register(new RegistrationType<object>(method), {
          documentSelector: selector,
          ...options,
        });
      }),
  };
}
