import type { SessionProfile } from '@keyless/sessions';
import type { Action } from './refresh-ui.ts';

const KEY = 'keyless.bridgesOffered';

/** Where it is kept what has been offered; VS Code's `Memento` is one. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Offers a bridge beside the news of a refresh, once for each profile. */
export function bridgeOffer(
  profile: SessionProfile | undefined,
  memory: Memory,
  create: (profile: string) => unknown,
): readonly Action[] {
  const offered = offeredBefore(memory);
  if (!profile?.wantsBridge || offered.includes(profile.name)) return [];
  void memory.update(KEY, [...offered, profile.name]);
  return [{ title: 'Use in SDKs and Terraform…', run: () => create(profile.name) }];
}

function offeredBefore(memory: Memory): readonly string[] {
  const value = memory.get(KEY);
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
