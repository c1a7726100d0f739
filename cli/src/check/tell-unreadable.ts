import { displayName, printable } from '../names.ts';
import type { Run } from './run.ts';

/** Tells of configurations that cannot be read, and whether there are any. What they may exclude was left alone. */
export async function tellUnreadable({ configurations, io }: Run): Promise<boolean> {
  const unreadable = await configurations.unreadable();
  for (const { path, reason } of unreadable) {
    const name = printable(displayName(io.cwd, path));
    await io.stderr.write(
      `keyless: ${name} cannot be read: ${reason}; the files that it holds for were left alone\n`,
    );
  }
  return unreadable.length > 0;
}
