import { readExpiration, safe, SecretValue, type SafeText } from '@keyless/core';
import { errorCode } from '@keyless/files';
import type { AwsCredentials } from '../credentials.ts';
import { splitCommandLine } from './command-line.ts';
import { failure, type RefreshFailure } from './result.ts';
import { runProgram, type ProgramEnd, type ProgramOptions } from './run-program.ts';
import { safeSaid } from './safe-said.ts';

/** Two minutes, in milliseconds: some of these programs open a browser or ask for a touch of a key. */
const TIMEOUT = 120_000;

/** A valid answer has some two thousand bytes. */
const MAX_OUTPUT = 256 * 1024;

export interface CredentialProcess {
  /** The profile that names the program. */
  readonly profile: SafeText;
  /** The value of `credential_process`. */
  readonly command: SecretValue;
}

export type ProcessOptions = Pick<ProgramOptions, 'env' | 'cwd' | 'signal'> & {
  readonly now: () => Date;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly platform?: NodeJS.Platform;
};

type Outcome = { readonly ok: true; readonly credentials: AwsCredentials } | RefreshFailure;

/**
 * Gets credentials from a `credential_process`, run and judged as botocore does (`ProcessProvider`): no shell, exit
 * code 0, JSON of version 1, not expired.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export async function runCredentialProcess(
  source: CredentialProcess,
  options: ProcessOptions,
): Promise<Outcome> {
  const words = splitCommandLine(source.command.expose(), options.platform ?? process.platform);
  const [program, ...args] = words ?? [];
  if (program === undefined) {
    return failed(source, {
      meaning: words
        ? safe`credential_process is empty`
        : safe`The quotes in credential_process are not closed`,
      action: safe`Correct credential_process in the profile`,
    });
  }
  const limits = { timeout: options.timeout ?? TIMEOUT, maxOutput: MAX_OUTPUT };
  const end = await runProgram(program, args, { ...options, ...limits });
  return judgeEnd(source, program, end, options.now());
}

function judgeEnd(source: CredentialProcess, program: string, end: ProgramEnd, now: Date): Outcome {
  switch (end.type) {
    case 'cancelled':
      return failure('cancelled', {
        title: safe`Refresh cancelled`,
        meaning: safe`The credential process was ended`,
      });
    case 'too-late':
      return failed(source, {
        meaning: safe`The program gave no answer in time and was ended`,
        action: safe`Run it by hand: it may be waiting for input, which it cannot get here`,
      });
    case 'too-much':
      return failed(source, {
        meaning: safe`The program printed far more than credentials and was ended`,
        action: safe`It must print one JSON object and nothing else`,
      });
    case 'not-started':
      return failed(source, notStarted(program, end.error));
    case 'exited':
      return end.code === 0
        ? readOutput(source, end.stdout, now)
        : failed(source, badExit(end.code, end.stderr));
  }
}

function notStarted(program: string, error: unknown): Words {
  const code = errorCode(error);
  const name = safeSaid(program);
  if (code === 'ENOENT') {
    return {
      meaning: safe`There is no program ${name}`,
      action: safe`Write its absolute path: it is run without a shell, so ~, $VARIABLES and pipes do not work`,
    };
  }
  return {
    meaning: safe`${name} cannot be started (${safeSaid(code ?? 'unknown error')})`,
    action: safe`Check that it is a program and may be run; a script of a shell needs the shell's name before it`,
  };
}

function badExit(code: number | null, stderr: string): Words {
  const reported = safeSaid(stderr);
  const end = code === null ? safe`The program was killed` : safe`The program failed with exit code ${code}`;
  return {
    meaning: reported === '' ? safe`${end} and reported nothing` : safe`${end} and reported: ${reported}`,
    action: safe`Run it by hand and mend what it reports`,
  };
}

/** Where botocore has a text of its own for a mistake, it is quoted, so that it can be searched for. */
function readOutput(source: CredentialProcess, stdout: Buffer, now: Date): Outcome {
  const answer = parseObject(stdout);
  if (!answer) {
    return failed(source, {
      meaning: safe`The program did not print a JSON object`,
      action: safe`It must print {"Version": 1, "AccessKeyId": …, "SecretAccessKey": …} and nothing else`,
    });
  }
  if (answer['Version'] !== 1) {
    return failed(source, {
      meaning: cliSays(
        safe`The program's answer has no "Version": 1`,
        safe`Unsupported version ${shownVersion(answer['Version'])} for credential process provider, supported versions: 1`,
      ),
      action: safe`Update the program, or let it print "Version": 1 (a number, not a text)`,
    });
  }
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = answer;
  if (!isText(id)) return failed(source, missingKey(safe`AccessKeyId`));
  if (!isText(secret)) return failed(source, missingKey(safe`SecretAccessKey`));
  const late = judgeExpiration(answer['Expiration'], now);
  if (late) return failed(source, late);
  return {
    ok: true,
    credentials: {
      accessKeyId: new SecretValue(id),
      secretAccessKey: new SecretValue(secret),
      ...(isText(token) ? { sessionToken: new SecretValue(token) } : {}),
    },
  };
}

function judgeExpiration(value: unknown, now: Date): Words | undefined {
  if (value === undefined || value === null) return undefined;
  const expiration = readExpiration(value);
  if (!('at' in expiration)) {
    return {
      meaning: safe`The Expiration that the program printed is not a date with a time zone`,
      action: safe`It must print ISO 8601, such as 2030-01-31T12:00:00Z`,
    };
  }
  if (expiration.at > now) return undefined;
  return {
    meaning: cliSays(
      safe`The program handed out a session that is over`,
      safe`Credentials were refreshed, but the refreshed credentials are still expired.`,
    ),
    action: safe`Run it by hand; it may need a login first`,
  };
}

function missingKey(key: SafeText): Words {
  return {
    meaning: cliSays(
      safe`The program's answer has no ${key}`,
      safe`Missing required key in response: '${key}'`,
    ),
    action: safe`Run it by hand and mend what it reports`,
  };
}

function shownVersion(version: unknown): SafeText {
  if (version === undefined) return safe`'<Version key not provided>'`;
  return typeof version === 'number' || typeof version === 'string'
    ? safe`'${safeSaid(String(version).slice(0, 20))}'`
    : safe`of another type`;
}

function cliSays(meaning: SafeText, text: SafeText): SafeText {
  return safe`${meaning} (the AWS CLI says: ${text})`;
}

interface Words {
  readonly meaning: SafeText;
  readonly action: SafeText;
}

function failed(source: CredentialProcess, words: Words): RefreshFailure {
  return failure('source', {
    title: safe`The credential process of profile ${source.profile} gave no keys`,
    ...words,
  });
}

function parseObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
