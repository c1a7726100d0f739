import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createStsServer, type StsServer } from '../../sts/server.ts';
import { openSession, type Session, type SessionOptions } from '../page/session.ts';
import type { Workbench } from '../page/workbench.ts';
import { REPOSITORY } from '../suite-bundle.ts';

/** The window that the journey takes place in, and its copies of the folders. */
export let session: Session;
/** What a person can do in it. */
export let person: Workbench;
/** The STS that the examples' commands and refreshes talk to; for journeys with `useExamples`. */
export let sts: StsServer;

const cleanups: (() => Promise<void>)[] = [];

/**
 * Opens a VS Code window with the packaged extension for all tests of a file, and clears up behind it.
 * @param folders makes what VS Code opens and the person's home, as far as these are not to be empty
 */
export function useVsCode(
  folders: () => Promise<Pick<SessionOptions, 'workspace' | 'home' | 'extraEnv'>>,
): void {
  beforeAll(async () => {
    const opened = await openSession({
      vsix: [join(REPOSITORY, 'dist/keyless.vsix')],
      viewport: { width: 1280, height: 800 },
      ...(await folders()),
    });
    if ('unavailable' in opened) throw new Error(opened.unavailable);
    session = opened;
    cleanups.push(() => session.close());
    person = opened.workbench;
  });
  afterAll(async () => {
    for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
  });
}

/** The same with the examples of the repository and an STS that knows their roles. */
export function useExamples(): void {
  useVsCode(async () => {
    sts = await createStsServer();
    cleanups.push(() => sts.close());
    return {
      workspace: join(REPOSITORY, 'examples/workspace'),
      home: join(REPOSITORY, 'examples/home'),
      extraEnv: { AWS_ENDPOINT_URL_STS: sts.url },
    };
  });
}

/** Makes a folder with files by their paths in it. It lasts as long as the window. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyless-journey-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
