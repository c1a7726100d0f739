import { safe } from '../../secret/safe-text.ts';
import { keysOf, type ProfileKey } from './profile-key.ts';
import { CLI } from './setting.ts';

const key = keysOf('profile', false, ['cli-v2']);

/** Keys of a profile that only the AWS CLI reads. */
export const CLI_KEYS: readonly ProfileKey[] = [
  key('cli_pager', 'command', safe`Program that the AWS CLI shows results with`, {
    usual: safe`less, on Windows more`,
    details: safe`An empty value turns it off.`,
  }),
  key('cli_timestamp_format', 'choice', safe`How the AWS CLI prints times`, {
    readers: CLI,
    values: ['wire', 'iso8601', 'none'],
    usual: safe`wire in version 1, iso8601 in version 2`,
    details: safe`Only version 1 knows none.`,
  }),
  key('cli_binary_format', 'choice', safe`How the AWS CLI reads binary parameters`, {
    values: ['base64', 'raw-in-base64-out'],
    usual: safe`base64`,
  }),
  key('cli_auto_prompt', 'choice', safe`Whether the AWS CLI asks for missing parameters`, {
    values: ['on', 'on-partial', 'off'],
    usual: safe`off`,
  }),
  key('cli_history', 'choice', safe`Whether the AWS CLI records its commands`, {
    readers: CLI,
    values: ['enabled', 'disabled'],
    usual: safe`disabled`,
  }),
  key('cli_help_output', 'text', safe`How the AWS CLI shows help`),
  key('cli_error_format', 'choice', safe`How the AWS CLI prints errors`, {
    values: ['enhanced', 'legacy', 'json', 'yaml', 'text', 'table'],
    details: safe`Needs version 2.34.`,
  }),
  key('cli_follow_urlparam', 'boolean', safe`Whether the AWS CLI v1 fetches parameters that are addresses`, {
    readers: ['cli-v1'],
    usual: safe`true`,
  }),
];
