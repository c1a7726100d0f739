import type { WrittenValue } from '../aws/ci/input-values.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import { durationTexts } from '../aws/ci/step-duration.ts';
import { parseCliInteger, parseJsInteger, SHORTEST_SESSION } from '../aws/duration.ts';
import { limitEdits, placeOfLimit } from '../aws/iac/limit-place.ts';
import type { SessionLimit } from '../aws/iac/template.ts';
import { meantSeconds } from '../aws/meant-seconds.ts';
import { meantText, rangeOfValue, settingInForce } from '../aws/profile-sso.ts';
import { plainText } from '../documents/ini/readers/reading.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/**
 * `duration_seconds = 1h` looks right and does nothing: botocore drops what Python's `int()` refuses
 * (credentials.py, `AssumeRoleProvider._get_role_config`), and the JavaScript SDK sends what `parseInt` makes of it.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export default defineRule({
  meta: {
    id: 'invalid-duration',
    summary: 'Write session durations in the form that is read',
    category: 'Duration',
    documents: [
      'aws-config',
      'aws-credentials',
      'github-workflow',
      'github-action',
      'circleci',
      'cloudformation',
    ],
    severity: 'error',
    confidence: 'high',
    messages: {
      dropped:
        'duration_seconds of profile {profile} is no integer: the AWS CLI drops it without a word and gets one hour, the JavaScript SDK sends {js}. Write the seconds in digits alone.',
      misread:
        'duration_seconds of profile {profile} is {cli} seconds for the AWS CLI, but the JavaScript SDK sends {js}. Write the seconds in plain digits.',
      empty:
        'duration_seconds of profile {profile} is empty, so a session lasts one hour, whatever was meant. Write the seconds, or delete the line.',
      forAction:
        '{name} is no integer, and the action makes {seconds} seconds of it, which STS refuses. Write the seconds in digits alone.',
      notForAction:
        '{name} is no integer, so the action asks for one hour without a word. Write the seconds in digits alone.',
      forOrb:
        '{name} is no integer, and the AWS CLI, to which the step hands it, refuses it. Write the seconds in digits alone.',
      limitRefused: '{name} of {owner} is no {expected}, so the deployment fails. Write it like {example}.',
      limitEmpty:
        '{name} of {owner} has no value, and CloudFormation refuses a template with an empty property. Write a value, or delete the line.',
    },
    fixes: {
      'use-number': { title: 'Set it to {seconds}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
      'https://docs.python.org/3/library/functions.html#int',
      'https://github.com/aws-actions/configure-aws-credentials',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
      'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    sessionLimit: (limit) => {
      const { form, owner, text, seconds } = limit;
      const place = placeOfLimit(limit);
      const data = { name: form.name, owner };
      if (text === undefined) context.report({ messageId: 'limitEmpty', data, ...place });
      else if (seconds === undefined) {
        const told = { ...data, expected: form.expected, example: form.example };
        context.report({
          messageId: 'limitRefused',
          data: told,
          fixes: () => meantFixes(limit, text),
          ...place,
        });
      }
    },
    entryNames: ['duration_seconds'],
    entry: (entry, section) => {
      const found = settingInForce(entry, section, context.profiles);
      const text = meantText(found?.setting);
      if (!found || text === undefined || context.profiles.providerOf(section.name).type !== 'role') return;
      const profile = safeName(section.name);
      const anchor = safe`profile ${profile}`;
      if (text === '') {
        context.report({ messageId: 'empty', range: entry.keyRange, anchor, data: { profile } });
        return;
      }
      if (parseCliInteger(text) === parseJsInteger(text)) return;
      // The AWS CLI takes a comment for a part of the value, and both take the quotes.
      const cli = typeof entry.value === 'string' ? parseCliInteger(entry.value) : undefined;
      const js = parseJsInteger(plainText(found.setting) ?? '');
      const range = rangeOfValue(found.setting) ?? entry.valueRange;
      const report = { range, anchor, fixes: () => numberFixes(text, range) };
      const data = { profile, js: jsText(js) };
      if (cli === undefined) context.report({ messageId: 'dropped', data, ...report });
      else context.report({ messageId: 'misread', data: { ...data, cli }, ...report });
    },
    step: (step) => {
      for (const value of durationTexts(step)) {
        const seconds = misreadSeconds(value);
        if (seconds === undefined) continue;
        const { name, text, shared } = value;
        const { range } = value.scalar;
        const fixes = () => (shared ? [] : numberFixes(text, range));
        const report = { range, anchor: ownerOf(step.job), fixes };
        // The action takes its default of an hour for zero as for what is no number.
        if (Number.isNaN(seconds) || seconds === 0) {
          context.report({ messageId: 'notForAction', data: { name }, ...report });
        } else context.report({ messageId: 'forAction', data: { name, seconds }, ...report });
      }
    },
    orbDuration: ({ seconds, text, name, owner, range, shared }) => {
      if (seconds !== undefined) return;
      // Without quotes the seconds would be a number, and the parameter is a text.
      const isQuoted = /["']/u.test(context.model.document.source.text.charAt(range.start - 1));
      const fixes = () => (shared === true || !isQuoted ? [] : numberFixes(text, range));
      context.report({ messageId: 'forOrb', data: { name }, range, anchor: owner, fixes });
    },
  }),
});

/** What AWS's credentials action makes of a duration that is no integer; `undefined` for one that comes out right. */
function misreadSeconds({ text }: WrittenValue): number | undefined {
  if (/^\d+$/u.test(text)) return undefined;
  const seconds = parseJsInteger(text);
  // `3600s` comes out right.
  return seconds >= SHORTEST_SESSION ? undefined : seconds;
}

function jsText(seconds: number): SafeText {
  return Number.isNaN(seconds) ? safe`NaN, which STS refuses` : safe`${seconds}`;
}

function numberFixes(text: string, range: Range) {
  const seconds = meantSeconds(text);
  if (seconds === undefined) return [];
  return [
    {
      fixId: 'use-number' as const,
      data: { seconds },
      edits: [{ ...range, newText: String(seconds) }],
      preferred: true,
    },
  ];
}

function meantFixes(limit: SessionLimit, text: string) {
  const meant = limit.form.meant(text);
  if (meant === undefined) return [];
  const data = { seconds: limit.form.write(meant) };
  return limitEdits(limit, meant).map((edits) => ({
    fixId: 'use-number' as const,
    data,
    edits,
    preferred: true,
  }));
}
