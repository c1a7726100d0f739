import type { Workflow } from '../aws/ci/workflow.ts';
import { readGitlabPipeline, type GitlabPipeline } from '../aws/ci/gitlab-pipeline.ts';
import { readWorkflow } from '../aws/ci/read-workflow.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { dotenvCredentialSets } from '../aws/credentials/dotenv-sets.ts';
import { profileCredentialSets } from '../aws/credentials/profile-sets.ts';
import { workflowCredentialSets } from '../aws/credentials/workflow-sets.ts';
import { yamlCredentialSets } from '../aws/credentials/yaml-sets.ts';
import { readTemplate } from '../aws/iac/read-template.ts';
import type { Template } from '../aws/iac/template.ts';
import type { Reading } from '../documents/ini/readers/reading.ts';
import { readTolerantly } from '../documents/ini/readers/tolerant.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';

/** A parsed document and the views over it, each made when it is first asked for and then kept. */
export interface DocumentModel {
  readonly document: KeylessDocument;
  readonly credentialSets: readonly CredentialSet[];
  /** What a person means by a config or credentials file; `undefined` for every other file. */
  readonly reading: Reading | undefined;
  /** The typed view of a GitHub workflow; `undefined` for every other file, and for one that is no workflow. */
  readonly workflow: Workflow | undefined;
  /** The typed view of a CloudFormation template; `undefined` for every other file, and for one that is no template. */
  readonly template: Template | undefined;
  /** Whether the content is what the file's name and place say, as far as these are shared with files of others. */
  readonly isWhatItIsCalled: boolean;
  /** The typed view of a GitLab pipeline; `undefined` for every other file. */
  readonly pipeline: GitlabPipeline | undefined;
}

/** Makes the model of a document. Parse once a version of a file and share it between all that read it. */
export function createDocumentModel(document: KeylessDocument): DocumentModel {
  let sets: readonly CredentialSet[] | undefined;
  let reading: Reading | undefined;
  let workflow: Workflow | undefined | 'unread' = 'unread';
  let template: Template | undefined | 'unread' = 'unread';
  let pipeline: GitlabPipeline | undefined;
  const model: DocumentModel = {
    document,
    get credentialSets() {
      return (sets ??= readCredentialSets(model));
    },
    get reading() {
      return document.format === 'ini' ? (reading ??= readTolerantly(document)) : undefined;
    },
    get workflow() {
      if (workflow === 'unread') {
        workflow = document.kind === 'github-workflow' ? readWorkflow(document) : undefined;
      }
      return workflow;
    },
    get template() {
      if (template === 'unread') {
        template = document.kind === 'cloudformation' ? readTemplate(document) : undefined;
      }
      return template;
    },
    get isWhatItIsCalled() {
      return document.kind !== 'cloudformation' || model.template !== undefined;
    },
    get pipeline() {
      return document.kind === 'gitlab-ci' ? (pipeline ??= readGitlabPipeline(document)) : undefined;
    },
  };
  return model;
}

function readCredentialSets(model: DocumentModel): readonly CredentialSet[] {
  const { document, workflow } = model;
  switch (document.format) {
    case 'ini':
      return profileCredentialSets(document);
    case 'dotenv':
      return dotenvCredentialSets(document);
    case 'yaml':
      // No rule looks for keys there.
      if (document.kind === 'cloudformation') return [];
      return workflow ? workflowCredentialSets(workflow) : yamlCredentialSets(document);
  }
}
