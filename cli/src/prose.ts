/** Columns of a terminal that nobody has widened. */
const WIDTH = 80;

/** With a full stop, unless it has an end of its own. */
export function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** A paragraph broken between words into lines of at most 80 columns, each with the indent and an end. */
export function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + longer.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one) => `${indent}${one}\n`).join('');
}
