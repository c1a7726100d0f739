import { runMocha } from '../run-mocha.ts';

/** The entry that VS Code calls. The order counts: whatever comes before `refresh` runs without AWS's SDK. */
export async function run(): Promise<void> {
  await runMocha(async () => {
    await import('./activation.ts');
    await import('./folding.ts');
    await import('./navigation.ts');
    await import('./diagnostics.ts');
    await import('./code-actions.ts');
    await import('./completion-hover.ts');
    await import('./copy-redacted.ts');
    await import('./settings.ts');
    await import('./restart.ts');
    await import('./rule-page.ts');
    await import('./sessions.ts');
    await import('./refresh.ts');
  });
}
