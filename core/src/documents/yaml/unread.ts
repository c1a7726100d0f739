import type { YamlKind } from '../document.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { YamlDocument } from './nodes.ts';
import { readStructure } from './structure.ts';

/** A file that is known to hold nothing of interest: parsing is what costs. */
export function unreadYaml(uri: string, kind: YamlKind, source: SourceText): YamlDocument {
  return {
    format: 'yaml',
    uri,
    kind,
    source,
    trees: [],
    comments: [],
    structure: readStructure([]),
    editable: false,
    problems: [],
  };
}
