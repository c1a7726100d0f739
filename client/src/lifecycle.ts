/** What the lifecycle drives: a language client, or a fake of it. */
export interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts, stops and restarts one service; calls run one after the other, in the order they came. */
export interface Lifecycle<S extends Service> {
  /** The service that runs, if one does. */
  running(): S | undefined;
  /** Starts the service if it does not run. Resolves when it runs; rejects with what the start failed of. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops and starts with a new service, so that changed options count. Waiting restarts become one. */
  restart(): Promise<void>;
}

/**
 * Serialises the life of a service, because a language client that is stopped while it starts throws.
 * @param create makes the service anew for each start
 */
export function createLifecycle<S extends Service>(create: () => S): Lifecycle<S> {
  let current: S | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let waitingRestart: Promise<void> | undefined;

  function enqueue(task: () => Promise<void>): Promise<void> {
    const run = tail.then(task);
    tail = run.catch(() => undefined);
    return run;
  }

  async function up(): Promise<void> {
    if (current) return;
    const service = create();
    await service.start();
    current = service;
  }

  async function down(): Promise<void> {
    const service = current;
    if (!service) return;
    current = undefined;
    await service.stop();
  }

  return {
    running: () => current,
    start: () => enqueue(up),
    stop: () => enqueue(down),
    restart: () => {
      waitingRestart ??= enqueue(async () => {
        waitingRestart = undefined;
        // A server that cannot be stopped cleanly (it crashed, say) is no reason not to start a new one.
        await down().catch(() => undefined);
        await up();
      });
      return waitingRestart;
    },
  };
}
