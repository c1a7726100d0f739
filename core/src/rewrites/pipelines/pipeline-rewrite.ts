import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { JobChange } from '../oidc/job-change.ts';

/** A rewrite of a part of a pipeline before another parser has read it. */
export interface PipelineRewrite {
  readonly document: YamlDocument;
  readonly changes: readonly JobChange[];
  /** The role as it then stands there. */
  readonly role: string;
}
