import { isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import {
  childEntries,
  childItems,
  entriesOf,
  entryNamed,
  itemsOf,
  ownEntries,
} from '../../documents/yaml/path.ts';
import { openText, readText } from '../../documents/yaml/scalars.ts';
import { isWritten, writtenNode } from '../../documents/yaml/written-node.ts';
import { decodeBase64 } from '../../secret/base64.ts';
import { isReference } from '../../secret/placeholders.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { range } from '../../text/range.ts';
import { isForeignVariable, namesEmulator, scriptHasForeignEndpoint } from '../ci/endpoint.ts';
import { namesOf, storeName, type Manifest } from './manifest.ts';

/** The annotation by which a ServiceAccount has a role. */
const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
/** Where `kubectl apply` keeps what it was given, a Secret's values included. */
const APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** Where resources of operators say what they talk to: `s3Url`, `endpointURL`, `endpoint`. */
const ENDPOINT_KEY = /endpoint|^s3_?url$/iu;

/** Stands for a value that the cluster has and the file has not. */
const UNKNOWN = '${VALUE}';

interface Reading {
  readonly document: YamlDocument;
  readonly uses: Set<string>;
  /** Whether the values of `data` are in base64. */
  readonly isSecret: boolean;
  serviceAccount: string | undefined;
  foreign: boolean;
  emulator: boolean;
}

/** The manifests of a file: those of its documents, and the items of lists. Aliases are not followed. */
export function readManifests(document: YamlDocument): readonly Manifest[] {
  const found = document.trees.flatMap(({ contents }) =>
    contents && isMap(contents) ? manifestsIn(document, contents) : [],
  );
  return withNeighbours(found);
}

function manifestsIn(document: YamlDocument, node: YAMLMap.Parsed): readonly Manifest[] {
  const entries = entriesOf(document, { node, shared: false });
  const kind = openText(entryNamed(entries, 'kind'));
  if (kind === undefined || openText(entryNamed(entries, 'apiVersion')) === undefined) return [];
  const items = kind.endsWith('List') ? childItems(document, entryNamed(entries, 'items')) : [];
  if (items.length === 0) return [readManifest(document, node, kind, entries)];
  return items.flatMap((item) => (item.node && isMap(item.node) ? listed(document, item.node, kind) : []));
}

/** An item of a `SecretList` need not say that it is a Secret. */
function listed(document: YamlDocument, node: YAMLMap.Parsed, list: string): readonly Manifest[] {
  const entries = entriesOf(document, { node, shared: false });
  const kind = openText(entryNamed(entries, 'kind')) ?? list.replace(/List$/u, '');
  return [readManifest(document, node, kind, entries)];
}

function readManifest(
  document: YamlDocument,
  node: YAMLMap.Parsed,
  kind: string,
  entries: readonly YamlEntry[],
): Manifest {
  const metadata = childEntries(document, entryNamed(entries, 'metadata'));
  const annotations = childEntries(document, entryNamed(metadata, 'annotations'));
  const name = openText(entryNamed(metadata, 'name')) ?? openText(entryNamed(metadata, 'generateName'));
  const reading: Reading = {
    document,
    uses: new Set(),
    isSecret: kind === 'Secret',
    serviceAccount: undefined,
    foreign: false,
    emulator: false,
  };
  look(reading, node);
  const isEmulator = reading.emulator || (name !== undefined && namesEmulator(name));
  return {
    kind,
    name,
    label: name === undefined ? safe`${safeName(kind)}` : safe`${safeName(kind)} ${safeName(name)}`,
    range: range(node.range[0], node.range[1]),
    node,
    uses: reading.uses,
    serviceAccount: reading.serviceAccount,
    givesRole: entryNamed(annotations, ROLE_ANNOTATION) !== undefined,
    foreign: reading.foreign || isEmulator,
    emulator: isEmulator,
    hidden: kind === 'Secret' ? hiddenIn(document, entries, annotations) : [],
  };
}

function hiddenIn(
  document: YamlDocument,
  entries: readonly YamlEntry[],
  annotations: readonly YamlEntry[],
): Manifest['hidden'] {
  const applied = entryNamed(annotations, APPLIED_ANNOTATION);
  return [
    ...['data', 'stringData'].flatMap((key) => childEntries(document, entryNamed(entries, key))),
    ...(applied ? [applied] : []),
  ].flatMap(({ scalar }) => (scalar && !readText(scalar.text, isReference) ? [scalar.range] : []));
}

/** What pods take from elsewhere, what they run as, and where their requests go. */
function look(reading: Reading, node: ParsedNode): void {
  if (isSeq(node)) {
    for (const item of itemsOf(reading.document, { node, shared: false })) {
      if (item.scalar && readText(item.scalar.text, hasForeignEndpoint)) reading.foreign = true;
      if (item.node && isWritten(item)) look(reading, item.node);
    }
    return;
  }
  if (!isMap(node)) return;
  const entries = ownEntries(reading.document, node, false);
  const name = openText(entryNamed(entries, 'name'));
  if (name !== undefined) lookAtVariable(reading, name, entries);
  for (const entry of entries) {
    lookAtEntry(reading, entry);
    const value = writtenNode(entry);
    if (value) look(reading, value);
  }
}

/** `- NAME=value` of a generator, or a part of a command. */
function hasForeignEndpoint(text: string): boolean {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/su.exec(text) ?? [];
  return isForeignVariable(name, value) || scriptHasForeignEndpoint(text);
}

/** An item of `env`. */
function lookAtVariable(reading: Reading, name: string, entries: readonly YamlEntry[]): void {
  const value = entryNamed(entries, 'value')?.scalar;
  const isElsewhere = entryNamed(entries, 'valueFrom') !== undefined;
  const isForeign = value
    ? readText(value.text, (text) => isForeignVariable(name, text))
    : isElsewhere && isForeignVariable(name, UNKNOWN);
  if (isForeign) reading.foreign = true;
}

function lookAtEntry(reading: Reading, entry: YamlEntry): void {
  const { key, scalar } = entry;
  const store = STORES.get(key);
  if (store) {
    const name = openText(entryNamed(childEntries(reading.document, entry), store.by));
    if (name !== undefined) reading.uses.add(storeName(store.kind, name));
  }
  if (!scalar) return;
  readText(scalar.text, (text) => {
    if (key === 'serviceAccountName') reading.serviceAccount ??= text;
    if (key === 'image' && namesEmulator(text)) reading.emulator = true;
    // In a cluster, a host has the name of its namespace behind its own.
    if (ENDPOINT_KEY.test(key) && namesEmulator(text.replaceAll('.', ' '))) reading.emulator = true;
    // Of a Secret's two maps one is in base64, which an address can hardly be by chance.
    const value = reading.isSecret ? (decodeBase64(text) ?? text) : text;
    if (isForeignVariable(key, value)) reading.foreign = true;
  });
}

const STORES: ReadonlyMap<string, { readonly kind: 'Secret' | 'ConfigMap'; readonly by: string }> = new Map([
  ['secretKeyRef', { kind: 'Secret', by: 'name' }],
  ['secretRef', { kind: 'Secret', by: 'name' }],
  ['secret', { kind: 'Secret', by: 'secretName' }],
  ['configMapKeyRef', { kind: 'ConfigMap', by: 'name' }],
  ['configMapRef', { kind: 'ConfigMap', by: 'name' }],
  ['configMap', { kind: 'ConfigMap', by: 'name' }],
]);

/** A pod goes where its ConfigMaps and Secrets send it, and what only such pods use is for them. */
function withNeighbours(manifests: readonly Manifest[]): readonly Manifest[] {
  const foreignStores = new Set(manifests.flatMap((one) => (one.foreign ? namesOf(one) : [])));
  const aware = manifests.map((one) => ({
    ...one,
    foreign: one.foreign || [...one.uses].some((store) => foreignStores.has(store)),
  }));
  const elsewhere = new Set(aware.flatMap(({ foreign, uses }) => (foreign ? [...uses] : [])));
  const atHome = new Set(aware.flatMap(({ foreign, uses }) => (foreign ? [] : [...uses])));
  const isForOthers = (store: string): boolean => elsewhere.has(store) && !atHome.has(store);
  return aware.map((one) => ({ ...one, foreign: one.foreign || namesOf(one).some(isForOthers) }));
}
