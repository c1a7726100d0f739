/**
 * Runs every suite inside the extension host of a real VS Code, on copies of the examples, with the packaged extension
 * and a local STS, and counts.
 *
 *   node --conditions=source --import tsx test/e2e/main.ts --result FILE
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStsServer } from '../sts/server.ts';
import { describeResult, runSuites } from './run-suites.ts';
import type { SuiteOptions } from './runner-server.ts';
import { REPOSITORY } from './suite-bundle.ts';
import type { SuiteResult } from './suite-result.ts';

const { values } = parseArgs({ options: { result: { type: 'string' } } });

type Count = Pick<SuiteResult, 'passed' | 'failed' | 'skipped'>;

async function run(name: string, options: Partial<SuiteOptions>): Promise<Count> {
  try {
    const outcome = await runSuites({
      entry: join(REPOSITORY, 'test/e2e/suites', `${name}.ts`),
      workspace: join(REPOSITORY, 'examples/workspace'),
      home: join(REPOSITORY, 'examples/home'),
      vsix: join(REPOSITORY, 'dist/keyless.vsix'),
      progress: (line) => console.log(`· ${line}`),
      ...options,
    });
    if (outcome.kind === 'unavailable') {
      console.log(`${name}: not run, ${outcome.reason}`);
      return { passed: 0, failed: 0, skipped: 1 };
    }
    console.log(describeResult(outcome.result));
    return outcome.result;
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const sts = await createStsServer();
try {
  const counts = [
    await run('index', { extraEnv: { KEYLESS_TEST_STS: sts.url } }),
    await run('untrusted', {
      workspaceTrust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    }),
  ];
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  const total: Count = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  if (values.result !== undefined) await writeFile(values.result, JSON.stringify(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
} finally {
  await sts.close();
}
