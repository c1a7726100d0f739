import { isMap, isScalar } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlScalar } from '../../documents/yaml/nodes.ts';
import { entryNamed, ownEntries } from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { range, type Range } from '../../text/range.ts';
import { limitFormOf, type LimitForm } from './limit-form.ts';
import type { SessionLimit, Template, TemplateParameter } from './template.ts';

const STANDARD_TAG = 'tag:yaml.org,2002:';

/** Values that something else puts in before or while the template is deployed. */
const FILLED_IN = /\{\{|\$\{|^\$[A-Za-z_]/u;

/**
 * The limits that a template gives itself: as a literal, or as the default of a parameter. Every other intrinsic
 * function is known only at the deployment. A value that several resources share is one limit, the first one's.
 */
export function readSessionLimits({ document, parameters, resources }: Template): readonly SessionLimit[] {
  const known = new Map(parameters.map((parameter) => [parameter.id, parameter]));
  const limits = new Map<number, SessionLimit>();
  for (const { id, type, properties } of resources) {
    const form = limitFormOf(type);
    const entry = form && entryNamed(properties, form.property);
    if (!form || !entry) continue;
    const owner = safe`${form.owner} ${id}`;
    const name = referenceIn(document, entry);
    const limit =
      name === undefined ? limitOf(entry, owner, form) : fallbackOf(known.get(name), entry, owner, form);
    if (limit && !limits.has(limit.range.start)) limits.set(limit.range.start, limit);
  }
  return [...limits.values()].sort((a, b) => a.range.start - b.range.start);
}

/** The name behind `!Ref` or in `{ Ref: name }`. */
function referenceIn(document: YamlDocument, entry: YamlEntry): string | undefined {
  const { node, shared } = entry;
  if (isScalar(node)) return node.tag === '!Ref' ? openText(entry) : undefined;
  if (!isMap(node) || node.items.length !== 1) return undefined;
  return openText(entryNamed(ownEntries(document, node, shared), 'Ref'));
}

function fallbackOf(
  parameter: TemplateParameter | undefined,
  { keyRange, valueRange }: YamlEntry,
  owner: SafeText,
  form: LimitForm,
): SessionLimit | undefined {
  const limit = parameter?.fallback && limitOf(parameter.fallback, owner, form);
  // A default of null is another mistake, with other consequences.
  if (limit?.text === undefined) return undefined;
  const editable = parameter?.constrained === true ? undefined : limit.editable;
  return { ...limit, editable, reference: range(keyRange.start, valueRange.end) };
}

function limitOf(entry: YamlEntry, owner: SafeText, form: LimitForm): SessionLimit | undefined {
  const { scalar } = entry;
  const limit = { form, owner, reference: undefined };
  if (isNull(entry)) {
    return { ...limit, text: undefined, seconds: undefined, range: entry.keyRange, editable: undefined };
  }
  const text = openText(entry)?.trim();
  if (!scalar || text === undefined || !isLiteral(entry) || FILLED_IN.test(text)) return undefined;
  const seconds = form.read(text, scalar.style === 'plain');
  if (seconds === 'unknown') return undefined;
  const editable = entry.shared ? undefined : insideQuotes(scalar);
  return { ...limit, text, seconds, range: scalar.range, editable };
}

/** A tag of YAML itself says the type; every other one stands for an intrinsic function. */
function isLiteral({ node }: YamlEntry): boolean {
  return node?.tag === undefined || node.tag.startsWith(STANDARD_TAG);
}

/** An alias without an anchor has no node either, but something is written there. */
function isNull({ node, scalar, valueRange }: YamlEntry): boolean {
  if (!node) return valueRange.start === valueRange.end;
  if (node.tag !== undefined || scalar?.style !== 'plain') return false;
  return typeof scalar.text === 'string' && /^(?:~|null)?$/iu.test(scalar.text);
}

function insideQuotes({ style, range: place }: YamlScalar): Range | undefined {
  if (style === 'plain') return place;
  return style === 'single' || style === 'double' ? range(place.start + 1, place.end - 1) : undefined;
}
