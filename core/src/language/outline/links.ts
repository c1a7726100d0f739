import { parseRoleArn, type RoleArn } from '../../aws/arn.ts';
import { isSignInAddress } from '../../aws/sign-in-address.ts';
import { findProfileKey } from '../../aws/profile-keys.ts';
import type { IniDocument, IniEntry } from '../../documents/ini/nodes.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';

/** A place that leads to a page. */
export interface Link {
  readonly range: Range;
  readonly target: string;
  /** What is behind it. */
  readonly tooltip: SafeText;
}

/** Hosts of the console by partition. Those of the isolated partitions are not public. */
const CONSOLES: ReadonlyMap<string, string> = new Map([
  ['aws', 'console.aws.amazon.com'],
  ['aws-cn', 'console.amazonaws.cn'],
  ['aws-us-gov', 'console.amazonaws-us-gov.com'],
  ['aws-eusc', 'console.amazonaws-eusc.eu'],
]);

/**
 * The links of a config or credentials file: from a role to its page in the console of its partition, and to the sign-in
 * of IAM Identity Center. Only hosts of AWS are linked: a page behind anything else would ask for a password.
 */
export function linksOf(document: IniDocument): readonly Link[] {
  return document.sections.flatMap(({ entries }) =>
    entries.flatMap((entry) => linkOf(document, entry) ?? []),
  );
}

function linkOf(document: IniDocument, entry: IniEntry): Link | undefined {
  const isRole = findProfileKey(entry.name)?.type === 'role-arn';
  if (entry.parent || entry.value instanceof SecretValue || (!isRole && entry.name !== 'sso_start_url'))
    return undefined;
  const written = writtenValue(document, entry);
  const range = written.unquoted ?? written.range;
  const text = document.source.text.slice(range.start, range.end);
  if (isRole) {
    const role = parseRoleArn(text);
    const target = role && consoleAddress(role);
    return role && target !== undefined ? { range, target, tooltip: roleTooltip(role) } : undefined;
  }
  return isSignInAddress(text)
    ? { range, target: text, tooltip: safe`Sign in to IAM Identity Center` }
    : undefined;
}

function consoleAddress({ partition, name }: RoleArn): string | undefined {
  const host = CONSOLES.get(partition);
  return host && `https://${host}/iam/home#/roles/details/${encodeURIComponent(name)}`;
}

/** The console shows the roles of the account that the browser is signed in to. */
function roleTooltip({ accountId, name }: RoleArn): SafeText {
  return safe`Open the role ${safeName(name)} in the console, signed in to account ${safeName(accountId)}`;
}
