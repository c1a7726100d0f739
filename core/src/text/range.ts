/** A half-open range of offsets in UTF-16 code units: `start` is inside, `end` is not. Empty where both are equal. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Makes a range; the caller guarantees `start <= end`. */
export function range(start: number, end: number): Range {
  return { start, end };
}

/** Whether `inner` lies inside `outer`, borders included. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two ranges share a character, or touch where one of them is empty (a caret on a word belongs to it). */
export function touches(a: Range, b: Range): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** Whether a caret at an offset is on a range: a place at either end belongs to it. */
export function isOn({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Document order: by start, then by end. */
export function compareRanges(a: Range, b: Range): number {
  return a.start - b.start || a.end - b.end;
}
