import { commandLine, usage, type CommandLine } from './command-line.ts';

export interface ExplainRuleCommand {
  readonly command: 'explain-rule';
  /** As given; there may be no such rule. */
  readonly ruleId: string;
}

/** `keyless explain-rule`. */
export const explainRuleLine: CommandLine<ExplainRuleCommand> = commandLine(
  {},
  {
    name: 'explain-rule',
    usage: 'keyless explain-rule ID',
    summary: 'print the page of a rule',
    help: 'Prints the page of a rule: what it reports, why that matters, examples, and how to fix it.',
    operands: { completes: 'rule' },
    read: ({ positionals }) => {
      const [ruleId, ...more] = positionals;
      if (ruleId === undefined || ruleId === '') return usage('explain-rule needs the id of a rule');
      if (more.length > 0) return usage('explain-rule takes one rule');
      return { command: 'explain-rule', ruleId };
    },
  },
);
