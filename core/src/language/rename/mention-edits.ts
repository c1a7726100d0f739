import type { EnvironmentVariable } from '../../aws/environments.ts';
import { replaceAssignedValue } from '../../documents/dotenv/edits.ts';
import { plainHeader, unprefixedName } from '../../documents/ini/header-form.ts';
import { profileHeader } from '../../documents/ini/header.ts';
import type { IniDocument, IniSection } from '../../documents/ini/nodes.ts';
import type { KeylessDocument } from '../../documents/keyless-document.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Mention } from '../navigation/mention.ts';

/** Writes a name in the place of a mention, in quotes where the place needs them. */
export function mentionEdits(document: KeylessDocument, mention: Mention, name: string): readonly TextEdit[] {
  const { site, range } = mention;
  if (document.format === 'ini') {
    return site.role === 'declaration'
      ? [headerEdit(document, site.section, mention, name)]
      : [{ ...range, newText: name }];
  }
  if (site.role !== 'variable') return [];
  if (document.format === 'yaml') return [yamlEdit(document, site.variable, range, name)];
  const { home } = site.variable;
  return home.type === 'assignment' ? replaceAssignedValue(document, home.assignment, name) : [];
}

function headerEdit(document: IniDocument, section: IniSection, mention: Mention, name: string): TextEdit {
  const { kind, source } = document;
  const { start, end } = mention.range;
  // The rest of the header stays as it is, white space and all.
  if (kind === 'aws-credentials') return { start, end, newText: name };
  const before = source.text.charAt(start - 1);
  const isQuoted = /["']/u.test(before) && source.text.charAt(end) === before;
  const headerStart = headerTextStart(document, section);
  // A header without its prefix stays one, unless nobody would know it for a profile any more.
  const isBare = start === headerStart && unprefixedName(name) === undefined;
  if (isBare || (mention.type === 'profile' && name === 'default')) {
    const newText = plainHeader(kind, { type: mention.type, name });
    return { start: headerStart, end: isQuoted ? end + 1 : end, newText };
  }
  // Only the JavaScript SDK reads a dotted name, and it knows no quotes there.
  const isVerbatim = isQuoted || before === '.' || start === headerStart;
  return { start, end, newText: isVerbatim ? name : headerWord(kind, name) };
}

/** The name as a word of its own, behind the prefix. */
function headerWord(kind: IniDocument['kind'], name: string): string {
  return profileHeader(kind, name).replace(/^profile /u, '');
}

/** Where the text between the brackets starts. */
function headerTextStart({ source }: IniDocument, { headerRange, rawName }: IniSection): number {
  const start = headerRange.start + 1;
  return start + source.text.slice(start, start + rawName.length).search(/\S|$/u);
}

/** Texts that YAML reads as just that text, quoted or not. */
const PLAIN_IN_YAML = /^(?!(?:true|false|yes|no|on|off|null|y|n|~)$)[A-Za-z_][\w./@-]*$/iu;

/** A plain scalar gets quotes where the name needs them; in a list the variable stands inside them too. */
function yamlEdit(
  { source }: YamlDocument,
  { nameRange, valueRange }: EnvironmentVariable,
  range: Range,
  name: string,
): TextEdit {
  const { start, end } = range;
  const isInList = source.text.charAt(nameRange.end) === '=' && nameRange.end + 1 === valueRange.start;
  const from = isInList ? nameRange.start : start;
  const isQuoted = /["']/u.test(source.text.charAt(from - 1));
  if (isQuoted || PLAIN_IN_YAML.test(name)) return { start, end, newText: name };
  return { start: from, end, newText: `'${source.text.slice(from, start)}${name}'` };
}
