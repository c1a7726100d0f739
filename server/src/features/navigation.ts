import type { Services } from '../services.ts';
import type { ClosedFiles } from '../workspace/closed-files.ts';
import { createNameSpaces } from '../workspace/name-spaces.ts';
import { startDefinition } from './definition.ts';
import { startDocumentHighlights } from './document-highlights.ts';
import { startDocumentLinks } from './document-links.ts';
import { startDocumentSymbols } from './document-symbols.ts';
import type { Feature } from './feature.ts';
import { startFoldingRanges } from './folding-ranges.ts';
import { startFormatting, startRangeFormatting } from './formatting.ts';
import { startReferences } from './references.ts';
import { startRename } from './rename.ts';
import { startSelectionRanges } from './selection-ranges.ts';
import { startSemanticTokens } from './semantic-tokens.ts';
import { startWorkspaceSymbols } from './workspace-symbols.ts';

/** The features by which a person finds their way in the files, and keeps them tidy. */
export function startNavigation(services: Services, closed: ClosedFiles): readonly Feature[] {
  const names = createNameSpaces({ ...services, closed });
  return [
    startDefinition(services, names),
    startReferences(services, names),
    startDocumentHighlights(services),
    startRename(services, names),
    startDocumentSymbols(services),
    startWorkspaceSymbols(services, names),
    startFoldingRanges(services),
    startSelectionRanges(services),
    startDocumentLinks(services),
    startSemanticTokens(services),
    startFormatting(services),
    startRangeFormatting(services),
  ];
}
