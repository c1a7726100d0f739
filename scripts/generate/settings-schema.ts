import { HOMEPAGE, RULE_LEVELS, rulePageUrl, type RuleMeta } from '@keyless/core';
import type { Artefact } from './artefact.ts';

/** `keyless.rules` of the manifest: one object, a property a rule. */
export function settingsSchema(metas: readonly RuleMeta[]): Artefact {
  return {
    path: 'package.json',
    build: (current) => {
      const manifest = JSON.parse(current) as Manifest;
      manifest.contributes.configuration.properties['keyless.rules'] = {
        type: 'object',
        scope: 'resource',
        default: {},
        markdownDescription: `How loud each rule is, by its id. [All rules](${HOMEPAGE}/blob/main/docs/rules/README.md)`,
        additionalProperties: false,
        properties: Object.fromEntries(metas.map((meta) => [meta.id, level(meta)])),
      };
      return `${JSON.stringify(manifest, null, 2)}\n`;
    },
  };
}

function level(meta: RuleMeta): object {
  return {
    type: 'string',
    enum: RULE_LEVELS,
    default: meta.severity,
    markdownDescription: `${meta.summary}. [Page](${rulePageUrl(meta.id)})`,
  };
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, unknown> } };
}
