import { expect, it } from 'vitest';
import { bridgedProfile } from './bridge-command.ts';

it.each([
  ['aws configure export-credentials --profile dev --format process', 'dev'],
  ['/usr/local/bin/aws --profile "a b" configure export-credentials --format process', 'a b'],
  ['aws.exe configure export-credentials --profile=x=y', 'x=y'],
  ['aws configure export-credentials --format process --profile', undefined],
  ['aws configure get region --profile dev', undefined],
  ['aws sts get-caller-identity --profile dev', undefined],
  ['aws-vault export dev --format=json', undefined],
  ['export-credentials --profile dev', undefined],
  ["aws configure export-credentials --profile 'dev", undefined],
  ['', undefined],
])('tells whose credentials are handed on by %s', (command, profile) => {
  expect(bridgedProfile(command)).toBe(profile);
});
