import { isMap, isSeq, type ParsedNode } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../../documents/yaml/nodes.ts';
import { itemsOf, ownEntries } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { isWritten, writtenNode } from '../../documents/yaml/written-node.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { contains, range, type Range } from '../../text/range.ts';
import { partOfInput } from '../ci/action-inputs.ts';
import { isForeignVariable, namesEmulator, scriptHasForeignEndpoint } from '../ci/endpoint.ts';
import { isGitlabJob } from '../ci/gitlab-pipeline.ts';
import { partOfVariable } from '../credential-names.ts';
import type { CredentialSet } from '../credential-set.ts';
import { isUsable, type CiScript } from './ci-script.ts';
import { commentedMaterial, strayMaterial } from './material-sites.ts';
import { scriptCandidates } from './script-sites.ts';
import { candidateOf, sitesOf, type Candidate } from './site.ts';
import { variableJudge, type Judge } from './variable-judge.ts';
import { namedCandidate, pairCandidate } from './yaml-candidates.ts';
import { scriptsOf, type FoundScript } from './yaml-scripts.ts';
import { createSection, noteSession, type Section } from './yaml-section.ts';

interface Found {
  readonly type: 'variables' | 'script';
  readonly candidates: readonly Candidate[];
  readonly section: Section;
}

interface Walk {
  readonly document: YamlDocument;
  readonly judge: Judge;
  readonly found: Found[];
  readonly scripts: FoundScript[];
  /** Everything that stands outside of jobs and services, and what holds for all of them. */
  readonly root: Section;
  readonly sections: Section[];
}

/** Keys that hold commands, alone or in a list. */
const SCRIPT_KEY =
  /^(?:run|script|before_script|after_script|after-script|commands?|finally|entrypoint|inline|inlineScript|bash|pwsh|powershell|shell_script|args|arguments)$/u;
const IMAGE_KEY = /^(?:image|name|container_name|build|alias)$/u;

/** What one walk over a YAML file finds. */
export interface YamlCredentials {
  readonly sets: readonly CredentialSet[];
  readonly scripts: readonly CiScript[];
}

/**
 * The static credentials and the scripts of every YAML file but a GitHub workflow: maps and lists of variables, inputs of actions,
 * scripts, and lines that are commented out. Aliases are not followed: what stands there is told where it is written.
 */
export function readYamlCredentials(document: YamlDocument): YamlCredentials {
  const root = createSection(safe`AWS variables`, range(0, document.source.text.length));
  const walk: Walk = {
    document,
    judge: variableJudge(document),
    found: [],
    scripts: [],
    root,
    sections: [],
  };
  for (const tree of document.trees) if (tree.contents) visit(walk, tree.contents, [], root);
  const sets = walk.found.flatMap((one) => setOf(walk, one));
  const known = sets.flatMap((set) => set.sites);
  const material = [...strayMaterial(document, known), ...commentedMaterial(document)].map(
    (group): CredentialSet => ({
      owner: { type: 'variables' },
      label: labelAt(walk, group.range),
      sites: group.sites,
    }),
  );
  return {
    sets: [...sets, ...material].sort(
      (a, b) => (a.sites[0]?.keyRange.start ?? 0) - (b.sites[0]?.keyRange.start ?? 0),
    ),
    scripts: scriptsOf(walk),
  };
}

function setOf(
  { root, sections, document }: Walk,
  { type, candidates, section }: Found,
): readonly CredentialSet[] {
  // A compose file is one network: words such as `test` are meant for the emulator in it.
  const emulator =
    section.emulator ||
    root.emulator ||
    (document.kind === 'compose' && sections.some((one) => one.emulator));
  const sites = sitesOf(candidates, { foreign: section.foreign || root.foreign, emulator });
  return sites.length > 0 ? [{ owner: { type }, label: section.label, sites }] : [];
}

function visit(walk: Walk, node: ParsedNode, path: readonly string[], section: Section): void {
  if (isMap(node)) {
    const entries = ownEntries(walk.document, node, false);
    collectMap(walk, entries, path, section);
    for (const entry of entries) visitEntry(walk, entry, [...path, entry.key], section);
  } else if (isSeq(node)) {
    const items = itemsOf(walk.document, { node, shared: false });
    collectList(walk, items, path, section);
    for (const item of items) if (item.node && isWritten(item)) visit(walk, item.node, path, section);
  }
}

function visitEntry(walk: Walk, entry: YamlEntry, path: readonly string[], outer: Section): void {
  const section = sectionOf(walk, entry, path) ?? outer;
  noteSurroundings(walk, entry, section);
  noteSession(walk, entry, path, section);
  const { key, scalar, shared } = entry;
  if (scalar && SCRIPT_KEY.test(key)) {
    collectScripts(walk, [{ scalar, list: undefined, shared, key }], section);
  }
  const node = writtenNode(entry);
  if (node) visit(walk, node, path, section);
}

/** A job of GitLab, a service of compose, a job of CircleCI: what can have variables of its own. */
function sectionOf(walk: Walk, entry: YamlEntry, path: readonly string[]): Section | undefined {
  const what = sectionKind(walk.document.kind, path);
  if (what === undefined || !isMap(entry.node)) return undefined;
  const section = createSection(
    what === 'service' ? safe`service ${safeName(entry.key)}` : safe`job ${safeName(entry.key)}`,
    range(entry.keyRange.start, entry.valueRange.end),
  );
  section.emulator = what === 'service' && namesEmulator(entry.key);
  walk.sections.push(section);
  return section;
}

function sectionKind(kind: YamlDocument['kind'], path: readonly string[]): 'job' | 'service' | undefined {
  const [first = ''] = path;
  if (kind === 'gitlab-ci') return path.length === 1 && isGitlabJob(first) ? 'job' : undefined;
  if (path.length !== 2) return undefined;
  if (first === 'services') return 'service';
  return first === 'jobs' ? 'job' : undefined;
}

/** Endpoints and images tell where a section's requests go. */
function noteSurroundings(walk: Walk, entry: YamlEntry, section: Section): void {
  const { scalar, key } = entry;
  if (!scalar) return;
  readText(scalar.text, (text) => {
    if (isForeignVariable(key, text) || scriptHasForeignEndpoint(text)) section.foreign = true;
    if (!IMAGE_KEY.test(key) || !namesEmulator(text)) return;
    section.emulator = true;
    // The emulator's own variables in compose are its users, whatever they look like.
    if (walk.document.kind === 'compose' && key === 'image') section.foreign = true;
  });
}

function collectMap(
  walk: Walk,
  entries: readonly YamlEntry[],
  path: readonly string[],
  section: Section,
): void {
  const { document, judge } = walk;
  const isInputs =
    (document.kind === 'github-action' && path.at(-1) === 'with') ||
    (document.kind === 'circleci' && path.at(-1)?.includes('/') === true);
  const candidates = entries.flatMap((entry) => {
    const part = isInputs ? partOfInput('', entry.key) : partOfVariable(entry.key);
    if (part === undefined) return [];
    const valued = entry.scalar ? entry : valueEntry(document, entry);
    if (!valued) return [];
    const candidate = candidateOf(valued, part, (text) => judge(text, path));
    return [{ ...candidate, name: entry.key, keyRange: entry.keyRange }];
  });
  if (candidates.length > 0) addFound(walk, { type: 'variables', candidates, section });
}

/** GitLab's long form: `NAME: { value: …, description: … }`. */
function valueEntry(document: YamlDocument, entry: YamlEntry): YamlEntry | undefined {
  if (!isMap(entry.node) || document.kind !== 'gitlab-ci') return undefined;
  const value = ownEntries(document, entry.node, entry.shared).find(({ key }) => key === 'value');
  return value?.scalar && value;
}

function collectList(
  walk: Walk,
  items: readonly YamlItem[],
  path: readonly string[],
  section: Section,
): void {
  const { document, judge } = walk;
  const key = path.at(-1) ?? '';
  const written = items.flatMap((item, index) =>
    item.scalar && isWritten(item)
      ? [{ scalar: item.scalar, shared: item.shared, list: { items, index }, key }]
      : [],
  );
  const scalars = written.map(({ scalar }) => scalar);
  for (const { text } of scalars) {
    readText(text, (value) => {
      const [, name = '', endpoint = ''] = /^(\w+)=(.*)$/su.exec(value) ?? [];
      if (isForeignVariable(name, endpoint) || scriptHasForeignEndpoint(value)) section.foreign = true;
      if (key === 'services' && namesEmulator(value)) section.emulator = true;
    });
  }
  if (SCRIPT_KEY.test(key)) {
    collectScripts(walk, written, section);
    return;
  }
  const candidates = [
    ...scalars.flatMap((scalar) => pairCandidate(document, judge, scalar, path)),
    ...items.flatMap((item) => namedCandidate(document, judge, item, path)),
  ];
  if (candidates.length > 0) addFound(walk, { type: 'variables', candidates, section });
}

function collectScripts(
  walk: Walk,
  scripts: readonly Omit<FoundScript, 'section' | 'profile'>[],
  section: Section,
): void {
  const { source } = walk.document;
  const candidates = scripts.flatMap(({ scalar }) =>
    scriptCandidates(source, scalar, (text) => walk.judge(text, ['script'])),
  );
  const { profile } = section;
  walk.scripts.push(...scripts.map((script) => ({ ...script, section, profile })));
  if (candidates.length > 0) addFound(walk, { type: 'script', candidates, section });
}

function addFound(walk: Walk, found: Found): void {
  walk.found.push(found);
  if (found.candidates.some(({ source }) => isUsable(source))) found.section.keys = true;
}

function labelAt({ sections, root }: Walk, place: Range): SafeText {
  return sections.findLast((section) => contains(section.range, place))?.label ?? root.label;
}
