import { profileBegunBy } from '../aws/begun-profile.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import { workflowKeyGaps } from '../aws/ci/workflow-key-gaps.ts';
import { environmentKeyGap, isAbsence, setKeyGap, type NamedPart } from '../aws/environment-key-gaps.ts';
import { environmentsOf } from '../aws/environments.ts';
import type { KeyGap, KeyGapType } from '../aws/key-gap.ts';
import type { Profile } from '../aws/profile.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';
import { otherSourcesOf, profileKeyGaps, refusalOf, type RefusedFor } from '../aws/profile-key-gaps.ts';
import { usesOf, type ProfileUse } from '../aws/profile-use.ts';
import { TOOL_FAMILIES, whoDoesWhat, type Doing } from '../aws/tool-families.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { CREDENTIAL_KINDS } from '../documents/kinds.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RelatedNode } from '../rule-api/rule.ts';
import type { Severity } from '../rule-api/severity.ts';
import { isPlaceholder } from '../secret/placeholders.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { SecretValue } from '../secret/secret-value.ts';
import type { Range } from '../text/range.ts';

const STOP: Doing = {
  one: safe`stops with the error Partial credentials found`,
  many: safe`stop with the error Partial credentials found`,
};
const FIND_NOTHING: Doing = { one: safe`finds no credentials`, many: safe`find no credentials` };
const SKIP: Doing = {
  one: safe`passes over it and looks for credentials elsewhere`,
  many: safe`pass over it and look for credentials elsewhere`,
};
const WORK: Doing = { one: safe`works`, many: safe`work` };
const REFUSED: Readonly<Record<RefusedFor, Doing>> = {
  token: {
    one: safe`sends what AWS refuses as InvalidClientTokenId`,
    many: safe`send what AWS refuses as InvalidClientTokenId`,
  },
  signature: {
    one: safe`signs with the wrong secret, which AWS refuses`,
    many: safe`sign with the wrong secret, which AWS refuses`,
  },
};

/** What AWS's credentials action does with inputs that are no complete key. */
const ACTION: Readonly<Partial<Record<KeyGapType, SafeText>>> = {
  'no-secret': safe`the action stops with an error`,
  'no-id': safe`the action passes over it`,
  'token-alone': safe`the action passes over it`,
};

const MESSAGES = {
  'no-secret': '{name} {place} has no secret access key beside it: {who}. Add the secret, or delete the id.',
  'no-id': '{name} {place} has no access key id beside it: {who}. Add the id, or delete the secret.',
  'token-alone':
    '{name} {place} has no key beside it: {who}. Add the key that it was given with, or delete it.',
  split: 'The two halves of the key {place} stand in different files: {who}. Write both into one file.',
  'no-token':
    '{key} {place} is a temporary access key, and its session token is missing: {who}. Add the token that it was given with.',
  'token-away':
    '{key} {place} is a temporary access key whose session token stands in the other file: {who}. Write the token beside the key.',
  'old-token': '{name} {place} is the old name of the session token: {who}. Give it its new name.',
  'needless-token':
    '{name} {place} meets {key}, a long-term access key, which has no session token: {who}. Delete the token, or put its own key in the place of this one.',
} as const;

/** All that one gap is told by. */
interface Telling {
  readonly gap: KeyGap<unknown>;
  readonly range: Range;
  readonly value: unknown;
  readonly name: SafeText;
  readonly place: SafeText;
  readonly anchor: SafeText;
  readonly who: SafeText;
  readonly related: readonly RelatedNode[];
  readonly severity?: Severity | undefined;
}

/**
 * `Partial credentials found` is the good case, because it says so; a temporary key without its token, or a token with
 * another key, looks like a key that AWS does not know.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export default defineRule({
  meta: {
    id: 'incomplete-key-set',
    summary: 'Keep the parts of a key together',
    category: 'Static credentials',
    documents: CREDENTIAL_KINDS,
    severity: 'error',
    confidence: 'high',
    messages: MESSAGES,
    fixes: {},
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const tell = (telling: Telling): void => {
      const { gap, range, name, place, anchor, who, related, severity } = telling;
      const data = { name, place, who, key: gap.key?.masked ?? safe`the key` };
      const placeholder = gap.key?.placeholder === true || isStandIn(telling.value);
      const report = { range, anchor, data, related, placeholder };
      const messageId = gap.type;
      if (severity) context.report({ messageId, severity, ...report });
      else context.report({ messageId, ...report });
    };
    return {
      section: (section) => {
        const profile = profileBegunBy(section, context.profiles);
        if (profile) inProfile(profile, context.model.document).forEach(tell);
      },
      job: (job) => inWorkflow(job, context.model).forEach(tell),
      documentEnd: () => tellings(context.model).forEach(tell),
    };
  },
});

/** Those of files other than AWS's own. */
function tellings(model: DocumentModel): readonly Telling[] {
  const { document, workflow } = model;
  if (workflow) return inWorkflow(undefined, model);
  if (document.format === 'yaml' && document.kind !== 'compose') {
    return model.credentialSets.flatMap((set) => {
      const gap = setKeyGap(set);
      return gap ? [inNames(gap, safe`of ${set.label}`, set.label)] : [];
    });
  }
  return environmentsOf(document).flatMap((environment) => {
    const gap = environmentKeyGap(environment);
    return gap ? [inNames(gap, environment.place, safe`${environment.label}keys`)] : [];
  });
}

/** Those of a job; of `undefined`, those that stand in none. */
function inWorkflow(job: WorkflowJob | undefined, model: DocumentModel): readonly Telling[] {
  const { workflow } = model;
  const gaps = workflow ? workflowKeyGaps(workflow, job, model.credentialSetsIn(job)) : [];
  return gaps.map(({ gap, place, label, isAction }) => ({
    ...inNames(gap, place, label),
    ...(isAction && { who: ACTION[gap.type] ?? whoDoes(gap.type), severity: undefined }),
  }));
}

function inProfile(profile: Profile, document: KeylessDocument): readonly Telling[] {
  const all = profileKeyGaps(profile);
  const gaps = all.length === 0 ? all : all.filter(({ at }) => at.document === document);
  // Keys beside something else that gives credentials are told as that.
  if (gaps.length === 0 || otherSourcesOf(profile).length > 0) return [];
  const uses = usesOf(profile);
  const doings = Object.fromEntries(
    TOOL_FAMILIES.flatMap((family) => {
      const use = uses[family];
      return use ? [[family, doingOf(use, profile)]] : [];
    }),
  );
  // What only one file says may be made good by the other.
  if (Object.values(doings).every((doing) => doing === WORK)) return [];
  const anchor = safe`profile ${safeName(profile.name)}`;
  const place = safe`of ${anchor}`;
  const who = whoDoesWhat(doings);
  return gaps.flatMap((gap) => {
    const { at, other } = gap;
    if (!at.entry) return [];
    const related = [other].flatMap((one) => (one ? relatedTo(one) : []));
    const { keyRange: range } = at.entry;
    return [{ gap, range, value: at.value, name: safeName(at.name), place, anchor, who, related }];
  });
}

function doingOf(use: ProfileUse, profile: Profile): Doing {
  if (use.type === 'error') return STOP;
  if (use.type !== 'keys') return FIND_NOTHING;
  const refusal = refusalOf(use.keys, profile);
  return refusal ? REFUSED[refusal] : WORK;
}

function relatedTo({ name, document, entry }: ProfileSetting): readonly RelatedNode[] {
  return entry ? [{ document, range: entry.keyRange, message: safe`${safeName(name)} stands here` }] : [];
}

/** What is missing may still come from the environment that the file is read in. */
function inNames(gap: KeyGap<NamedPart>, place: SafeText, anchor: SafeText): Telling {
  const { at, other, type } = gap;
  const related = other ? [{ range: other.nameRange, message: safe`${other.name} stands here` }] : [];
  return {
    gap,
    range: at.nameRange,
    value: at.value,
    name: at.name,
    place,
    anchor,
    who: whoDoes(type),
    related,
    severity: isAbsence(gap) && type !== 'no-token' ? 'warning' : undefined,
  };
}

/** The AWS CLI and boto3 insist on variables whose first half is there; the SDKs go on to what comes next. */
function whoDoes(type: KeyGapType): SafeText {
  if (type === 'no-secret') return whoDoesWhat({ cli: STOP, js: SKIP, go: SKIP });
  if (type === 'no-id' || type === 'token-alone') return whoDoesWhat({ cli: SKIP, js: SKIP, go: SKIP });
  if (type === 'old-token') return whoDoesWhat({ cli: WORK, js: REFUSED.token, go: REFUSED.token });
  return whoDoesWhat({ cli: REFUSED.token, js: REFUSED.token, go: REFUSED.token });
}

function isStandIn(value: unknown): boolean {
  return value instanceof SecretValue && value.derive(isPlaceholder);
}
