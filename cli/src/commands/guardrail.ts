import type { Stats } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { guardrails, type Guardrail } from '@keyless/core';
import { writeFileAtomic } from '@keyless/files';
import type { GuardrailCommand } from '../args/guardrail.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayName, printable } from '../names.ts';
import { sentence } from '../prose.ts';
import { tableText } from '../table.ts';
import { writeProblem } from '../write-problem.ts';

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

async function write(chosen: Guardrail, { output, force }: Wanted, io: CliIo): Promise<number> {
  const { path, text } = chosen;
  const target = resolve(io.cwd, output ?? path);
  const name = printable(displayName(io.cwd, target));
  const there = await whatIsThere(target);
  if (there?.isDirectory()) {
    await io.stderr.write(`keyless: ${name} is a folder; --output names the file\n`);
    return EXIT.failure;
  }
  if (there && !force) {
    await io.stderr.write(
      `keyless: ${name} exists already; --output - prints what it would be, --force replaces it\n`,
    );
    return EXIT.findings;
  }
  try {
    await mkdir(dirname(target), { recursive: true });
    // Others have to read it; a file that is replaced keeps its mode.
    const mode = there ? {} : { mode: 0o644 };
    await writeFileAtomic(target, text, { ...mode, ...(io.fs && { fs: io.fs }) });
  } catch (error) {
    await io.stderr.write(`keyless: ${name} cannot be written: ${writeProblem(error)}\n`);
    return EXIT.failure;
  }
  await io.stdout.write(`${name} is written. ${sentence(nextStep(chosen, name))}\n`);
  return EXIT.clean;
}

/** `name` is relative to the working folder, as the path where the guardrail belongs. */
function nextStep({ path, next, nextAt }: Guardrail, name: string): string {
  return name === path || !nextAt ? next : nextAt(name);
}

/** A link that leads nowhere takes the place as well: what it is meant for is not ours to make. */
async function whatIsThere(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}
