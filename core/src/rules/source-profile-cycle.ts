import { sourceCycleOf, type CycleLink, type SourceCycle } from '../aws/source-cycle.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/** A circle of more profiles is shown by its beginning; the related places show all of it. */
const MOST_NAMES = 6;

/**
 * `Infinite loop in credential configuration detected` is the AWS CLI's word for it; the JavaScript SDK only says that
 * it could not load credentials.
 * Source: botocore/credentials.py, `AssumeRoleProvider._validate_source_profile`.
 */
export default defineRule({
  meta: {
    id: 'source-profile-cycle',
    summary: 'Let chains of source profiles end at credentials',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      cycle:
        'Source profiles lead in a circle ({path}), so the AWS CLI stops with an infinite loop and no SDK finds credentials. Let one of them name a profile that has credentials of its own.',
      self: 'Profile {profile} names itself as source but holds no access keys, so the AWS CLI stops with an infinite loop. Name the profile whose credentials should assume the role.',
    },
    fixes: {},
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['source_profile'],
    entry: (entry, section) => {
      if (entry.parent || section.type !== 'profile') return;
      const cycle = sourceCycleOf(section.name, context.profiles);
      // Told once, at its beginning.
      if (cycle?.links[0].setting.entry !== entry) return;
      const [first, ...others] = cycle.links;
      const profile = safeName(first.profile.name);
      const place = { range: entry.valueRange, anchor: safe`profile ${profile}` };
      if (others.length === 0) {
        context.report({ messageId: 'self', data: { profile }, ...place });
        return;
      }
      const related = others.flatMap((link, index) => relatedTo(link, cycle.links[index + 2] ?? first));
      context.report({ messageId: 'cycle', data: { path: pathOf(cycle) }, related, ...place });
    },
  }),
});

function pathOf({ links }: SourceCycle): SafeText {
  const names = links.map(({ profile }) => safeName(profile.name));
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), safe`…`] : names;
  const [first = safe``] = names;
  return safe`${shown.reduce((path, name) => safe`${path} → ${name}`)} → ${first}`;
}

function relatedTo({ profile, setting }: CycleLink, next: CycleLink) {
  const { document, entry } = setting;
  if (!entry) return [];
  const message = safe`Profile ${safeName(profile.name)} names ${safeName(next.profile.name)}`;
  return [{ document, range: entry.valueRange, message }];
}
