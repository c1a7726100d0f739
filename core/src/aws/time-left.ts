import { safe, type SafeText } from '../secret/safe-text.ts';

const MINUTE = 60_000;

/** How long a session still lasts, in whole minutes begun downwards as a clock shows it: `59 min`, `1 h 5 min`, `<1 min`, `ended`. */
export function timeLeft(milliseconds: number): SafeText {
  if (milliseconds <= 0) return safe`ended`;
  const minutes = Math.floor(milliseconds / MINUTE);
  return minutes === 0 ? safe`<1 min` : humanDuration(minutes * 60);
}

/** Milliseconds until `timeLeft` says something else; `undefined` once it has ended. */
export function untilChange(milliseconds: number): number | undefined {
  if (milliseconds <= 0) return undefined;
  if (milliseconds < MINUTE) return milliseconds;
  // One more than the whole minute: at exactly 59 min 0 s the text is still `59 min`.
  return (milliseconds % MINUTE) + 1;
}

/** A duration in the units that people use: `1 h`, `1 h 30 min`, `45 s`. Whole seconds from 0 on. */
export function humanDuration(seconds: number): SafeText {
  const parts = [
    [Math.floor(seconds / 3600), safe`h`],
    [Math.floor(seconds / 60) % 60, safe`min`],
    [seconds % 60, safe`s`],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => safe`${count} ${unit}`);
  return shown.length === 0 ? safe`0 s` : (shown.join(' ') as SafeText);
}
