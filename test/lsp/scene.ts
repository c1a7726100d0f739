import { afterEach, beforeEach } from 'vitest';
import type { ClientOptions, TestClient } from './client.ts';
import { startInMemory } from './in-memory.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** The world of the test that runs. */
export let world: World;
/** The client of the server that the test that runs has started last. */
export let client: TestClient;

/**
 * Gives each test of a file a world of its own, and ends what the test has started in it.
 * @param options asked for before each test, so that no test has the linter of another one
 */
export function useWorld(options: () => WorldOptions = () => ({})): void {
  beforeEach(async () => {
    world = await createWorld(options());
  });
  afterEach(async () => {
    await client.shutdown();
    await world.dispose();
  });
}

/** Starts a server in the world, without a workspace folder unless options name one. */
export async function start(options: ClientOptions = {}, host = world.host): Promise<void> {
  client = await startInMemory(host, options);
}

/** Starts a server with the world's folder `work` as its workspace. */
export function startInFolder(options: ClientOptions = {}, host = world.host): Promise<void> {
  return start({ folders: [world.folder], ...options }, host);
}

/** Starts a server, opens a file of the world with a text, and tells its URI. */
export async function startWith(path: string, text: string, options: ClientOptions = {}): Promise<string> {
  await start(options);
  const uri = world.uri(path);
  await client.open(uri, text);
  return uri;
}
