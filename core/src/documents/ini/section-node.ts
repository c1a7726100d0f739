import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { placeCommented, type CommentedEntry } from './commented-entry.ts';
import type { EntryNode } from './entry-node.ts';
import type { IniHeader } from './header.ts';
import { typeBit, type LineForms } from './line-forms.ts';
import type {
  IniCommentedEntry,
  IniEntry,
  IniLine,
  IniLineType,
  IniSection,
  IniSectionType,
} from './nodes.ts';

export interface SectionInit {
  readonly header: IniHeader;
  readonly range: Range;
  readonly entries: readonly EntryNode[];
  readonly commentedEntries: readonly CommentedEntry[];
  readonly forms: LineForms;
  /** Zero-based, and the one behind the last. */
  readonly firstLine: number;
  readonly endLine: number;
  /** The types of its lines, see `typeBit`. */
  readonly lineTypes: number;
}

const NONE: readonly never[] = [];

function isSecret({ value }: Pick<IniEntry, 'value'>): boolean {
  return value instanceof SecretValue;
}

/** A section in few objects, for the reason that `EntryNode` gives. */
export class SectionNode implements IniSection {
  readonly type: IniSectionType;
  readonly name: string;
  readonly rawName: string;
  readonly nameRange: Range;
  readonly headerRange: Range;
  readonly isFlawless: boolean;
  readonly hasSecret: boolean;
  readonly range: Range;
  readonly entries: readonly EntryNode[];
  readonly commentedEntries: readonly IniCommentedEntry[];
  readonly #forms: LineForms;
  readonly #firstLine: number;
  readonly #endLine: number;
  readonly #lineTypes: number;

  constructor(init: SectionInit) {
    const { header } = init;
    this.type = header.type;
    this.name = header.name;
    this.rawName = header.rawName;
    this.nameRange = header.nameRange;
    this.headerRange = header.headerRange;
    this.isFlawless = header.isFlawless;
    this.hasSecret = init.entries.some(isSecret) || init.commentedEntries.some(isSecret);
    this.range = init.range;
    this.entries = init.entries;
    this.commentedEntries =
      init.commentedEntries.length === 0
        ? NONE
        : init.commentedEntries.map((one) => placeCommented(one, this));
    this.#forms = init.forms;
    this.#firstLine = init.firstLine;
    this.#endLine = init.endLine;
    this.#lineTypes = init.lineTypes;
  }

  get identity(): object {
    return this;
  }

  get headerLine(): IniLine {
    return this.#forms.lineAt(this.#firstLine);
  }

  get lines(): readonly IniLine[] {
    return this.#forms.slice(this.#firstLine, this.#endLine);
  }

  hasLine(type: IniLineType): boolean {
    return (this.#lineTypes & typeBit(type)) !== 0;
  }
}
