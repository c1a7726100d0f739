import { isMap, type ParsedNode } from 'yaml';
import type { Reached, YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../../documents/yaml/nodes.ts';
import { childItems, entryNamed, ownEntries, rootOf, valueOf } from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safeName } from '../../secret/safe-text.ts';
import { readSessionLimits } from './session-limits.ts';
import type { SessionLimit, Template, TemplateParameter, TemplateResource } from './template.ts';

/** A loop of the language extensions; its last item is the map of what is repeated. */
const LOOP = 'Fn::ForEach::';

/** Types of parameters whose default is the value itself. */
const LITERAL_TYPE = /^(?:String|Number)$/u;

/** What a default must comply with. */
const CONSTRAINT = /^(?:Allowed|Min|Max)[A-Z]/u;

/**
 * Reads a CloudFormation or SAM template. `undefined` where the text is none, whatever the file is called: it has
 * neither the version of a template, nor SAM's transform, nor a resource of AWS. Merge keys are left out, because
 * CloudFormation knows none.
 */
export function readTemplate(document: YamlDocument): Template | undefined {
  const root = entriesBelow(document, rootOf(document));
  const resources = readResources(document, entryNamed(root, 'Resources'), new Set());
  const isOne =
    entryNamed(root, 'AWSTemplateFormatVersion') !== undefined ||
    hasServerlessTransform(document, root) ||
    resources.some(({ type }) => type.startsWith('AWS::'));
  if (!isOne) return undefined;
  return new ReadTemplate(document, readParameters(document, entryNamed(root, 'Parameters')), resources);
}

class ReadTemplate implements Template {
  readonly document: YamlDocument;
  readonly parameters: readonly TemplateParameter[];
  readonly resources: readonly TemplateResource[];
  #limits: readonly SessionLimit[] | undefined;

  constructor(
    document: YamlDocument,
    parameters: readonly TemplateParameter[],
    resources: readonly TemplateResource[],
  ) {
    this.document = document;
    this.parameters = parameters;
    this.resources = resources;
  }

  get sessionLimits(): readonly SessionLimit[] {
    return (this.#limits ??= readSessionLimits(this));
  }
}

function hasServerlessTransform(document: YamlDocument, root: readonly YamlEntry[]): boolean {
  const transform = entryNamed(root, 'Transform');
  const names = [transform?.scalar, ...childItems(document, transform).map(({ scalar }) => scalar)];
  return names.some((name) => typeof name?.text === 'string' && name.text.startsWith('AWS::Serverless'));
}

/** What several aliases stand for is read once: it is one place with one mistake. */
function readResources(
  document: YamlDocument,
  holder: YamlEntry | YamlItem | undefined,
  seen: Set<ParsedNode>,
): readonly TemplateResource[] {
  return entriesBelow(document, valueOf(holder)).flatMap((entry) => {
    if (!entry.node || seen.has(entry.node)) return [];
    seen.add(entry.node);
    if (entry.key.startsWith(LOOP)) return readResources(document, childItems(document, entry)[2], seen);
    const entries = entriesBelow(document, valueOf(entry));
    const type = openText(entryNamed(entries, 'Type'));
    if (type === undefined) return [];
    const properties = entriesBelow(document, valueOf(entryNamed(entries, 'Properties')));
    return [{ id: safeName(entry.key), type, properties }];
  });
}

function readParameters(document: YamlDocument, holder: YamlEntry | undefined): readonly TemplateParameter[] {
  return entriesBelow(document, valueOf(holder)).map((entry) => {
    const entries = entriesBelow(document, valueOf(entry));
    const isLiteral = LITERAL_TYPE.test(openText(entryNamed(entries, 'Type')) ?? '');
    return {
      id: entry.key,
      fallback: isLiteral ? entryNamed(entries, 'Default') : undefined,
      constrained: entries.some(({ key }) => CONSTRAINT.test(key)),
    };
  });
}

function entriesBelow(document: YamlDocument, place: Reached | undefined): readonly YamlEntry[] {
  return place && isMap(place.node) ? ownEntries(document, place.node, place.shared) : [];
}
