import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { eagerFileSystem } from './eager-file-system.ts';

it('lets a timer have its turn in a walk that waits for nothing', async () => {
  const fs = eagerFileSystem();
  const turns: string[] = [];
  const timer = setTimeout(() => turns.push('timer'), 1);
  const end = performance.now() + 10_000;
  while (turns.length === 0 && performance.now() < end) await fs.readdir(tmpdir(), { withFileTypes: true });
  clearTimeout(timer);
  expect(turns).toEqual(['timer']);
});
