import type { NamedSection } from '../aws/profile.ts';
import { deleteSection } from '../documents/ini/edits.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import { isBlock } from '../documents/ini/readers/reading.ts';
import { splitShellWords } from '../documents/ini/shell-words.ts';
import { moveSection, type SectionMove } from '../rewrites/move-section.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/**
 * Every tool looks for sign-in sessions and services in the config file alone; in the credentials file a header is the
 * name of a profile, whatever it looks like.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export default defineRule({
  meta: {
    id: 'misplaced-section',
    summary: 'Keep sso-session and services sections in the config file',
    category: 'File dialect',
    documents: ['aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      misplaced:
        'The AWS tools look for {header} in the config file only, so here it is no more than a profile of that odd name. Move it to the config file.',
      copy: 'The AWS tools look for {header} in the config file only, and this copy of it has no effect. Delete it here.',
      rival:
        'The AWS tools look for {header} in the config file only, and use the one there, which differs. Make that one right and delete this one.',
    },
    fixes: {
      'move-section': { title: 'Move {header} to the config file', applicability: 'review' },
      'delete-section': { title: 'Delete {header} here', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    section: (section) => {
      const { document } = context.model;
      const words = splitShellWords(section.name);
      const [type, name] = words?.map(({ text }) => text) ?? [];
      if (document.format !== 'ini' || words?.length !== 2 || name === undefined) return;
      if (type !== 'sso-session' && type !== 'services') return;
      const known = context.profiles[type === 'services' ? 'services' : 'ssoSessions'].get(name);
      const header = safe`[${safeName(section.rawName)}]`;
      const report = { range: section.headerRange, anchor: header, data: { header } };
      if (!known) {
        const fixes = () => moved(moveSection(document, section, context), header);
        context.report({ messageId: 'misplaced', fixes, ...report });
      } else if (!isCopy(section, known))
        context.report({ messageId: 'rival', tag: 'unnecessary', ...report });
      else {
        context.report({
          messageId: 'copy',
          tag: 'unnecessary',
          fixes: () => [
            {
              fixId: 'delete-section',
              data: { header },
              edits: deleteSection(document, section),
              preferred: true,
            },
          ],
          ...report,
        });
      }
    },
  }),
});

function moved(move: SectionMove | undefined, header: SafeText) {
  return move ? [{ fixId: 'move-section' as const, data: { header }, ...move, preferred: true }] : [];
}

/** Whether the config file's section says all that this one does. Secrets are not compared. */
function isCopy({ entries }: IniSection, { settings }: NamedSection): boolean {
  return entries.every(({ name, value, parent, swallowed }) => {
    const known = settings.get(parent?.name ?? name)?.value;
    if (swallowed || typeof value !== 'string' || known === undefined) return false;
    if (!isBlock(known)) return !parent && known === value;
    return parent ? known.get(name)?.value === value : value === '';
  });
}
