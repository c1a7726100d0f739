import { createLinter, createSourceText, parseModel, rules } from '@keyless/core';
import { expect, it } from 'vitest';
import { neverCancelled } from '../scheduling/cancellation.ts';
import { createJudge, type JudgeInit } from './judge.ts';

const TEXT = '[profile dev]\nduration_seconds = 50000\nrole_arn = x\n';

it('judges to the end what others will ask for, though the one who asked first waits no more', async () => {
  const document = {
    uri: 'file:///.aws/config',
    kind: 'aws-config',
    text: TEXT,
    edition: 1,
    oversized: false,
  };
  const model = parseModel(document.uri, 'aws-config', createSourceText(TEXT));
  const judge = createJudge({
    linter: createLinter({ rules, clock: () => new Date(0), readers: { dotenv: () => ({}) } }),
    documents: { get: () => document, model: () => model },
    settings: { of: () => Promise.resolve({ settings: { rules: {} }, revision: 1 }) },
    facts: { around: () => Promise.resolve({ facts: { awsFiles: {} }, revision: 1 }) },
    clock: () => new Date(0),
    run: 'x',
  } as unknown as JudgeInit);
  const run = { isCancelled: false };
  const prepared = await judge.prepare(document.uri, run);
  run.isCancelled = true;
  const ruleIds = prepared!.judge().result.findings.map(({ ruleId }) => ruleId);
  expect(ruleIds).toContain('oversized-duration');
  const again = await judge.judge(document.uri, neverCancelled);
  expect(again?.result.findings.map(({ ruleId }) => ruleId)).toEqual(ruleIds);
  expect(await judge.judge(document.uri, run)).toBeUndefined();
});
