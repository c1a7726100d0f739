import { join, resolve } from 'node:path';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the two AWS files are; `undefined` where the environment says that there is none. */
export interface AwsPaths {
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

export interface AwsPathOptions {
  /** Whose rules count: the AWS CLI's (botocore's), or those of the JavaScript SDK. The CLI's if left out. */
  readonly reader?: 'cli' | 'js';
  /** Where relative paths count from; the process's working folder if left out. */
  readonly cwd?: string;
  readonly platform?: NodeJS.Platform;
}

/**
 * The absolute paths of `config` and `credentials`. botocore expands `$VAR`, `${VAR}` (on Windows `%VAR%` too) and a
 * leading `~` of `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` and takes an empty value for a file that does
 * not exist; the JavaScript SDK expands a leading `~/` only and takes an empty value for none.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export function readAwsPaths(env: Environment, home: string, options: AwsPathOptions = {}): AwsPaths {
  const cwd = options.cwd ?? process.cwd();
  const expand = options.reader === 'js' ? expandAsJs : expandAsBotocore;
  const locate = (variable: string, name: string): string | undefined => {
    const given = env[variable];
    if (given === undefined || (given === '' && options.reader === 'js'))
      return resolve(cwd, home, '.aws', name);
    const path = expand(given, { env, home, windows: (options.platform ?? process.platform) === 'win32' });
    return path === '' ? undefined : resolve(cwd, path);
  };
  return {
    config: locate('AWS_CONFIG_FILE', 'config'),
    credentials: locate('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  };
}

interface Surroundings {
  readonly env: Environment;
  readonly home: string;
  readonly windows: boolean;
}

/** Python's `os.path.expandvars` and then `os.path.expanduser`. A variable that is not set stays as written. */
function expandAsBotocore(path: string, { env, home, windows }: Surroundings): string {
  const pattern = windows ? /\$(\w+)|\$\{([^}]*)\}|%([^%]+)%/gu : /\$(\w+)|\$\{([^}]*)\}/gu;
  const expanded = path.replaceAll(pattern, (whole, plain?: string, braced?: string, percent?: string) => {
    return lookUp(env, plain ?? braced ?? percent ?? '', windows) ?? whole;
  });
  const afterTilde = windows ? /^~(?=[/\\]|$)/u : /^~(?=\/|$)/u;
  // `~name`, another user's home, stays as written: it would have to be looked up in the system's user list.
  return expanded.replace(afterTilde, () => home.replace(/[/\\]+$/u, ''));
}

function expandAsJs(path: string, { home }: Surroundings): string {
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}

/** Windows does not tell the case of variable names apart. */
function lookUp(env: Environment, name: string, windows: boolean): string | undefined {
  if (Object.hasOwn(env, name)) return env[name];
  if (!windows) return undefined;
  const key = Object.keys(env).find((one) => one.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : env[key];
}
