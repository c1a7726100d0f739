import { baselineLine, type BaselineCommand } from './baseline.ts';
import { checkLine, type CheckCommand } from './check.ts';
import type { CommandLine, GlobalCommand } from './command-line.ts';
import { completionLine, type CompletionCommand } from './completion.ts';
import { explainLine, type ExplainCommand } from './explain.ts';
import { explainRuleLine, type ExplainRuleCommand } from './explain-rule.ts';
import { guardrailLine, type GuardrailCommand } from './guardrail.ts';
import { profilesLine, type ProfilesCommand } from './profiles.ts';
import { refreshLine, type RefreshCommand } from './refresh.ts';
import { rulesLine, type RulesCommand } from './rules.ts';
import { sessionsLine, type SessionsCommand } from './sessions.ts';

/** What the command line asks for. */
export type Command =
  | CheckCommand
  | BaselineCommand
  | RulesCommand
  | ExplainRuleCommand
  | ProfilesCommand
  | SessionsCommand
  | RefreshCommand
  | ExplainCommand
  | CompletionCommand
  | GuardrailCommand
  | GlobalCommand;

/** All commands, in the order of the help. */
export const COMMAND_LINES: readonly CommandLine<Command>[] = [
  checkLine,
  baselineLine,
  rulesLine,
  explainRuleLine,
  profilesLine,
  sessionsLine,
  refreshLine,
  explainLine,
  completionLine,
  guardrailLine,
];
