import type { IndependentReaders } from '../rule-api/rule.ts';

/** Whether npm's `dotenv`, a parser that is not ours, reads exactly the planned change out of the rewritten text. */
export function dotenvConfirms(
  readers: IndependentReaders,
  before: string,
  after: string,
  change: { readonly removed: readonly string[]; readonly added: ReadonlyMap<string, string> },
): boolean {
  const expected = new Map(Object.entries(readers.dotenv(before)));
  const actual = new Map(Object.entries(readers.dotenv(after)));
  for (const name of change.removed) expected.delete(name);
  for (const [name, value] of change.added) expected.set(name, value);
  return expected.size === actual.size && [...expected].every(([name, value]) => actual.get(name) === value);
}
