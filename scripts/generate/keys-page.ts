import {
  AWS_VARIABLES,
  PROFILE_KEYS,
  readersText,
  valueText,
  type KeyPlace,
  type Setting,
} from '@keyless/core';
import type { Artefact } from './artefact.ts';

const PLACES: readonly (readonly [KeyPlace, string])[] = [
  ['profile', 'Profiles'],
  ['sso-session', '`[sso-session NAME]`'],
  ['services', 'A service in `[services NAME]`'],
  ['s3', 'The block `s3 =` of a profile'],
];

/** The page of all keys and variables, from the tables that completion, hovers and rules use. */
export function keysPage(): Artefact {
  const parts = PLACES.flatMap(([place, title]) => [
    `## ${title}`,
    table(PROFILE_KEYS.filter((key) => key.place === place)),
  ]);
  const text = [
    '# Keys and variables',
    'What the AWS tools read in `~/.aws/config`, in `~/.aws/credentials` and in the environment, and who reads it. Made by `npm run generate` from the tables that completion, hovers and rules use.',
    ...parts,
    '## Environment variables',
    'A variable with a key in brackets overrides that key of the profile.',
    table(AWS_VARIABLES),
  ].join('\n\n');
  return { path: 'docs/keys.md', build: () => `${text}\n` };
}

function table(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => {
    const { usual, details } = setting;
    const cells = [
      nameCell(setting),
      [`${setting.summary}.`, details, replacement(setting)].filter((one) => one !== undefined).join(' '),
      valueText(setting),
      usual ?? '',
      readersText(setting),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '| name | meaning | value | without it | read by |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function nameCell(setting: Setting): string {
  const key = 'key' in setting && typeof setting.key === 'string' ? ` (\`${setting.key}\`)` : '';
  return `\`${setting.name}\`${key}`;
}

function replacement({ replacedBy }: Setting): string | undefined {
  return replacedBy === undefined ? undefined : `Use \`${replacedBy}\` instead.`;
}
