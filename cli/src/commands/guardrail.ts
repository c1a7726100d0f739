import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { guardrails, type Guardrail } from '@keyless/core';
import { errorCode } from '@keyless/files';
import type { GuardrailCommand } from '../args/guardrail.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayName, printable } from '../names.ts';
import { sentence } from '../prose.ts';
import { tableText } from '../table.ts';

/** `keyless guardrail`: lists what there is, or writes one. A file that is there is never written over unasked. */
export async function guardrail(command: GuardrailCommand, io: CliIo): Promise<number> {
  if (command.action === 'list') {
    await io.stdout.write(command.json ? listJson() : listText());
    return EXIT.clean;
  }
  const chosen = guardrails.find(({ kind }) => kind === command.kind);
  if (!chosen) throw new Error('The kind was read from the same list');
  if (command.output === '-') {
    await io.stdout.write(chosen.text);
    return EXIT.clean;
  }
  return write(chosen, command, io);
}

function listText(): string {
  return tableText([
    ['KIND', 'FILE', 'WHAT IT IS'],
    ...guardrails.map(({ kind, path, title }) => [kind, path, title]),
  ]);
}

function listJson(): string {
  const list = guardrails.map(({ kind, title, path, next }) => ({ kind, title, path, next }));
  return `${JSON.stringify({ version: 1, guardrails: list }, undefined, 2)}\n`;
}

interface Wanted {
  readonly output: string | undefined;
  readonly force: boolean;
}

async function write({ path, text, next }: Guardrail, { output, force }: Wanted, io: CliIo): Promise<number> {
  const target = resolve(io.cwd, output ?? path);
  const name = printable(displayName(io.cwd, target));
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') {
      await io.stderr.write(
        `keyless: ${name} exists already; --output - prints what it would be, --force replaces it\n`,
      );
      return EXIT.findings;
    }
    await io.stderr.write(`keyless: ${name} cannot be written: ${code ?? 'unknown error'}\n`);
    return EXIT.failure;
  }
  await io.stdout.write(`${name} is written. ${sentence(next)}\n`);
  return EXIT.clean;
}
