import { helpText } from '@keyless/cli';
import { betweenMarkers, type Artefact } from './artefact.ts';

/** The help of the command line, as it prints it. */
export function cliHelp(): Artefact {
  return {
    path: 'docs/cli.md',
    build: (current) => betweenMarkers(current, 'help', `\`\`\`text\n${helpText().trimEnd()}\n\`\`\``),
  };
}
