import { OIDC_PATTERNS, RULE_LEVELS, SESSION_SECONDS } from '../rule-api/setting-values.ts';
import type { RuleMeta } from '../rule-api/rule.ts';
import { defaultSettings } from '../rule-api/settings.ts';
import type { CONFIGURATION_KEYS } from './read-configuration.ts';

type Properties = Readonly<Record<(typeof CONFIGURATION_KEYS)[number], object>>;

/**
 * The JSON schema of `.keyless.yaml`, for editors; `pageOf` is the address of a rule's page. As for the reader, a key
 * without a value is not set.
 */
export function configurationSchema(
  metas: readonly RuleMeta[],
  { id, pageOf }: { readonly id: string; readonly pageOf: (ruleId: string) => string },
): object {
  const properties: Properties = {
    rules: {
      type: ['object', 'null'],
      description: 'How loud each rule is, by its id.',
      additionalProperties: false,
      properties: Object.fromEntries(metas.map((meta) => [meta.id, levelSchema(meta, pageOf(meta.id))])),
    },
    maxSessionDuration: {
      type: ['integer', 'null'],
      minimum: SESSION_SECONDS.least,
      maximum: SESSION_SECONDS.most,
      default: defaultSettings.maxSessionDuration,
      description: 'The longest session that the policy allows, in seconds.',
    },
    exclude: {
      type: ['array', 'null'],
      items: { type: 'string', pattern: String.raw`\S` },
      description: 'Files and folders that are not judged: patterns as in .gitignore, relative to this file.',
    },
    oidc: {
      type: ['object', 'null'],
      description: 'What a rewrite to OIDC uses where the repository itself does not tell.',
      additionalProperties: false,
      properties: {
        roleArn: {
          type: ['string', 'null'],
          pattern: OIDC_PATTERNS.roleArn,
          description: 'The role to assume.',
        },
        region: { type: ['string', 'null'], pattern: OIDC_PATTERNS.region, description: 'The AWS region.' },
      },
    },
    baseline: {
      type: ['string', 'null'],
      minLength: 1,
      description:
        'The file of findings that are known and not reported, relative to this file. keyless baseline write makes it.',
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: id,
    title: 'Keyless for AWS',
    description: 'What a team has chosen for a repository: .keyless.yaml at its root.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties,
  };
}

function levelSchema({ severity, summary }: RuleMeta, page: string): object {
  return {
    anyOf: [{ enum: RULE_LEVELS }, { type: 'null' }],
    default: severity,
    description: `${summary}. ${page}`,
  };
}
