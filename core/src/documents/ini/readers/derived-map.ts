/** A map that is made of another one: what to say of single names is its own, and the ways through all of it follow. */
export abstract class DerivedMap<Value> implements ReadonlyMap<string, Value> {
  abstract get size(): number;
  abstract has(name: string): boolean;
  abstract get(name: string): Value | undefined;
  abstract keys(): MapIterator<string>;

  /** All of it, in the order of the names. */
  protected abstract all(): ReadonlyMap<string, Value>;

  values(): MapIterator<Value> {
    return this.all().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.all().entries();
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this.all()) visit(value, name, this);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
