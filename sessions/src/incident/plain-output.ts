/** Escape sequences of terminals: colours and cursors (CSI), titles and shell integration (OSC), and the short ones. */
const ESCAPES =
  /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[PX^_][^\u001B]*\u001B\\|[ -/]*[0-~])/gu;

/** How Terraform draws a box around an error: it wraps lines at the width of the terminal and starts each with a bar. */
const BOXED = /^[ \t]*[│╷╵|](?: |$)/u;

/** Output of a program as one would read it aloud: no escape sequences, one kind of line ending. */
export function plainOutput(output: string): string {
  return output.replaceAll(ESCAPES, '').replaceAll(/\r\n?/gu, '\n');
}

/**
 * The ways in which a text may have been broken into lines, the likeliest first: as it is, with boxes taken away, and
 * wrapped by whatever showed it, between words or within them.
 */
export function unwrappings(plain: string): readonly string[] {
  const lines = plain.split('\n').map((line) => line.trim());
  return [...new Set([plain, unboxed(plain), lines.join(' '), plain.replaceAll('\n', '')])];
}

function unboxed(plain: string): string {
  let text = '';
  let inBox = false;
  for (const line of plain.split('\n')) {
    const isBoxed = BOXED.test(line);
    const content = isBoxed ? line.replace(BOXED, '').trim() : line;
    // An empty line of a box parts its paragraphs.
    text += isBoxed && inBox && content !== '' ? ` ${content}` : `\n${content}`;
    inBox = isBoxed && content !== '';
  }
  return text.slice(1);
}
