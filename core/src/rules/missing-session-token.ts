import { stepIsForeign } from '../aws/ci/endpoint.ts';
import { stepLabel } from '../aws/ci/labels.ts';
import { passThroughsIn } from '../aws/ci/pass-through.ts';
import { inputPassThroughs } from '../aws/ci/pass-through-inputs.ts';
import { environmentsOf } from '../aws/environments.ts';
import { secretWithoutToken } from '../aws/pass-through-environment.ts';
import { placesIn } from '../documents/yaml/block-scalar.ts';
import { CI_KINDS } from '../documents/kinds.ts';
import { readText } from '../documents/yaml/scalars.ts';
import { addToCommand, addToEnvironment, addToInputs } from '../rewrites/add-session-token.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/**
 * Lists that were written for the keys of a user name two variables. The key of a session is worth nothing without its
 * token, and the error (InvalidClientTokenId, "The security token included in the request is invalid") does not say so.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export default defineRule({
  meta: {
    id: 'missing-session-token',
    summary: 'Pass the session token on with the key and the secret',
    category: 'CI identity',
    documents: ['compose', ...CI_KINDS],
    severity: 'warning',
    confidence: 'high',
    messages: {
      missing:
        '{what} passes the AWS key and secret on without AWS_SESSION_TOKEN, so credentials of a role, SSO or OIDC are refused there. Add AWS_SESSION_TOKEN.',
      build:
        '{what} passes the AWS key and secret into the build without AWS_SESSION_TOKEN, so credentials of a role, SSO or OIDC are refused there. Add it here and in the Dockerfile, best as a build secret.',
    },
    fixes: {
      'add-session-token': { title: 'Add AWS_SESSION_TOKEN', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
      'https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/',
    ],
    cwe: [],
  },
  create: (context) => ({
    script: (script) => {
      if (script.foreign) return;
      const found = readText(script.scalar.text, passThroughsIn);
      if (found.length === 0) return;
      const places = placesIn(script.document.source, script.scalar);
      for (const one of found) {
        context.report({
          messageId: one.token === undefined ? 'build' : 'missing',
          range: places.rangeOf(one.start, one.end),
          anchor: script.label,
          data: { what: safe`This command` },
          fixes: () => fixOf(addToCommand(script, one)),
        });
      }
    },
    step: (step) => {
      if (stepIsForeign(step)) return;
      for (const one of inputPassThroughs(step)) {
        context.report({
          messageId: (one.line ?? one.input) ? 'missing' : 'build',
          range: one.entry.keyRange,
          anchor: stepLabel(step),
          data: { what: safe`This step` },
          fixes: () => fixOf(addToInputs(step, one)),
        });
      }
    },
    documentEnd: () => {
      const { document } = context.model;
      if (document.format !== 'yaml') return;
      for (const environment of environmentsOf(document)) {
        const secret = secretWithoutToken(environment);
        if (!secret) continue;
        context.report({
          messageId: 'missing',
          range: secret.nameRange,
          anchor: safe`${environment.label}AWS_SESSION_TOKEN`,
          data: { what: safe`This list` },
          fixes: () => fixOf(addToEnvironment(document, environment, secret)),
        });
      }
    },
  }),
});

function fixOf(edits: readonly TextEdit[] | undefined) {
  return edits ? [{ fixId: 'add-session-token' as const, data: {}, edits, preferred: true }] : [];
}
