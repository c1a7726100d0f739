import {
  assignmentOf,
  environmentFile,
  namesOtherAwsFiles,
  PROFILE_STAND_IN,
  PROFILE_VARIABLES,
  profileNameIn,
} from '../aws/env-profile.ts';
import { nearestName } from '../aws/nearest-name.ts';
import { replaceAssignedValue } from '../documents/dotenv/edits.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safeName } from '../secret/safe-text.ts';

/**
 * `The config profile (…) could not be found`: a slip of the pen, a profile of a colleague, or one that was renamed.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export default defineRule({
  meta: {
    id: 'unknown-profile',
    summary: 'Name a profile that exists on this machine',
    category: 'Environment files',
    documents: ['dotenv'],
    severity: 'info',
    confidence: 'medium',
    messages: {
      unknown:
        '{name} names profile {profile}, which is in neither of your AWS files, so commands fail here. Name one of your profiles, or create it.',
      slip: '{name} names profile {profile}, which is in neither of your AWS files, so commands fail here. Did you mean {nearest}?',
      standIn:
        '{name} still holds the stand-in {profile}, so every command fails. Put the name of your profile in its place.',
    },
    fixes: {
      'use-nearest': { title: 'Use profile {nearest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html'],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const document = environmentFile(context.model.document);
      if (!document) return;
      const known = context.profiles.profiles;
      const isKnowable = known.size > 0 && !namesOtherAwsFiles(document);
      for (const variable of PROFILE_VARIABLES) {
        const assignment = assignmentOf(document, variable);
        const written = profileNameIn(assignment);
        if (!assignment || written === undefined || known.has(written)) continue;
        const [name, profile] = [safeName(variable), safeName(written)];
        const report = { range: assignment.valueRange, anchor: name };
        if (written === PROFILE_STAND_IN) {
          context.report({ ...report, messageId: 'standIn', data: { name, profile } });
        }
        if (!isKnowable || written === PROFILE_STAND_IN) continue;
        const nearest = nearestName(written, [...known.keys()]);
        if (nearest === undefined) {
          context.report({ ...report, messageId: 'unknown', data: { name, profile } });
          continue;
        }
        const data = { nearest: safeName(nearest) };
        context.report({
          ...report,
          messageId: 'slip',
          data: { name, profile, ...data },
          fixes: () => [
            {
              fixId: 'use-nearest',
              data,
              edits: replaceAssignedValue(document, assignment, nearest),
              preferred: true,
            },
          ],
        });
      }
    },
  }),
});
