import { runMocha } from '../run-mocha.ts';

/**
 * A second entry, for a window whose folder nobody has trusted: run it with workspace trust on and the user setting
 * `security.workspace.trust.startupPrompt` at `never`.
 */
export async function run(): Promise<void> {
  await runMocha(async () => {
    await import('./restricted-mode.ts');
  });
}
