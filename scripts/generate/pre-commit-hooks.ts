import { documentGlobs, globToRegExp } from '@keyless/core';
import type { Artefact } from './artefact.ts';

/**
 * The hook for pre-commit, which passes the staged files that Keyless judges by their names. Python reads the pattern:
 * in its verbose form white space means nothing, and no glob has any.
 */
export function preCommitHooks(): Artefact {
  const names = documentGlobs.map((glob) => patternOf(glob.replace(/^\*\*\//u, '')));
  return {
    path: '.pre-commit-hooks.yaml',
    build: () => `# Made by npm run generate.
- id: keyless
  name: Keyless for AWS
  description: Finds static AWS session keys and everything else that breaks credentials.
  entry: keyless check
  args: [--fail-on, warning]
  language: node
  files: |
    (?x)^(?:.*/)?(?:
${[...new Set(names)].map((name, index) => `      ${index === 0 ? '' : '|'}${name}\n`).join('')}    )$
`,
  };
}

function patternOf(glob: string): string {
  const { source } = globToRegExp(glob);
  return source.slice(1, -1).replaceAll('\\/', '/');
}
