import { literalGlob } from '@keyless/core';

/** The language of the AWS files, contributed by the manifest. */
export const AWS_CONFIG_LANGUAGE = 'aws-config';

/** One entry of a selector; means the same to VS Code and to the language client. */
export interface SelectorEntry {
  readonly scheme: string;
  readonly pattern?: string;
  readonly language?: string;
}

/**
 * What is judged: files by their path, since one name (`.env`, `config`) has many language ids; the files that the
 * environment names; and whatever a person gives the language *AWS Config*, also before it has a name. Only `file`:
 * in a remote window the extension runs where the files are, and sees them as such.
 * @param awsFiles absolute paths
 */
export function documentSelector(
  globs: readonly string[],
  awsFiles: readonly (string | undefined)[],
): SelectorEntry[] {
  const patterns = [...globs, ...awsFiles.filter((path) => path !== undefined).map(literalGlob)];
  return [
    ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
    { scheme: 'file', language: AWS_CONFIG_LANGUAGE },
    { scheme: 'untitled', language: AWS_CONFIG_LANGUAGE },
  ];
}
