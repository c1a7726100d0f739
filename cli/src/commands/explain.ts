import {
  credentialsInUse,
  explainIncident,
  findFailures,
  loadProfiles,
  type Incident,
} from '@keyless/sessions';
import { skipOf } from '@keyless/files';
import type { ExplainCommand } from '../args/explain.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { sentence, wrapped } from '../prose.ts';

/** The end of an output, in bytes: that is where a failed command says why. */
const MOST_OUTPUT = 256 * 1024;

/** `keyless explain`: tells what the AWS errors in an output mean. The output is neither kept nor shown. */
export async function explain(command: ExplainCommand, io: CliIo): Promise<number> {
  let output: Buffer;
  try {
    output = await io.stdin.readAll(MOST_OUTPUT);
  } catch (error) {
    await io.stderr.write(`keyless: standard input: ${skipOf('-', error).reason}\n`);
    return EXIT.usage;
  }
  io.signal.throwIfAborted();
  const failures = findFailures(output.toString());
  const used = failures.length > 0 ? await whoseCredentials(command, io) : undefined;
  const incidents = failures.map((failure) => explainIncident(failure, used));
  await io.stdout.write(command.json ? json(incidents) : incidents.map(text).join('\n'));
  if (incidents.length > 0) return EXIT.clean;
  if (!command.json) await io.stderr.write('keyless: no AWS error is recognised in this output\n');
  return EXIT.findings;
}

async function whoseCredentials({ profile }: ExplainCommand, { env, home }: CliIo) {
  const loaded = await loadProfiles(env, home);
  return loaded.ok ? credentialsInUse(loaded, { profile, env }) : undefined;
}

function text({ title, said, meaning, action }: Incident): string {
  const paragraphs = [
    ...(said === undefined ? [] : [`What AWS said: ${said}`]),
    `What it means: ${meaning}`,
    `What to do: ${action}`,
  ];
  return `${title}\n${paragraphs.map((one) => wrapped(sentence(one), '  ')).join('')}`;
}

function json(incidents: readonly Incident[]): string {
  return `${JSON.stringify({ version: 1, incidents }, undefined, 2)}\n`;
}
