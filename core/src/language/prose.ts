import type { SafeText } from '../secret/safe-text.ts';

/**
 * A text for people, written once and shown as Markdown or plainly, as the editor asks. It is made of safe parts only,
 * so that no secret can be in it, and what a person has named cannot become markup.
 */
export type Prose = readonly Block[];

/** A paragraph, or a list whose order counts or does not. */
export type Block = Phrase | { readonly list: 'ordered' | 'bullets'; readonly items: readonly Phrase[] };

/** Words in a row. */
export type Phrase = readonly Word[];

/** Plain words, or a name, a value, a number as it stands in a file. */
export type Word = SafeText | { readonly code: SafeText } | { readonly strong: SafeText };

/** A name or a value as it stands in a file. */
export function code(text: SafeText): Word {
  return { code: text };
}

/** What the text is about. */
export function strong(text: SafeText): Word {
  return { strong: text };
}

/** A phrase with words in it: ``phrase`Becomes ${code(role)}` ``. */
export function phrase(strings: TemplateStringsArray, ...words: readonly (Word | Phrase)[]): Phrase {
  return strings.flatMap((text, index): readonly Word[] => {
    const own = text === '' ? [] : [text as SafeText];
    const word = words[index];
    if (word === undefined) return own;
    return isPhrase(word) ? [...own, ...word] : [...own, word];
  });
}

/** Phrases as one, with commas between them. */
export function joined(phrases: readonly Phrase[], separator = ', '): Phrase {
  return phrases.flatMap((one, index) => (index === 0 ? one : [separator as SafeText, ...one]));
}

/** As Markdown. */
export function toMarkdown(prose: Prose): SafeText {
  return render(prose, (word) => {
    if (typeof word === 'string') return escaped(word);
    return 'code' in word ? codeSpan(word.code) : `**${escaped(word.strong)}**`;
  });
}

/** As plain text. */
export function toPlainText(prose: Prose): SafeText {
  return render(prose, (word) =>
    typeof word === 'string' ? word : 'code' in word ? word.code : word.strong,
  );
}

function render(prose: Prose, wordText: (word: Word) => string): SafeText {
  const line = (one: Phrase): string => one.map(wordText).join('');
  const item = (one: Phrase, index: number, mark: string): string =>
    `${mark === 'ordered' ? `${index + 1}.` : '-'} ${line(one)}`;
  return prose
    .map((block) =>
      'list' in block
        ? block.items.map((one, index) => item(one, index, block.list)).join('\n')
        : line(block),
    )
    .join('\n\n') as SafeText;
}

function isPhrase(word: Word | Phrase): word is Phrase {
  return Array.isArray(word);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~!&]/gu, String.raw`\$&`);
}

/** A fence longer than any run of backticks inside, and blanks where the content begins or ends with one. */
function codeSpan(text: string): string {
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}
