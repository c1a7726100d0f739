import { describe, expect, it } from 'vitest';
import { readArgs } from './args.ts';

describe('readArgs', () => {
  it.each([
    ['stdio', ['--stdio']],
    ['node ipc', ['--node-ipc']],
    ['what the VS Code client adds', ['--node-ipc', '--clientProcessId=4711']],
    ['the same in two words', ['--stdio', '--clientProcessId', '4711']],
  ])('serves over %s', (_name, argv) => {
    expect(readArgs(argv, '1.2.3')).toEqual({ action: 'serve' });
  });

  it('prints the version', () => {
    expect(readArgs(['--version'], '1.2.3')).toEqual({ action: 'print', text: '1.2.3\n', code: 0 });
  });

  it('prints the help', () => {
    expect(readArgs(['--help'], '1.2.3')).toMatchObject({
      code: 0,
      text: expect.stringContaining('--stdio') as string,
    });
  });

  it.each([
    ['no argument', [], 'Usage'],
    ['two transports', ['--stdio', '--node-ipc'], 'Choose one'],
    ['an unknown argument', ['--stdio', '--port=1'], 'Unknown argument: --port=1'],
  ])('refuses %s', (_name, argv, text) => {
    expect(readArgs(argv, '1.2.3')).toMatchObject({ code: 2, text: expect.stringContaining(text) as string });
  });
});
