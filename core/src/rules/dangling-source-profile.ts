import { nearestName } from '../aws/nearest-name.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';
import { meantText, rangeOfValue } from '../aws/profile-sso.ts';
import { addSection } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { sectionsByMeaning } from '../documents/ini/section-meaning.ts';
import { isMisnamed } from '../facts/misnamed-profile.ts';
import { vaultProcess } from '../rewrites/base-identity.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

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
      const setting = danglingSetting(entry, section, context.profiles);
      if (!setting) return;
      const source = meantText(setting) ?? entry.value;
      // Quotes around the name, and a header that hides the profile, are mistakes of their own.
      if (typeof source !== 'string' || context.profiles.profiles.has(source)) return;
      if (isMisnamed(source, context.profiles, headersOfBoth(context))) return;
      const names = context.once(namesOf, () => namesOf(context.profiles));
      const nearest = nearestName(source, names, section.name);
      const range = rangeOfValue(setting) ?? entry.valueRange;
      context.report({
        messageId: 'missing',
        range: range.start < range.end ? range : entry.keyRange,
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
          ...(nearest === undefined ? [] : [useNearest(range, nearest)]),
          ...createProfile(document, source),
        ],
      });
    },
  }),
});

function namesOf({ profiles }: ProfileGraph): readonly string[] {
  return [...profiles.keys()];
}

/** The setting that ends the chain of a profile at once because it names nobody, where it stands in this very entry. */
function danglingSetting(
  entry: IniEntry,
  { name }: IniSection,
  graph: ProfileGraph,
): ProfileSetting | undefined {
  const provider = graph.providerOf(name);
  if (provider.type !== 'role' || provider.source.type !== 'profile') return undefined;
  const { setting, name: source } = provider.source;
  const isDangling = setting.entry === entry && (source === undefined || !graph.profiles.has(source));
  return isDangling ? setting : undefined;
}

function headersOfBoth({ model, headers, facts, once }: RuleContext): readonly RuleContext['headers'][] {
  const { kind } = model.document;
  // Whoever asks for the file under judgement by this way is taken to see all of it.
  const other = (kind === 'aws-config' ? facts.awsFiles.credentials : facts.awsFiles.config)?.document;
  return other?.format === 'ini'
    ? [headers, once(sectionsByMeaning, () => sectionsByMeaning(other))]
    : [headers];
}

function useNearest(range: Range, nearest: string) {
  return {
    fixId: 'use-nearest' as const,
    data: { nearest: safeName(nearest) },
    edits: [{ ...range, newText: nearest }],
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
