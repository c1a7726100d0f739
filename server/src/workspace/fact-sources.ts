/** What facts were made of: to tell whether they still hold. */
export interface FactSources {
  /** `digest` is what others have been told; `read` looks again. The first call for an id counts. */
  watch(id: string, digest: string, read: () => Promise<string>): void;
  /** Whether anything has changed since the last time this was asked. */
  haveChanged(): Promise<boolean>;
}

interface Source {
  digest: string;
  readonly read: () => Promise<string>;
}

export function createFactSources(): FactSources {
  const sources = new Map<string, Source>();
  return {
    watch: (id, digest, read) => {
      if (!sources.has(id)) sources.set(id, { digest, read });
    },
    haveChanged: async () => {
      let changed = false;
      for (const source of sources.values()) {
        const digest = await source.read();
        if (digest === source.digest) continue;
        source.digest = digest;
        changed = true;
      }
      return changed;
    },
  };
}
