import { safe, type SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';
import type { IniProblem, IniProblemKind } from './nodes.ts';

/** What is wrong and what to do. Nothing of the text is quoted: it may be a secret. */
const MESSAGES: Readonly<Record<IniProblemKind, SafeText>> = {
  'byte-order-mark': safe`The file starts with a byte order mark, so the AWS CLI refuses all of it. Save it as UTF-8 without one.`,
  'malformed-encoding': safe`The file is no valid UTF-8, so the AWS CLI refuses all of it. Save it as UTF-8.`,
  'no-section': safe`This line stands before any section header, so the AWS CLI refuses the whole file. Put it under a header such as [default].`,
  'unclosed-header': safe`This section header has no closing bracket, so the AWS CLI refuses the whole file. Add the bracket.`,
  'empty-header': safe`This section header has no name, so the AWS CLI refuses the whole file. Give it a name or delete it.`,
  'duplicate-section': safe`A section of this name stands further up, so the AWS CLI refuses the whole file. Merge the two.`,
  'duplicate-key': safe`This section sets the same key further up, so the AWS CLI refuses the whole file. Keep one of the two.`,
  'no-delimiter': safe`This line has no equals sign, so the AWS CLI refuses the whole file. Write it as key = value or as a comment.`,
  'no-key': safe`This line has no key before its delimiter, so the AWS CLI refuses the whole file. Add the key or delete the line.`,
  'nested-without-equals': safe`This line of an indented block has no equals sign, so the AWS CLI refuses the whole file. Write it as key = value.`,
};

/** Makes a problem with its message. */
export function iniProblem(kind: IniProblemKind, range: Range): IniProblem {
  return { kind, range, message: MESSAGES[kind] };
}
