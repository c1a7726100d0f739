import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** An AWS CLI of this machine. */
export interface AwsCli {
  readonly command: string;
  /** For example `2.9.19`. */
  readonly version: string;
}

/** What became of a command. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The AWS CLIs of this machine, each once: Debian's, which is version 2, and whatever else is on the PATH. Empty
 * where there is none.
 */
export const findAwsClis = (): readonly AwsCli[] => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = new Map<string, AwsCli>();
  for (const command of ['/usr/bin/aws', ...folders.map((folder) => join(folder, 'aws'))]) {
    let file: string;
    try {
      file = realpathSync(command);
    } catch {
      continue;
    }
    if (found.has(file)) continue;
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    const version = /^aws-cli\/(\S+)/.exec(stdout)?.[1];
    if (version !== undefined) found.set(file, { command, version });
  }
  return [...found.values()];
};

/**
 * Rules that send every call of a service to one address. botocore looks for them in `~/.aws/models` before its own
 * (`Loader.CUSTOMER_DATA_PATH`), so they hold for the calls of the credential chain too, which `--endpoint-url` does
 * not reach and for which CLIs before 2.13 know no `AWS_ENDPOINT_URL_STS`.
 */
const endpointRules = (url: string): string => {
  const text = (builtIn: string) => ({ builtIn, required: false, documentation: '', type: 'String' });
  const flag = (builtIn: string) => ({
    builtIn,
    required: true,
    default: false,
    documentation: '',
    type: 'Boolean',
  });
  return JSON.stringify({
    version: '1.0',
    parameters: {
      Region: text('AWS::Region'),
      UseDualStack: flag('AWS::UseDualStack'),
      UseFIPS: flag('AWS::UseFIPS'),
      Endpoint: text('SDK::Endpoint'),
      UseGlobalEndpoint: flag('AWS::STS::UseGlobalEndpoint'),
    },
    rules: [{ type: 'endpoint', conditions: [], endpoint: { url, properties: {}, headers: {} } }],
  });
};

/**
 * Makes everything under a home folder talk to a local STS: the AWS CLI (1, and 2 from 2.9), boto3 and the SDKs,
 * the AssumeRole calls of their credential chains included.
 * @param home A folder of its own; `.aws/models/sts` is written in it.
 * @returns The environment for such a process: the present one without any AWS variable, and with this home.
 */
export const prepareAwsCli = async (
  home: string,
  sts: { readonly url: string },
): Promise<Record<string, string>> => {
  const folder = join(home, '.aws', 'models', 'sts', '2011-06-15');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'endpoint-rule-set-1.json'), endpointRules(sts.url));

  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^_?AWS_/i.test(name)) env[name] = value;
  }
  const direct = [process.env['NO_PROXY'] ?? process.env['no_proxy'], '127.0.0.1'].filter(Boolean).join(',');
  return {
    ...env,
    HOME: home,
    USERPROFILE: home,
    NO_PROXY: direct,
    no_proxy: direct,
    AWS_ENDPOINT_URL_STS: sts.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
};

/** Runs a command to its end. */
export const runCommand = async (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandResult> =>
  await new Promise((resolve, reject) => {
    const child = spawn(command, args, { env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
