import { allSteps } from '../aws/ci/steps.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { Visitor } from '../rule-api/visitor.ts';

/** Calls back with one step of the walk, to be done for every visitor. */
type Visit = (call: (visitor: Visitor) => void) => void;

/** Walks a document once, in document order, and asks for each node to be shown to all visitors. */
export function walk(model: DocumentModel, visit: Visit): void {
  const { document } = model;
  if (document.format === 'ini') {
    for (const section of document.sections) {
      visit((visitor) => visitor.section?.(section));
      for (const entry of section.entries) visit((visitor) => visitor.entry?.(entry, section));
    }
  }
  if (document.format === 'dotenv') {
    for (const assignment of document.assignments) visit((visitor) => visitor.assignment?.(assignment));
  }
  walkDeployment(model, visit);
  for (const set of model.credentialSets) visit((visitor) => visitor.credentialSet?.(set));
  visit((visitor) => visitor.documentEnd?.());
}

/** What a pipeline runs, and what a template deploys. */
function walkDeployment({ workflow, action, scripts, template }: DocumentModel, visit: Visit): void {
  for (const job of workflow?.jobs ?? []) {
    visit((visitor) => visitor.job?.(job));
    for (const step of allSteps(job)) visit((visitor) => visitor.step?.(step));
  }
  for (const step of action?.jobs.flatMap(allSteps) ?? []) visit((visitor) => visitor.step?.(step));
  for (const script of scripts) visit((visitor) => visitor.script?.(script));
  for (const limit of template?.sessionLimits ?? []) visit((visitor) => visitor.sessionLimit?.(limit));
}
