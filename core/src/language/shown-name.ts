import { safeName, type SafeText } from '../secret/safe-text.ts';

/** A name as it stands; `undefined` for one that cannot be shown as it is: it is too long, or looks like a secret. */
export function shownName(name: string): SafeText | undefined {
  const shown = safeName(name);
  return shown === name && name !== '' ? shown : undefined;
}
