import { createSourceText } from '@keyless/core';
import { flat, type Bench } from '../measure.ts';
import { CONFIG, DOTENV, newLinter, WORKFLOW, type Sample } from './engine.ts';

const DOCUMENTS = 8;
const MEGABYTE = 1024 * 1024;

/** What is on the heap when nothing else can be thrown away, in bytes. */
function heap(): number {
  if (!global.gc) throw new Error('Start Node with --expose-gc');
  global.gc();
  global.gc();
  return process.memoryUsage().heapUsed;
}

/** What an open document holds: its text, its nodes, its views, and what is kept for its next version. */
function held(name: string, about: string, { uri, kind, text }: Sample): Bench {
  return {
    name,
    about,
    unit: 'MB',
    measure: () => {
      const linter = newLinter();
      const own = text();
      const open = (index: number) => {
        const version = flat(`${own}# ${index}\n`);
        const model = linter.parse(`${uri}-${index}`, kind, createSourceText(version));
        return { model, result: linter.lint(model) };
      };
      open(-1);
      const sizes: number[] = [];
      const documents: unknown[] = [];
      for (let index = 0; index < DOCUMENTS; index += 1) {
        const before = heap();
        documents.push(open(index));
        sizes.push((heap() - before) / MEGABYTE);
      }
      return Promise.resolve(documents.length === DOCUMENTS ? sizes : []);
    },
  };
}

export const memoryBenches: readonly Bench[] = [
  held('memory-config', 'Heap that the open 1,000-profile config takes', CONFIG),
  held('memory-workflow', 'Heap that the open 5,000-line workflow takes', WORKFLOW),
  held('memory-dotenv', 'Heap that the open 2,000-line .env takes', DOTENV),
];
