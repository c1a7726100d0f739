import { nearestName } from '../aws/nearest-name.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { addSection } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { vaultProcess } from '../rewrites/base-identity.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * `The source_profile "nope" referenced in the profile "x" does not exist` is the AWS CLI's word for it; several SDKs
 * only say that they could not load credentials.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 */
export default defineRule({
  meta: {
    id: 'dangling-source-profile',
    summary: 'Name a source profile that exists',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'No profile {source} exists in the config or the credentials file, so profile {profile} cannot assume its role. {remedy}',
    },
    fixes: {
      'use-nearest': { title: 'Use profile {nearest}', applicability: 'review' },
      'create-profile': { title: 'Create profile {source} with aws-vault', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['source_profile'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini' || entry.parent || section.type !== 'profile') return;
      const source = entry.value;
      if (typeof source !== 'string' || !isDanglingHere(entry, section, context.profiles)) return;
      const names = context.once(namesOf, () => namesOf(context.profiles));
      const nearest = nearestName(source, names, section.name);
      context.report({
        messageId: 'missing',
        range: entry.valueRange.start < entry.valueRange.end ? entry.valueRange : entry.keyRange,
        anchor: safe`profile ${safeName(section.name)}`,
        data: {
          source: safeName(source),
          profile: safeName(section.name),
          remedy:
            nearest === undefined
              ? safe`Create it, or name another one.`
              : safe`Did you mean ${safeName(nearest)}?`,
        },
        fixes: () => [
          ...(nearest === undefined ? [] : [useNearest(entry, nearest)]),
          ...createProfile(document, source),
        ],
      });
    },
  }),
});

function namesOf({ profiles }: ProfileGraph): readonly string[] {
  return [...profiles.keys()];
}

/** Whether the chain of a profile ends at once because this very entry names nobody. */
function isDanglingHere(entry: IniEntry, { name }: IniSection, graph: ProfileGraph): boolean {
  const provider = graph.providerOf(name);
  if (provider.type !== 'role' || provider.source.type !== 'profile') return false;
  const { setting, name: source } = provider.source;
  return setting.entry === entry && (source === undefined || !graph.profiles.has(source));
}

function useNearest(entry: IniEntry, nearest: string) {
  return {
    fixId: 'use-nearest' as const,
    data: { nearest: safeName(nearest) },
    edits: [{ ...entry.valueRange, newText: nearest }],
    preferred: true,
  };
}

/** In the config file only: the credentials file holds keys, and a new profile has none. */
function createProfile(document: IniDocument, source: string) {
  if (document.kind !== 'aws-config' || !/^[\w.@%/-]+$/u.test(source)) return [];
  // What looks like a pasted key must not be written a second time.
  if (safeName(source) !== source) return [];
  const header = source === 'default' ? 'default' : `profile ${source}`;
  const settings = [{ key: 'credential_process', value: vaultProcess(source) }];
  return [
    {
      fixId: 'create-profile' as const,
      data: { source: safeName(source) },
      edits: addSection(document, header, settings),
    },
  ];
}
