const MINUTE = 60_000;

/** How long a session still lasts, in whole minutes begun downwards as a clock shows it: `59 min`, `1 h 5 min`, `<1 min`, `ended`. */
export function timeLeft(milliseconds: number): string {
  if (milliseconds <= 0) return 'ended';
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes === 0) return '<1 min';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Milliseconds until `timeLeft` says something else; `undefined` once it has ended. */
export function untilChange(milliseconds: number): number | undefined {
  if (milliseconds <= 0) return undefined;
  if (milliseconds < MINUTE) return milliseconds;
  // One more than the whole minute: at exactly 59 min 0 s the text is still `59 min`.
  return (milliseconds % MINUTE) + 1;
}
