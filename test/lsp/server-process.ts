import { fork, spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { connectClient, type ClientOptions, type TestClient } from './client.ts';

/** A server in a process of its own, and a client that has initialized it. */
export interface ServerProcess {
  readonly client: TestClient;
  readonly child: ChildProcess;
  /** The exit code, once there is one. */
  readonly ended: Promise<number | null>;
  readonly stderr: () => string;
}

export interface ProcessOptions extends ClientOptions {
  /** The user's home folder. */
  readonly home: string;
  readonly nodeOptions?: readonly string[];
}

export async function startOverStdio(path: string, options: ProcessOptions): Promise<ServerProcess> {
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    [...(options.nodeOptions ?? []), path, '--stdio'],
    { env: environment(options.home), stdio: 'pipe' },
  );
  const watched = watch(child);
  const reader = new StreamMessageReader(child.stdout);
  return { ...watched, client: await connectClient(reader, new StreamMessageWriter(child.stdin), options) };
}

export async function startOverIpc(path: string, options: ProcessOptions): Promise<ServerProcess> {
  const child = fork(path, ['--node-ipc', `--clientProcessId=${process.pid}`], {
    env: environment(options.home),
    execArgv: [],
    stdio: 'pipe',
  });
  const watched = watch(child);
  return {
    ...watched,
    client: await connectClient(new IPCMessageReader(child), new IPCMessageWriter(child), options),
  };
}

function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home, USERPROFILE: home };
}

function watch(child: ChildProcess): Omit<ServerProcess, 'client'> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, stderr: () => errors };
}
