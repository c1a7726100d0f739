import { configurationSchema, HOMEPAGE, rulePageUrl, type RuleMeta } from '@keyless/core';
import type { Artefact } from './artefact.ts';

/** The schema of `.keyless.yaml`, for the package, for editors of YAML, and for the page that it names itself by. */
export function configSchema(metas: readonly RuleMeta[]): Artefact {
  const path = 'schemas/config.schema.json';
  const schema = configurationSchema(metas, { id: `${HOMEPAGE}/blob/main/${path}`, pageOf: rulePageUrl });
  return { path, build: () => `${JSON.stringify(schema, undefined, 2)}\n` };
}
