import { namesOf, safeName } from '@keyless/core';
import type { CancellationToken, SymbolInformation, WorkspaceSymbolParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { displayPath } from '../workspace/file-uri.ts';
import type { NameSpaces } from '../workspace/name-spaces.ts';
import { toCancellation } from '../scheduling/cancellation.ts';
import { SYMBOL_KINDS } from './document-symbols.ts';
import type { Feature } from './feature.ts';

/** Profiles, sso-sessions and services sections of all AWS files, by their names. */
export function startWorkspaceSymbols({ connection, guard }: Services, names: NameSpaces): Feature {
  const find = async (
    { query }: WorkspaceSymbolParams,
    token: CancellationToken,
  ): Promise<SymbolInformation[]> => {
    const found: SymbolInformation[] = [];
    for (const { model, uri, positions } of await names.awsFiles(toCancellation(token))) {
      const containerName = safeName(displayPath(uri).split(/[\\/]/u).slice(-2).join('/'));
      for (const { type, name, range } of namesOf(model)) {
        if (!matches(name, query)) continue;
        const location = { uri, range: positions.range(range) };
        found.push({ name: safeName(name), kind: SYMBOL_KINDS[type], location, containerName });
      }
    }
    return found;
  };
  connection.onWorkspaceSymbol(guard.request('Symbols of the workspace', [], find));
  return { capabilities: { workspaceSymbolProvider: true } };
}

/** Whether the letters of a query stand in a name in their order, as the protocol asks for: clients filter further. */
function matches(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    const found = letters.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
