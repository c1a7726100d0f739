import {
  safe,
  safeList,
  safeName,
  type FileChange,
  type Range,
  type Rule,
  type RuleMeta,
} from '@keyless/core';

/** What all rules of the tests have in common. */
const META = {
  category: 'Environment files',
  severity: 'warning',
  confidence: 'high',
  fixes: {},
  since: '0.1.0',
  references: [],
  cwe: [],
} as const;

/**
 * On `STEP_1=…`: the safe fix makes it `STEP_2`, and that of `STEP_2` makes it `STEP_3`; the other fix leaves a
 * placeholder for the value.
 */
export const stepRule: Rule = {
  meta: {
    ...META,
    id: 'test-step',
    summary: 'Take the next step',
    documents: ['dotenv'],
    messages: { step: 'Take the step after {name}' },
    fixes: {
      next: { title: 'Take the next step', applicability: 'safe' },
      ask: { title: 'Ask for the value', applicability: 'review' },
    },
  } satisfies RuleMeta,
  create: (context) => ({
    assignment: (assignment) => {
      const step = /^STEP_([12])$/.exec(assignment.name)?.[1];
      if (step === undefined) return;
      const { nameRange, valueRange } = assignment;
      const placeholder: Range = { start: valueRange.start, end: valueRange.start + 'FILL_ME'.length };
      context.report({
        messageId: 'step',
        range: nameRange,
        data: { name: safeName(assignment.name) },
        anchor: safeName(assignment.name),
        tag: 'deprecated',
        related: [{ range: valueRange, message: safe`Its value` }],
        fixes: () => [
          {
            fixId: 'next',
            data: {},
            edits: [{ ...nameRange, newText: `STEP_${Number(step) + 1}` }],
            preferred: true,
          },
          { fixId: 'ask', data: {}, edits: [{ ...valueRange, newText: 'FILL_ME' }], placeholder },
        ],
      });
    },
  }),
};

/** On `AWS_PROFILE=name` where the config does not have that profile. */
export const profileRule: Rule = {
  meta: {
    ...META,
    id: 'test-profile',
    summary: 'Name a profile that is there',
    documents: ['dotenv', 'aws-credentials'],
    messages: { unknown: 'There is no profile {name}', last: 'The last one is in line {line}' },
  } satisfies RuleMeta,
  create: (context) => ({
    assignment: (assignment) => {
      if (assignment.name !== 'AWS_PROFILE' || typeof assignment.value !== 'string') return;
      const config = context.facts.awsFiles.config?.document;
      const sections = config?.format === 'ini' ? config.sections : [];
      if (sections.some((section) => section.name === assignment.value)) return;
      const name = safeName(assignment.value);
      const last = sections.at(-1);
      context.report({
        messageId: 'unknown',
        range: assignment.valueRange,
        data: { name },
        anchor: name,
        ...(config &&
          last && { related: [{ document: config, range: last.headerRange, message: safe`The last one` }] }),
      });
    },
  }),
};

/** On `MOVE=…`: the fix takes the line away and writes to the config, or makes one beside the document. */
export const moveRule: Rule = {
  meta: {
    ...META,
    id: 'test-move',
    summary: 'Move it',
    documents: ['dotenv'],
    messages: { move: 'It belongs into the config' },
    fixes: { move: { title: 'Move it to the config', applicability: 'review' } },
  } satisfies RuleMeta,
  create: (context) => ({
    assignment: ({ name, lineRange }) => {
      if (name !== 'MOVE') return;
      const elsewhere = configWith('[profile FILL_ME]\n', context);
      const end = elsewhere.type === 'create' ? 0 : elsewhere.file.source.text.length;
      const placeholder = { start: end + 9, end: end + 16, uri: uriOf(elsewhere) };
      context.report({
        messageId: 'move',
        range: lineRange,
        data: {},
        anchor: safe`move`,
        fixes: () => [
          {
            fixId: 'move',
            data: {},
            edits: [{ ...lineRange, newText: '' }],
            elsewhere: [elsewhere],
            placeholder,
          },
        ],
      });
    },
  }),
};

function configWith(text: string, { facts, model }: Parameters<Rule['create']>[0]): FileChange {
  const config = facts.awsFiles.config?.document;
  if (!config) return { type: 'create', uri: new URL('config', model.document.uri).href, text };
  const { length } = config.source.text;
  return { type: 'edit', file: config, edits: [{ start: length, end: length, newText: text }] };
}

function uriOf(change: FileChange): string {
  return change.type === 'create' ? change.uri : change.file.uri;
}

/** Says in each workflow which roles the others assume. */
export const rolesRule: Rule = {
  meta: {
    ...META,
    id: 'test-roles',
    summary: 'Tell the roles',
    documents: ['github-workflow'],
    messages: { roles: 'Roles: {roles}' },
  } satisfies RuleMeta,
  create: (context) => ({
    documentEnd: () =>
      context.report({
        messageId: 'roles',
        range: { start: 0, end: 0 },
        data: { roles: safeList(context.facts.oidcRoles) },
        anchor: safe`roles`,
      }),
  }),
};

/** Throws an error that quotes the document: at once on `THROW=…`, and in its fix on `THROW_LATER=…`. */
export const throwingRule: Rule = {
  meta: {
    ...META,
    id: 'test-throw',
    summary: 'Throw',
    documents: ['dotenv'],
    messages: { later: 'Its fix throws' },
    fixes: { later: { title: 'Throw', applicability: 'review' } },
  } satisfies RuleMeta,
  create: (context) => ({
    assignment: (assignment) => {
      const quote = (): never => {
        throw new Error(context.model.document.source.text);
      };
      if (assignment.name === 'THROW') quote();
      if (assignment.name !== 'THROW_LATER') return;
      context.report({
        messageId: 'later',
        range: assignment.nameRange,
        data: {},
        anchor: safe`later`,
        fixes: quote,
      });
    },
  }),
};
