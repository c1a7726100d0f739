import { addSection } from '../documents/ini/edits.ts';
import { plainHeader, portableName } from '../documents/ini/header-form.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { isReadableAfter } from '../documents/ini/readable-after.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { iniEditsConfirmed } from './verify-ini.ts';

/** A profile that hands another one's credentials to every tool, through the AWS CLI and its cache. */
export interface BridgeProfile {
  /** Its own name. */
  readonly name: string;
  /** Whose credentials it hands on. */
  readonly profile: string;
  /** `region` of that profile, which the tools do not get from it. */
  readonly region: string | undefined;
}

/** Words that shlex and the shells of all systems take alike without quotes. */
const BARE = /^[\w@+=:,./-]+$/u;

/** The same between double quotes: what a shell would put in there, or an escape, is not. */
const QUOTABLE = /^[^"\\$`%!\p{Cc}]+$/u;

/** Whether all tools read a profile of this name as the same one. */
export function isPortableName(name: string): boolean {
  return portableName(name) === name;
}

/** The command of a bridge; `undefined` for names that the tools would not split alike. Needs the AWS CLI 2. */
export function bridgeCommand(profile: string): string | undefined {
  if (!QUOTABLE.test(profile) || profile.trim() !== profile) return undefined;
  const word = BARE.test(profile) ? profile : `"${profile}"`;
  return `aws configure export-credentials --profile ${word} --format process`;
}

/**
 * Writes a bridge at the end of a config file and leaves every other byte alone. `undefined` where the names do not
 * allow it, or where a parser that is not ours would read something else out of the file than before.
 */
export function bridgeEdits(config: IniDocument, bridge: BridgeProfile): readonly TextEdit[] | undefined {
  const command = bridgeCommand(bridge.profile);
  if (command === undefined || !isPortableName(bridge.name)) return undefined;
  const { region } = bridge;
  const settings = new Map([
    ['credential_process', command],
    ...(region === undefined || !/^[\w-]+$/u.test(region) ? [] : [['region', region] as const]),
  ]);
  const header = plainHeader('aws-config', { type: 'profile', name: bridge.name });
  const edits = addSection(
    config,
    header,
    [...settings].map(([key, value]) => ({ key, value })),
  );
  const change = { section: header, removedKeys: [], added: settings };
  return iniEditsConfirmed(config, edits, [change]) && isReadableAfter(config, edits) ? edits : undefined;
}
