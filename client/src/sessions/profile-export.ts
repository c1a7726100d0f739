/** Shells in which a variable is not set as in those of POSIX, by the name of their program. */
const FORMS: readonly (readonly [shell: RegExp, form: (name: string) => string | undefined])[] = [
  [/^fish$/u, (name) => `set -gx AWS_PROFILE ${backslashed(name)}`],
  [/^(?:pwsh|powershell)$/u, (name) => `$env:AWS_PROFILE = '${name.replaceAll("'", "''")}'`],
  // What stands between percent signs is put in even in quotes, and a quote would end them.
  [/^cmd$/u, (name) => (/["%]/u.test(name) ? undefined : `set "AWS_PROFILE=${name}"`)],
  [/^nu$/u, (name) => (name.includes("'") ? undefined : `$env.AWS_PROFILE = '${name}'`)],
];

/**
 * The line by which a shell takes a profile for its commands; `undefined` where the shell cannot take such a name.
 * @param shell Path of the shell's program; empty for an unknown one, which counts as one of POSIX.
 */
export function profileExport(shell: string, profile: string): string | undefined {
  const program = shell
    .replace(/^.*[/\\]/su, '')
    .replace(/\.exe$/iu, '')
    .toLowerCase();
  const [, form] = FORMS.find(([pattern]) => pattern.test(program)) ?? [];
  return form ? form(profile) : `export AWS_PROFILE=${quoted(profile)}`;
}

function quoted(name: string): string {
  return /^[\w@%+=:,./-]+$/u.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

function backslashed(name: string): string {
  return `'${name.replaceAll(/['\\]/gu, String.raw`\$&`)}'`;
}
