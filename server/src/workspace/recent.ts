/** What was asked for last, at most so many: what was asked for longest ago makes room. */
export interface Recent<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  /** Gives a value away. */
  take(key: Key): Value | undefined;
  /** Lets go of all but so many. */
  trim(count: number): void;
}

export function createRecent<Key, Value>(capacity: number): Recent<Key, Value> {
  /** In the order in which they were asked for. */
  const values = new Map<Key, Value>();
  const take = (key: Key): Value | undefined => {
    const value = values.get(key);
    values.delete(key);
    return value;
  };
  const trim = (count: number): void => {
    for (const oldest of values.keys()) {
      if (values.size <= count) break;
      values.delete(oldest);
    }
  };
  const set = (key: Key, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    trim(capacity);
  };
  return {
    get: (key) => {
      const value = take(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
    take,
    trim,
  };
}
