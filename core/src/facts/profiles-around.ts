import type { Witness } from '../aws/witness.ts';
import { buildProfileGraph, type ProfileGraph } from '../aws/profile-graph.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { AwsFiles } from './workspace-facts.ts';

/** The profiles as seen from a document: its own text takes the place of what the host knows of that file. */
export function profilesAround(
  model: Pick<DocumentModel, 'document' | 'reading'>,
  files: AwsFiles,
  witness?: Witness,
): () => ProfileGraph {
  const { kind } = model.document;
  const config = kind === 'aws-config' ? model : files.config;
  const credentials = kind === 'aws-credentials' ? model : files.credentials;
  let graph: ProfileGraph | undefined;
  const readings = () => ({ config: config?.reading, credentials: credentials?.reading });
  return () => (graph ??= buildProfileGraph(readings(), witness));
}
