import { isMap, isSeq, type ParsedNode } from 'yaml';
import { isTemplate } from '../../documents/classify.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../../documents/yaml/nodes.ts';
import { childEntries, entryNamed, itemsOf, ownEntries } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { isWritten, writtenNode } from '../../documents/yaml/written-node.ts';
import { decodeBase64 } from '../../secret/base64.ts';
import { safe } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { partOfInput } from '../ci/action-inputs.ts';
import { keyMaterialIn, type ValueSource } from '../ci/value-source.ts';
import { partOfVariable, type CredentialPart } from '../credential-names.ts';
import type { CredentialSet } from '../credential-set.ts';
import { manifestAt, namesOf, storeName, type Manifest } from '../kubernetes/manifest.ts';
import { isMaterial } from './literal-site.ts';
import { commentedMaterial, strayMaterial } from './material-sites.ts';
import { scriptCandidates } from './script-sites.ts';
import { candidateOf, sitesOf, type Candidate } from './site.ts';
import { variableJudge, type Judge } from './variable-judge.ts';
import { namedCandidate, pairCandidate } from './yaml-candidates.ts';

/** A candidate, and the Secret of the cluster that it is taken from. */
interface ManifestCandidate extends Candidate {
  readonly store?: string | undefined;
}

interface Walk {
  readonly document: YamlDocument;
  readonly judge: Judge;
  readonly manifest: Manifest;
  readonly found: (readonly ManifestCandidate[])[];
}

/** What a SealedSecret holds, which nobody but the cluster can read. */
const SEALED_KEY = 'encryptedData';

/**
 * The static credentials of manifests: variables of containers, what Secrets and ConfigMaps hold, parts of commands, and
 * lines that are commented out. Keys that a container takes from a Secret of the same file are told at the Secret.
 */
export function manifestCredentialSets(
  document: YamlDocument,
  manifests: readonly Manifest[],
): readonly CredentialSet[] {
  const judge = variableJudge(document);
  const template = isTemplate(document.uri);
  const emulator = manifests.some((one) => one.emulator);
  const read = (manifest: Manifest, told: ReadonlySet<string>): readonly CredentialSet[] => {
    const walk: Walk = { document, judge, manifest, found: [] };
    visit(walk, manifest.node, []);
    return walk.found.flatMap((candidates) => {
      const own = candidates.filter(({ store }) => store === undefined || !told.has(store));
      const sites = sitesOf(own, { foreign: manifest.foreign, emulator }).filter(
        (site) => !template || (site.origin === 'literal' && isMaterial(site.part, site.value)),
      );
      return sites.length > 0 ? [{ owner: { type: 'variables' }, label: manifest.label, sites }] : [];
    });
  };
  const isStore = (one: Manifest): boolean => namesOf(one).length > 0;
  const stores = manifests.filter(isStore);
  const inStores = stores.map((one) => [one, read(one, new Set())] as const);
  const told = new Set(inStores.flatMap(([one, sets]) => (sets.length > 0 ? namesOf(one) : [])));
  const sets = [
    ...inStores.flatMap(([, found]) => found),
    ...manifests.filter((one) => !isStore(one)).flatMap((one) => read(one, told)),
  ];
  return [...sets, ...materialSets(document, manifests, sets)].sort(
    (a, b) => (a.sites[0]?.keyRange.start ?? 0) - (b.sites[0]?.keyRange.start ?? 0),
  );
}

/** Key material under any other name, or in a comment. */
function materialSets(
  document: YamlDocument,
  manifests: readonly Manifest[],
  known: readonly CredentialSet[],
): readonly CredentialSet[] {
  const sites = known.flatMap((set) => set.sites);
  return [...strayMaterial(document, sites), ...commentedMaterial(document)].map((group) => ({
    owner: { type: 'variables' },
    label: manifestAt(manifests, group.range)?.label ?? safe`AWS variables`,
    sites: group.sites,
  }));
}

function visit(walk: Walk, node: ParsedNode, path: readonly string[]): void {
  const { document, judge, found } = walk;
  if (isMap(node)) {
    const entries = ownEntries(document, node, false);
    add(found, candidatesOf(walk, entries, path));
    for (const entry of entries) {
      const value = entry.key === SEALED_KEY ? undefined : writtenNode(entry);
      if (value) visit(walk, value, [...path, entry.key]);
    }
  } else if (isSeq(node)) {
    const items = itemsOf(document, { node, shared: false }).filter(isWritten);
    add(
      found,
      items.flatMap((item) => [
        ...(item.scalar ? textCandidates(walk, item.scalar, path) : []),
        ...namedCandidate(document, judge, item, path),
        ...storedCandidate(document, item),
      ]),
    );
    for (const item of items) if (item.node) visit(walk, item.node, path);
  }
}

function add(found: Walk['found'], candidates: readonly ManifestCandidate[]): void {
  if (candidates.length > 0) found.push(candidates);
}

/** A part of a command, a line for a generator (`NAME=value`), or a file in a block. */
function textCandidates(
  { document, judge }: Walk,
  scalar: NonNullable<YamlItem['scalar']>,
  path: readonly string[],
): readonly Candidate[] {
  const pair = pairCandidate(document, judge, scalar, path);
  return pair.length > 0 ? pair : scriptCandidates(document.source, scalar, (text) => judge(text, path));
}

function candidatesOf(
  walk: Walk,
  entries: readonly YamlEntry[],
  path: readonly string[],
): readonly ManifestCandidate[] {
  const { document, judge, manifest } = walk;
  if (manifest.kind === 'Secret' && path.length === 1 && path[0] === 'data')
    return encodedCandidates(entries);
  const isData = path.length === 1 && (path[0] === 'data' || path[0] === 'stringData');
  return entries.flatMap((entry) => {
    const { key, scalar } = entry;
    if (!scalar) return [];
    const part = partOfVariable(key) ?? (isData ? partOfInput('', key) : undefined);
    if (part !== undefined) return [candidateOf(entry, part, (text) => judge(text, path))];
    const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
    return isBlock ? scriptCandidates(document.source, scalar, (text) => judge(text, path)) : [];
  });
}

/** What a Secret holds in base64: keys that AWS has issued, under whatever name, alone or in a file of the AWS tools. */
function encodedCandidates(entries: readonly YamlEntry[]): readonly ManifestCandidate[] {
  const decoded = entries.flatMap((entry) => {
    const text = entry.scalar && readText(entry.scalar.text, decodeBase64);
    return text === undefined ? [] : [{ entry, text: new SecretValue(text) }];
  });
  const isOthers = decoded.some(
    ({ entry, text }) => partOf(entry.key) === 'access-key-id' && !isMaterial('access-key-id', text),
  );
  return decoded.flatMap(({ entry, text }) => {
    const part = text.derive(materialPart) ?? partOf(entry.key);
    if (part === undefined || !isHeld(part, text)) return [];
    // A secret says nothing of whose it is; the id beside it does.
    if (part === 'secret-access-key' && isOthers) return [];
    const candidate = candidateOf(entry, part, (): ValueSource => 'literal');
    const value = new SecretValue(text.derive((whole) => materialOf(part, whole)));
    return [{ ...candidate, value, encoded: true }];
  });
}

function partOf(key: string): CredentialPart | undefined {
  return partOfVariable(key) ?? partOfInput('', key);
}

/** The part that a text gives away by itself. */
function materialPart(text: string): CredentialPart | undefined {
  return keyMaterialIn(text)[0]?.part;
}

function isHeld(part: CredentialPart, text: SecretValue): boolean {
  return part === 'secret-access-key' ? isMaterial(part, text) : text.derive(materialPart) === part;
}

/** The key in a text, which may be a whole file. */
function materialOf(part: CredentialPart, text: string): string {
  const found = keyMaterialIn(text).find((one) => one.part === part);
  return found ? text.slice(found.start, found.end) : text.trim();
}

/** `- name: NAME` with a `valueFrom:`, which takes the value out of the cluster's store. */
function storedCandidate(document: YamlDocument, item: YamlItem): readonly ManifestCandidate[] {
  if (!isMap(item.node)) return [];
  const entries = ownEntries(document, item.node, item.shared);
  const name = entryNamed(entries, 'name');
  const text = textOf(name);
  const part = partOfVariable(text ?? '');
  if (!name || text === undefined || part === undefined) return [];
  const from = childEntries(document, entryNamed(entries, 'valueFrom'));
  const reference = entryNamed(from, 'secretKeyRef') ?? entryNamed(from, 'configMapKeyRef');
  const named = childEntries(document, reference);
  const store = textOf(entryNamed(named, 'name'));
  if (!reference || store === undefined) return [];
  return [
    {
      part,
      name: text,
      keyRange: name.valueRange,
      valueRange: reference.valueRange,
      value: new SecretValue([store, textOf(entryNamed(named, 'key'))].join(' ')),
      source: 'stored-secret',
      commentedOut: false,
      store: storeName(reference.key === 'secretKeyRef' ? 'Secret' : 'ConfigMap', store),
    },
  ];
}

function textOf(entry: YamlEntry | undefined): string | undefined {
  return entry?.scalar && readText(entry.scalar.text, (text) => text);
}
