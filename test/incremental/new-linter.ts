import { createLinter, rules, type Linter } from '@keyless/core';
import { parse } from 'dotenv';

/** A linter of a new process, which has seen no version of any file. */
export function newLinter(): Linter {
  return createLinter({
    rules,
    clock: () => new Date('2026-11-24T12:00:00Z'),
    readers: { dotenv: (text) => parse(text) },
  });
}
