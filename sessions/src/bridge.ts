import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  applyEdits,
  bridgeCommand,
  bridgedProfile,
  bridgeEdits,
  createSourceText,
  isPortableName,
  parseIni,
  safe,
  safeName,
  type ProfileGraph,
  type SafeText,
} from '@keyless/core';
import { FileChangedError, fileText, readDocument, writeFileAtomic, type FileSystem } from '@keyless/files';
import { shownErrorCode } from './error-code.ts';
import type { LoadedProfiles, ReadProfiles } from './profiles.ts';
import { safeSaid } from './refresh/safe-said.ts';
import { safePath } from './safe-path.ts';
import { secretValue, textSetting } from './setting-text.ts';

/** The config file with the new profile in it, or why there is none; a sentence without a stop. */
export type BridgeResult = { readonly file: string } | { readonly problem: SafeText };

/** The profiles that another profile hands the credentials of on. */
export function bridgedProfiles(graph: ProfileGraph): ReadonlySet<string> {
  const names = [...graph.profiles.keys()].map((name) => {
    const provider = graph.providerOf(name);
    return provider.type === 'process' ? secretValue(provider.command)?.derive(bridgedProfile) : undefined;
  });
  return new Set(names.filter((name) => name !== undefined));
}

/**
 * A free name for a bridge to a profile: `dev-bridge`, else `dev-bridge-2` and so on. `undefined` for a profile that
 * cannot be handed on, or need not be: its credentials come from a command already, or are no session at all.
 */
export function suggestBridge(graph: ProfileGraph, profile: string): string | undefined {
  const { type } = graph.providerOf(profile);
  if (type === 'none' || type === 'process' || type === 'static') return undefined;
  if (bridgeCommand(profile) === undefined) return undefined;
  const base = `${profile.replaceAll(/[^\w.-]+/gu, '-')}-bridge`;
  for (let number = 1; number <= graph.profiles.size + 1; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!graph.profiles.has(name)) return isPortableName(name) ? name : undefined;
  }
  return undefined;
}

/**
 * Adds a profile that hands on another one's credentials, at the end of the config file. The file is replaced in one
 * step, and not at all where it has changed meanwhile; an existing profile of that name is left alone.
 */
export async function addBridge(
  loaded: LoadedProfiles,
  { profile, name }: { readonly profile: string; readonly name: string },
  fs?: FileSystem,
): Promise<BridgeResult> {
  if (!loaded.ok) return { problem: safe`The AWS CLI refuses ${loaded.refusal.file}: mend that first` };
  const { graph, paths } = loaded;
  if (graph.profiles.has(name)) return { problem: safe`There is a profile ${safeName(name)} already` };
  if (!isPortableName(name))
    return {
      problem: safe`${safeName(name)} is no name that all tools read alike: take letters, digits and hyphens`,
    };
  if (paths.config === undefined) return { problem: safe`AWS_CONFIG_FILE says that there is no config file` };
  return write(paths.config, { profile, name, region: regionOf(graph, profile) }, fs);
}

function regionOf(graph: ReadProfiles['graph'], profile: string): string | undefined {
  return textSetting(graph.profiles.get(profile)?.settings.get('region'));
}

async function write(
  path: string,
  bridge: Parameters<typeof bridgeEdits>[1],
  fs: FileSystem | undefined,
): Promise<BridgeResult> {
  const read = await readDocument(path);
  const isNew = 'skipped' in read && read.skipped.code === 'vanished';
  if ('skipped' in read && !isNew)
    return { problem: safe`${safePath(path)}: ${safeSaid(read.skipped.reason)}` };
  const source = 'skipped' in read ? createSourceText('') : read.source;
  if (source.malformed) return { problem: safe`${safePath(path)} holds bytes that are no text` };
  const edits = bridgeEdits(parseIni(pathToFileURL(path).href, 'aws-config', source), bridge);
  if (!edits)
    return {
      problem: safe`The profile cannot be added to ${safePath(path)} without a change of what is there`,
    };
  const text = fileText(applyEdits(source.text, edits), source);
  try {
    // Nobody's file is replaced: where there was none, there must be none still.
    if (isNew) await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    else await writeFileAtomic(path, text, { expected: fileText(source.text, source), ...(fs && { fs }) });
    return { file: path };
  } catch (error) {
    return {
      problem:
        error instanceof FileChangedError
          ? safe`${safePath(path)} has changed just now: try again`
          : safe`${safePath(path)} cannot be written (${shownErrorCode(error)})`,
    };
  }
}
