import { lineAround } from '../ci/line-around.ts';

/**
 * Where a script leaves a key for others to read.
 * - `aws-files`: in the files of the AWS tools in the home of the runner's user;
 * - `job-environment`: in the file by which a step hands variables to all steps behind it (GITHUB_ENV, BASH_ENV);
 * - `file`: in any other file.
 */
export type KeyTarget = 'aws-files' | 'job-environment' | 'file';

/** What gives a key its value. */
export type AssignmentForm =
  /** `aws configure set …`, and the Serverless Framework's command: both write to the credentials file. */
  | 'configure'
  /** `aws_access_key_id = …`, which is a line of a credentials file, or a variable of the shell. */
  | 'profile-key'
  /** `AWS_ACCESS_KEY_ID=…`. */
  | 'variable'
  /** An option of a command, which only that command gets. */
  | 'option';

/** What passes variables on from one step to the next. */
const JOB_ENVIRONMENT = /\b(?:GITHUB_ENV|BASH_ENV|BUILDKITE_ENV_FILE)\b/u;
const AWS_FILE = /\.aws[/\\](?:credentials|config)\b|\bAWS_(?:SHARED_CREDENTIALS|CONFIG)_FILE\b/u;
const SECTION = /^[ \t]*\[[\w. -]+\]/mu;

/** A line that writes to a file: a command that prints, and a redirection or a command that takes its text. */
const WRITES =
  /^[ \t]*(?:echo|printf|Write-Output|Write-Host|Add-Content|Set-Content|["'])[^\n]*?(?:>>?[ \t]*(?!&|[ \t]*\/dev\/null)|\|[ \t]*(?:sudo[ \t]+)?tee\b|\|[ \t]*(?:Out-File|Add-Content|Set-Content)\b)|^[ \t]*(?:Add-Content|Set-Content)\b/u;

/** `cat <<EOF > file`, `tee file <<'EOF'`, `{` … `} >> file`: what stands inside goes to the file. */
const HERE_DOCUMENT = /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1/u;
const GROUP_END = /^[ \t]*\}[ \t]*(>>?[ \t]*\S[^\n]*)$/u;

/** A run of text that goes to a file, and the command that sends it there. */
interface Block {
  readonly start: number;
  readonly end: number;
  readonly command: string;
}

/** Says for places in a script whether what is assigned there is written to a file. */
export function keyTargets(script: string): (at: number, form: AssignmentForm) => KeyTarget | undefined {
  let blocks: readonly Block[] | undefined;
  return (at, form) => {
    if (form === 'option') return undefined;
    if (form === 'configure') return 'aws-files';
    const command = blockAt((blocks ??= blocksIn(script)), at)?.command;
    const line = command ?? lineAt(script, at);
    if (command === undefined && !WRITES.test(line)) return undefined;
    if (JOB_ENVIRONMENT.test(line)) return 'job-environment';
    return isForAws(line, form, script) ? 'aws-files' : 'file';
  };
}

/** A key of a profile goes to an AWS file where anything in the script names one. */
function isForAws(line: string, form: AssignmentForm, script: string): boolean {
  if (AWS_FILE.test(line)) return true;
  return form === 'profile-key' && (AWS_FILE.test(script) || SECTION.test(script));
}

/** Blocks come in order and do not overlap. */
function blockAt(blocks: readonly Block[], at: number): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low];
  return block && block.start <= at ? block : undefined;
}

function lineAt(script: string, at: number): string {
  const { before, rest } = lineAround(script, at);
  return before + rest;
}

function blocksIn(script: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly start: number; readonly word: string; readonly command: string } | undefined;
  let group: number | undefined;
  let at = 0;
  for (const line of script.split('\n')) {
    const next = at + line.length + 1;
    if (open) {
      if (line.trim() === open.word) {
        blocks.push({ start: open.start, end: at, command: open.command });
        open = undefined;
      }
    } else {
      const word = HERE_DOCUMENT.exec(line)?.[2];
      if (word !== undefined && /[>]|\btee\b/u.test(line.replace(/<<-?/u, ''))) {
        open = { start: next, word, command: line };
      }
      if (/^[ \t]*\{[ \t]*$/u.test(line)) group = next;
      const redirection = GROUP_END.exec(line)?.[1];
      if (group !== undefined && redirection !== undefined) {
        blocks.push({ start: group, end: at, command: redirection });
      }
      if (/^[ \t]*\}/u.test(line)) group = undefined;
    }
    at = next;
  }
  return blocks;
}
