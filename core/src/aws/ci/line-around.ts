/** How much of a line is looked at before and behind a place in it: scripts may be one endless line. */
const FAR = 1000;

/** The line of a place in a script, before and behind it. A part that goes on is cut, and then starts with a mark. */
export function lineAround(
  text: string,
  start: number,
  end = start,
): { readonly before: string; readonly rest: string } {
  const back = text.slice(Math.max(0, start - FAR), start);
  const lineStart = back.lastIndexOf('\n') + 1;
  const isCut = lineStart === 0 && start > FAR;
  const ahead = text.slice(end, end + FAR);
  const lineEnd = ahead.indexOf('\n');
  const goesOn = lineEnd === -1 && end + FAR < text.length;
  return {
    before: (isCut ? '…' : '') + back.slice(lineStart),
    rest: goesOn ? `${ahead}…` : ahead.slice(0, lineEnd === -1 ? undefined : lineEnd),
  };
}
