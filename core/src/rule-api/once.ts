/** Makes things once each, by the object that they are about. Lives as long as one run over one document. */
export type Once = <Value>(key: object, make: () => Value) => Value;

/** An empty memory. */
export function createOnce(): Once {
  const made = new Map<object, unknown>();
  return <Value>(key: object, make: () => Value): Value => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as Value;
  };
}
