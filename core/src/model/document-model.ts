import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import { orbDurations, type OrbDuration } from '../aws/ci/orb-duration.ts';
import { readGitlabPipeline, type GitlabPipeline } from '../aws/ci/gitlab-pipeline.ts';
import type { CiScript } from '../aws/credentials/ci-script.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { manifestCredentialSets } from '../aws/credentials/manifest-sets.ts';
import { dotenvCredentialSets } from '../aws/credentials/dotenv-sets.ts';
import { foreignServices, sectionCredentialSets } from '../aws/credentials/profile-sets.ts';
import { readYamlCredentials } from '../aws/credentials/yaml-sets.ts';
import type { Witness } from '../aws/witness.ts';
import { readTemplate } from '../aws/iac/read-template.ts';
import type { Manifest } from '../aws/kubernetes/manifest.ts';
import { readManifests } from '../aws/kubernetes/read-manifests.ts';
import type { Template } from '../aws/iac/template.ts';
import type { Reading } from '../documents/ini/readers/reading.ts';
import { readTolerantly } from '../documents/ini/readers/tolerant.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { isCi } from '../documents/kinds.ts';
import { once } from './lazy.ts';
import { createWorkflowViews, type WorkflowViews } from './workflow-views.ts';

/** A parsed document and the views over it, each made when it is first asked for and then kept. */
export interface DocumentModel {
  readonly document: KeylessDocument;
  /** It is a version of a file of which an earlier one was parsed, and there may be another one soon. */
  readonly isRevision: boolean;
  readonly credentialSets: readonly CredentialSet[];
  /**
   * Those of a section of an AWS file or of a job of a workflow; of `undefined`, those that stand in none. None in other
   * files.
   */
  credentialSetsIn(part: IniSection | WorkflowJob | undefined): readonly CredentialSet[];
  /** The commands of a job of a workflow or of an action. */
  scriptsIn(job: WorkflowJob): readonly CiScript[];
  /** The names of an AWS file's sections `[services NAME]` that send requests elsewhere than to AWS. */
  readonly foreignServices: ReadonlySet<string>;
  /** What a person means by a config or credentials file; `undefined` for every other file. */
  readonly reading: Reading | undefined;
  /** The typed view of a GitHub workflow; `undefined` for every other file, and for one that is no workflow. */
  readonly workflow: Workflow | undefined;
  /** The typed view of a CloudFormation template; `undefined` for every other file, and for one that is no template. */
  readonly template: Template | undefined;
  /** The objects of Kubernetes that a file describes; none for files of other kinds. */
  readonly manifests: readonly Manifest[];
  /** Whether the content is what the file's name and place say, as far as these are shared with files of others. */
  readonly isWhatItIsCalled: boolean;
  /** The steps of a composite action of GitHub; `undefined` for every other file. */
  readonly action: Workflow | undefined;
  /** The commands that a CI system runs, in document order; none for files of other kinds. */
  readonly scripts: readonly CiScript[];
  /** The durations in steps of CircleCI's orb for the AWS CLI; none in other files. */
  readonly orbDurations: readonly OrbDuration[];
  /** The typed view of a GitLab pipeline; `undefined` for every other file. */
  readonly pipeline: GitlabPipeline | undefined;
  /** Notes who looks at more of a workflow than a single job. */
  readonly witness: Witness;
}

/** Makes the model of a document. Parse once a version of a file and share it between all that read it. */
export function createDocumentModel(document: KeylessDocument, isRevision = false): DocumentModel {
  return new Views(document, isRevision);
}

/** A class, because V8 makes a hidden class for each object with getters of its own, and slow code for all who use them. */
class Views implements DocumentModel {
  readonly document: KeylessDocument;
  readonly isRevision: boolean;
  readonly #ofWorkflow: WorkflowViews;
  readonly #yaml = once(() =>
    this.document.format === 'yaml' ? readYamlCredentials(this.document) : undefined,
  );
  readonly #sets = once(() =>
    readCredentialSets(this, () => this.#ofWorkflow.allSets() ?? this.#yaml()?.sets ?? []),
  );
  readonly #scripts = once(() => readScripts(this, () => this.#yaml()?.scripts ?? []));
  readonly #reading = once(() =>
    this.document.format === 'ini' ? readTolerantly(this.document) : undefined,
  );
  readonly #template = once(() =>
    this.document.kind === 'cloudformation' ? readTemplate(this.document) : undefined,
  );
  readonly #manifests = once(() => (this.document.kind === 'kubernetes' ? readManifests(this.document) : []));
  readonly #pipeline = once(() =>
    this.document.kind === 'gitlab-ci' ? readGitlabPipeline(this.document) : undefined,
  );
  readonly #orbDurations = once(() => (this.document.format === 'yaml' ? orbDurations(this.document) : []));
  readonly #foreign = once(() =>
    this.document.format === 'ini' ? foreignServices(this.document) : new Set<string>(),
  );
  readonly #bySection = new Map<IniSection | undefined, readonly CredentialSet[]>();

  constructor(document: KeylessDocument, isRevision: boolean) {
    this.document = document;
    this.isRevision = isRevision;
    this.#ofWorkflow = createWorkflowViews(document);
  }

  get witness(): Witness {
    return this.#ofWorkflow.witness;
  }

  get credentialSets(): readonly CredentialSet[] {
    if (this.document.kind === 'github-workflow') this.witness.sawAll();
    return this.#sets();
  }

  credentialSetsIn(part: IniSection | WorkflowJob | undefined): readonly CredentialSet[] {
    const { document } = this;
    if (part && 'workflow' in part) return this.#ofWorkflow.setsIn(part);
    if (document.format !== 'ini') return this.#ofWorkflow.setsIn(undefined);
    if (part?.hasSecret === false) return NONE;
    const known =
      this.#bySection.get(part) ?? sectionCredentialSets(document, part, () => this.foreignServices);
    this.#bySection.set(part, known);
    return known;
  }

  scriptsIn(job: WorkflowJob): readonly CiScript[] {
    return this.#ofWorkflow.scriptsIn(job);
  }

  get foreignServices(): ReadonlySet<string> {
    return this.#foreign();
  }

  get reading(): Reading | undefined {
    return this.#reading();
  }

  get workflow(): Workflow | undefined {
    return this.#ofWorkflow.workflow();
  }

  get action(): Workflow | undefined {
    return this.#ofWorkflow.action();
  }

  get scripts(): readonly CiScript[] {
    if (this.document.kind === 'github-workflow') this.witness.sawAll();
    return this.#scripts();
  }

  get template(): Template | undefined {
    return this.#template();
  }

  get manifests(): readonly Manifest[] {
    return this.#manifests();
  }

  get isWhatItIsCalled(): boolean {
    return isWhatItIsCalled(this);
  }

  get orbDurations(): readonly OrbDuration[] {
    return this.#orbDurations();
  }

  get pipeline(): GitlabPipeline | undefined {
    return this.#pipeline();
  }
}

const NONE: readonly never[] = [];

function isWhatItIsCalled(model: DocumentModel): boolean {
  const { kind } = model.document;
  if (kind === 'kubernetes') return model.manifests.length > 0;
  return kind !== 'cloudformation' || model.template !== undefined;
}

function readCredentialSets(
  model: DocumentModel,
  fromYaml: () => readonly CredentialSet[],
): readonly CredentialSet[] {
  const { document } = model;
  switch (document.format) {
    case 'ini':
      return allOf(model, document);
    case 'dotenv':
      return dotenvCredentialSets(document);
    case 'yaml':
      // No rule looks for keys there.
      if (document.kind === 'cloudformation') return [];
      if (document.kind === 'kubernetes') return manifestCredentialSets(document, model.manifests);
      return fromYaml();
  }
}

/** Most sections have none: `flatMap` would look into each of their empty lists. */
function allOf(model: DocumentModel, { sections }: IniDocument): readonly CredentialSet[] {
  const found = [...model.credentialSetsIn(undefined)];
  for (const section of sections) for (const set of model.credentialSetsIn(section)) found.push(set);
  return found;
}

function readScripts(model: DocumentModel, fromYaml: () => readonly CiScript[]): readonly CiScript[] {
  const { document, workflow, action } = model;
  if (!isCi(document.kind)) return [];
  const read = workflow ?? action;
  return read ? read.jobs.flatMap((job) => model.scriptsIn(job)) : fromYaml();
}
