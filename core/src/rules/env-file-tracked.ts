import { isLiteral } from '../aws/credential-kind.ts';
import type { CredentialSite } from '../aws/credential-set.ts';
import { environmentFile } from '../aws/env-profile.ts';
import type { IgnoreRemedy } from '../facts/git-facts.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { FileChange } from '../text/file-change.ts';

/**
 * Most keys that leak were committed by accident: `git add .` takes a `.env` along that no ignore file covers, and from
 * then on it stands in every clone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html
 */
export default defineRule({
  meta: {
    id: 'env-file-tracked',
    summary: 'Let Git ignore environment files with keys',
    category: 'Static credentials',
    documents: ['dotenv'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      exposed:
        'This file holds AWS keys and no .gitignore covers it, so the next git add may publish them. Add it to .gitignore, and if it has been committed before, run git rm --cached on it too.',
      asksForKeys:
        'This file asks for AWS keys and no .gitignore covers it, so the next git add may publish what is pasted here. Add it to .gitignore.',
    },
    fixes: {
      'add-to-gitignore': { title: 'Add {path} to .gitignore', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://git-scm.com/docs/gitignore',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html',
    ],
    cwe: [538, 540],
  },
  create: (context) => ({
    documentEnd: () => {
      const { facts, model } = context;
      const { git } = facts;
      // A template is there to be committed.
      if (git?.ignored !== false || !environmentFile(model.document)) return;
      const site = tellingSite(model.credentialSets.flatMap(({ sites }) => sites.filter(isLiteral)));
      if (!site) return;
      const { remedy } = git;
      const report = {
        range: site.keyRange,
        anchor: safe`git`,
        data: {},
        fixes: () =>
          remedy
            ? [
                {
                  fixId: 'add-to-gitignore' as const,
                  data: { path: safeName(git.path) },
                  edits: [],
                  elsewhere: [additionOf(remedy)],
                  preferred: true,
                },
              ]
            : [],
      };
      if (site.origin === 'placeholder')
        context.report({ messageId: 'asksForKeys', placeholder: true, ...report });
      else context.report({ messageId: 'exposed', ...report });
    },
  }),
});

/** The first real key; where there is none, the first place that asks for one. */
function tellingSite(sites: readonly CredentialSite[]): CredentialSite | undefined {
  return sites.find(({ origin }) => origin === 'literal') ?? sites[0];
}

function additionOf({ line, uri, source }: IgnoreRemedy): FileChange {
  if (!source) return { type: 'create', uri, text: `${line}\n` };
  const { text, eol } = source;
  const start = text === '' || /[\r\n]$/u.test(text) ? '' : eol;
  const newText = `${start}${line}${eol}`;
  return {
    type: 'edit',
    file: { uri, source },
    edits: [{ start: text.length, end: text.length, newText }],
  };
}
