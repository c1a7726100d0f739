import { parseArgs } from 'node:util';
import { createStsServer } from './server.ts';
import { defaultWorld } from './world.ts';
import { readWorldFile } from './world-file.ts';

const usage = `Usage: main.ts [--port N] [--world FILE|default]

Starts a local server that behaves like AWS STS on 127.0.0.1 and prints its address.
  --port N      the port; 0, the default, lets the system choose
  --world FILE  accounts, users and roles as JSON; without it the built-in ones
`;

const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new Error('--port must be a number from 0 to 65535.');
  return port;
};

const readOptions = () =>
  parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      world: { type: 'string', default: 'default' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const world = options.world === 'default' ? defaultWorld() : await readWorldFile(options.world);
  const sts = await createStsServer({ port: readPort(options.port), world });
  const stop = (): void => {
    sts.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`${sts.url}\n`);
};

const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && error.code === 'EADDRINUSE' ? 'The port is in use.' : error.message;
};

main().catch((error: unknown) => {
  process.stderr.write(`local STS: ${explain(error)}\n`);
  process.exitCode = 1;
});
