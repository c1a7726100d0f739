/**
 * The index of the first role that must be assumed: everything up to the last live session before the profile's own
 * can be left out. The own role is always assumed.
 */
export async function firstToAssume(
  count: number,
  isLive: (index: number) => Promise<boolean>,
): Promise<number> {
  for (let index = count - 2; index >= 0; index--) if (await isLive(index)) return index + 1;
  return 0;
}
