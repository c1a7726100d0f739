import { isForeignSection } from '../aws/foreign-section.ts';
import {
  blindReaders,
  headerForm,
  isNameless,
  plainHeader,
  portableName,
  sectionId,
  sectionLabel,
  type HeaderForm,
} from '../documents/ini/header-form.ts';
import type { IniKind } from '../documents/document.ts';
import { behindHeader, commentBehindHeader, isWholeHeader } from '../documents/ini/header-node.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** Names the key that refers to a section of each type. */
const REFERENCES = { profile: 'source_profile', 'sso-session': 'sso_session', services: 'services' } as const;

/**
 * A header that looks right to a person and that one tool reads while another one drops the whole section without a
 * word. Sources: botocore/configloader.py (`build_profile_map`, shlex); @smithy/core, shared-ini-file-loader
 * (`/^([\w-]+)\s(["'])?([\w-@\+\.%:\/]+)\2$/`); aws-sdk-go-v2, internal/ini.
 */
export default defineRule({
  meta: {
    id: 'unreadable-header',
    summary: 'Write section headers as all tools read them',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      padded: 'White space inside the brackets hides {section} from {readers}. {remedy}',
      case: 'For {readers} [{header}] is not {section}, where prefixes and default are lower-case. {remedy}',
      prefix:
        '[{header}] is {section} for the AWS CLI, but not for {readers}, where the prefix must be exact. {remedy}',
      dotted: '[{header}] is {section} for the JavaScript SDK, but not for {readers}. {remedy}',
      spaced: 'More than one space behind the prefix hides {section} from {readers}. {remedy}',
      unquoted:
        'A name of several words without quotes hides {section} from {readers}; the Go SDK reads it. Give it a name without spaces.',
      unportable:
        'The name of {section} hides it from {readers}. Use letters, digits and _ - @ + . % : / in names.',
      trailing:
        'The text behind the closing bracket hides {section} from {readers}. Delete it, or make it a comment.',
      unnamed: 'No tool reads [{header}], nor the settings below it. Write it as [profile NAME].',
    },
    fixes: {
      normalise: { title: 'Write [{form}]', applicability: 'safe' },
      'make-default': { title: 'Make it the default profile', applicability: 'review' },
      rename: { title: 'Rename it to {name}', applicability: 'review' },
      'comment-out': { title: 'Make the text behind it a comment', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format-profile',
      'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const judgeForm = (document: IniDocument, section: IniSection, form: HeaderForm): void => {
      const { rawName, headerRange } = section;
      const header = safeName(rawName);
      const report = { range: headerRange, anchor: safe`section ${header}` };
      if (form.slip === undefined) {
        const edit = commentBehindHeader(document, section);
        if (!edit) return;
        const isComment = /^\s*[#;]/u.test(behindHeader(document, section));
        const readers = isComment ? safe`the JavaScript SDK` : safe`the JavaScript and Go SDKs`;
        context.report({
          messageId: 'trailing',
          data: { section: sectionLabel(form), readers },
          fixes: () => [{ fixId: 'comment-out', data: {}, edits: [edit], preferred: true }],
          ...report,
        });
        return;
      }
      const readers = blindReaders(document.kind, rawName, form);
      if (readers === undefined) return;
      const { headers } = context;
      const remedy = remedyOf(document.kind, form, isTaken(headers, section, form));
      const data = { section: sectionLabel(form), header, remedy };
      context.report({
        messageId: form.slip,
        data: { ...data, readers },
        fixes: () => fixesOf(document, section, form, headers),
        ...report,
      });
    };
    const judge = (section: IniSection): void => {
      const { document } = context.model;
      if (section.isFlawless || document.format !== 'ini' || !isWholeHeader(document, section)) return;
      const { rawName, headerRange } = section;
      const form = headerForm(document.kind, rawName);
      if (form) judgeForm(document, section, form);
      else if (document.kind === 'aws-config' && isNameless(rawName) && !isForeignSection(section)) {
        const header = safeName(rawName);
        const anchor = safe`section ${header}`;
        context.report({ messageId: 'unnamed', range: headerRange, anchor, data: { header } });
      }
    };
    return { section: judge };
  },
});

type Named = RuleContext['headers'];

function remedyOf(kind: IniKind, form: HeaderForm, taken: boolean): SafeText {
  const plain = safeName(plainHeader(kind, form));
  return taken ? safe`Merge it into [${plain}], which the file has as well.` : safe`Write [${plain}].`;
}

function fixesOf(document: IniDocument, section: IniSection, form: HeaderForm, named: Named) {
  const needsName = form.slip === 'unquoted' || form.slip === 'unportable';
  const name = needsName ? portableName(form.name) : form.name;
  if (name === undefined || isTaken(named, section, { ...form, name })) return [];
  const text = plainHeader(document.kind, { type: form.type, name });
  // A name that looks like a secret is written nowhere. With dashes in it, it would look like none.
  if (safeName(text) !== text || safeName(section.rawName).includes('***')) return [];
  const { start, end } = section.headerRange;
  const edits = [{ start: start + 1, end: end - 1, newText: text }];
  if (needsName) {
    const all = [...edits, ...renamed(document, form, name)];
    return [{ fixId: 'rename' as const, data: { name: safeName(name) }, edits: all }];
  }
  if (form.slip === 'case' && document.kind === 'aws-credentials') {
    return [{ fixId: 'make-default' as const, data: {}, edits }];
  }
  return [{ fixId: 'normalise' as const, data: { form: safeName(text) }, edits, preferred: true }];
}

/** A second header of one name would make the AWS CLI refuse the file. */
function isTaken(named: Named, section: IniSection, wanted: HeaderForm): boolean {
  return named.get(sectionId(wanted))?.some((one) => one !== section) === true;
}

/** What refers to the section within the file goes along. */
function renamed(
  { sections }: IniDocument,
  { type, name }: HeaderForm,
  newName: string,
): readonly TextEdit[] {
  return sections
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.name === REFERENCES[type] && !entry.parent && entry.value === name)
    .map(({ valueRange }) => ({ ...valueRange, newText: newName }));
}
