import {
  buildProfileGraph,
  readAsCli,
  type SessionEnd,
  type DocumentModel,
  type KnownEnds,
  type ProfileGraph,
  type Reading,
  type View,
} from '@keyless/core';
import type { ServerHost } from '../host/host.ts';

/** When sessions and sign-ins end, as the AWS CLI would find them. */
export interface SessionEnds {
  of(view: View, profile: string): Promise<SessionEnd | undefined>;
  /** Those that are known, by profile. */
  all(view: View, profiles: readonly string[]): Promise<KnownEnds>;
}

/** The two files that a graph was made of. */
interface KnownGraph {
  readonly config: DocumentModel | undefined;
  readonly credentials: DocumentModel | undefined;
  readonly graph: ProfileGraph;
}

/**
 * The name of an entry depends on the settings as the AWS CLI reads them, which differs from what a person means: it
 * drops a duration with a comment behind it. The graph is kept, because an editor asks for one lens after the other.
 */
export function createSessionEnds({ sessions }: Pick<ServerHost, 'sessions'>): SessionEnds {
  let known: KnownGraph | undefined;
  const graphOf = ({ model, facts }: View): ProfileGraph => {
    const { kind } = model.document;
    const config = kind === 'aws-config' ? model : facts.awsFiles.config;
    const credentials = kind === 'aws-credentials' ? model : facts.awsFiles.credentials;
    if (known?.config !== config || known?.credentials !== credentials || !known) {
      const graph = buildProfileGraph({ config: cliReading(config), credentials: cliReading(credentials) });
      known = { config, credentials, graph };
    }
    return known.graph;
  };
  const of = async (view: View, profile: string): Promise<SessionEnd | undefined> => {
    const graph = graphOf(view);
    // The AWS CLI does nothing at all with a file that it refuses.
    return graph.refusals.length > 0 ? undefined : sessions.endOf(graph, profile, view.now);
  };
  return {
    of,
    all: async (view, profiles) => {
      const ends = await Promise.all(profiles.map(async (name) => [name, await of(view, name)] as const));
      return new Map(ends.flatMap(([name, end]) => (end ? [[name, end] as const] : [])));
    },
  };
}

function cliReading(model: DocumentModel | undefined): Reading | undefined {
  return model?.document.format === 'ini' ? readAsCli(model.document) : undefined;
}
