import { getHeapStatistics } from 'node:v8';

/** The memory of the process. */
export interface MemoryPort {
  /** What V8 has taken from the system for objects, garbage included, in bytes. */
  heapSize(): number;
  /** Collects all garbage and gives what is free back to the system. Takes some dozen milliseconds. Never rejects. */
  collect(): Promise<void>;
}

/** The process's own. */
export const nodeMemory: MemoryPort = {
  heapSize: () => getHeapStatistics().total_heap_size,
  collect: async () => {
    try {
      // `gc` of V8 keeps what the young generation has taken; what an inspector asks for takes that back, too.
      const { Session } = await import('node:inspector');
      const session = new Session();
      session.connect();
      await new Promise<void>((end) => session.post('HeapProfiler.collectGarbage', () => end()));
      session.disconnect();
    } catch {
      // A Node without an inspector collects when it has to.
    }
  },
};
