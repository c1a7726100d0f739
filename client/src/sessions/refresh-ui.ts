import type { ProfileChoice } from './profile-choice.ts';

/** A button of a message: what it says, and what it does. */
export interface Action {
  readonly title: string;
  run(): unknown;
}

/** What the refresh asks and tells a person. VS Code's side is in `prompts.ts`; tests have their own. */
export interface RefreshUi {
  /** `undefined` where the person turned away. */
  pickProfile(choices: readonly ProfileChoice[]): Promise<ProfileChoice | undefined>;
  /** Asks for the six digits of an MFA device; `undefined` where the person turned away. */
  askMfaCode(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** Runs with a notification that can be cancelled, which aborts the signal. */
  withProgress<T>(title: string, run: (progress: Progress) => Promise<T>): Promise<T>;
  inform(message: string, ...actions: readonly Action[]): void;
  warn(message: string, ...actions: readonly Action[]): void;
  fail(message: string, ...actions: readonly Action[]): void;
}

/** The notification of a running refresh. */
export interface Progress {
  readonly signal: AbortSignal;
  readonly report: (message: string) => void;
}

/** Why a text is no MFA code; `undefined` for six digits. Virtual and hardware devices both show six. */
export function mfaCodeProblem(text: string): string | undefined {
  return /^[0-9]{6}$/u.test(text.trim()) ? undefined : 'Enter the six digits that the MFA device shows';
}
