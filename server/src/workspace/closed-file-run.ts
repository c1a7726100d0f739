import { setImmediate } from 'node:timers/promises';
import { isLocal, mentionsSession } from '@keyless/core';
import { pathKey } from './file-uri.ts';
import type { ClosedFilesInit, KnownFile } from './closed-file.ts';
import type { ResourceSettings } from './settings.ts';

/**
 * Judges one closed file as the disk has it now. What is open in the editor is left alone, also where that happens
 * meanwhile; what has changed meanwhile stands in the queue once more.
 */
export async function judgeClosedFile(
  init: ClosedFilesInit,
  files: Map<string, KnownFile>,
  key: string,
): Promise<void> {
  const file = files.get(key);
  if (!file || init.documents.byKey(key)) return;
  const { settings, revision } = await init.settings.of(file.uri);
  if (!(await isWanted(init, file, settings))) {
    dismiss(init, file);
    return;
  }
  const around = await init.facts.around(file, { sessions: file.mentionsSession });
  const wanted = `${revision}.${around.revision}`;
  const change = file.change;
  if (file.seen === change && file.revision === wanted) return;
  const reading = await init.host.files.read(file.path);
  await setImmediate();
  if (files.get(key) !== file || init.documents.byKey(key) || file.change !== change) return;
  if ('skipped' in reading) {
    dismiss(init, file);
    // Of a YAML file that nobody knows for a manifest nothing need be said.
    if (file.kind !== 'kubernetes') init.skips.note(key, file.uri, reading.skipped.reason);
    return;
  }
  init.skips.forget(key);
  if (file.mentionsSession !== mentionsSession(reading.source.text)) {
    // What is to be known about it has changed with its text.
    file.mentionsSession = !file.mentionsSession;
    await judgeClosedFile(init, files, key);
    return;
  }
  file.seen = change;
  file.revision = wanted;
  init.show({ file, source: reading.source, around, settings });
}

/**
 * Whether a file is judged without being opened. What Git ignores is nobody's work, unless it is of a kind that lives on
 * one machine.
 */
async function isWanted(
  { host, shared }: ClosedFilesInit,
  { path, kind }: KnownFile,
  { workspaceScan, isExcluded }: ResourceSettings,
): Promise<boolean> {
  if (!workspaceScan || isExcluded) return false;
  if (isLocal(kind)) return true;
  const git = await host.files.git(path, (folder, ask) =>
    shared.remember(`repository:${pathKey(folder)}`, ask),
  );
  return git?.ignored !== true;
}

/** The file stays known: with other settings, or after its next change, it may be judged again. */
function dismiss(init: ClosedFilesInit, file: KnownFile): void {
  file.seen = 0;
  init.clear(file.key);
}
