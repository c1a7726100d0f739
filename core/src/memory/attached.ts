/** What is remembered of objects, such as the versions of a file, as long as each of them lives. */
export interface Attached<Owner extends object, Value> {
  get(owner: Owner): Value | undefined;
  set(owner: Owner, value: Value): void;
}

/** What an object that is given becomes when it is constructed: itself, so that a class below adds its private fields to it. */
const Given = function (owner: object): object {
  return owner;
} as unknown as new (owner: object) => object;

/**
 * Remembers values in a private field of the objects that they are about. A `WeakMap` does for what outlives many
 * versions of a file, but not for what a version holds: V8 takes its values for alive, whatever becomes of their keys,
 * until it collects its old generation. So all versions since then would be copied at each collection of the young one.
 */
export function attached<Owner extends object, Value>(): Attached<Owner, Value> {
  class Holder extends Given {
    #value: Value;

    constructor(owner: Owner, value: Value) {
      super(owner);
      this.#value = value;
    }

    static get(owner: Owner): Value | undefined {
      return #value in owner ? owner.#value : undefined;
    }

    static set(owner: Owner, value: Value): void {
      if (#value in owner) owner.#value = value;
      else new Holder(owner, value);
    }
  }
  return Holder;
}
