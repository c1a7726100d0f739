import { dumpsIn, type Dump } from '../aws/ci/environment-dump.ts';
import { lineAround } from '../aws/ci/line-around.ts';
import { isUsable, type CiScript } from '../aws/credentials/ci-script.ts';
import { assignedSource, keyAssignments } from '../aws/credentials/script-sites.ts';
import { placesIn } from '../documents/yaml/block-scalar.ts';
import { CI_KINDS } from '../documents/kinds.ts';
import { readText } from '../documents/yaml/scalars.ts';
import { deleteCommand, replaceInScript } from '../rewrites/delete-command.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safeName } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** A script that names keys gives them to commands, which a trace then shows. */
const KEY_NAME = /AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)/u;
/** Where the shell itself gets a key, and not a command or a file. */
const SHELL_VARIABLE =
  /^[ \t]*(?:export\b.*|AWS_\w+|\$\{?env:AWS_\w+\}?[ \t]*|set[ \t]+-\w*x\w*[ \t]+.*|eval\b.*)$/u;

/**
 * Logs are kept for months and read by many. CI systems mask what they know to be a secret, but not what a script has
 * made of it, and nothing in files, artifacts and the logs of systems that only mask what is told to be masked.
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
export default defineRule({
  meta: {
    id: 'environment-dump',
    summary: 'Print no environment that holds AWS keys',
    category: 'CI identity',
    documents: CI_KINDS,
    severity: 'warning',
    confidence: 'medium',
    messages: {
      environment:
        '{command} prints all variables of this script, AWS keys included, to where others can read them. Delete it, or print only the variables that you need.',
      trace:
        '{command} prints each command with the values in it to the log, and this script has AWS keys. Delete it, or trace only what handles no keys.',
    },
    fixes: {
      'delete-command': { title: 'Delete {command}', applicability: 'review' },
      'stop-tracing': { title: 'Leave x out of {command}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/security/secure-use',
      'https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable',
    ],
    cwe: [532],
  },
  create: (context) => ({
    script: (script) => {
      const dumps = readText(script.scalar.text, dumpsIn);
      if (dumps.length === 0 || script.foreign) return;
      const holds = readText(script.scalar.text, (text) => holdsKeys(script, text));
      if (!holds.environment) return;
      const places = placesIn(script.document.source, script.scalar);
      for (const dump of dumps) {
        if (dump.type === 'trace' && !holds.trace) continue;
        const data = { command: safeName(dump.command) };
        context.report({
          messageId: dump.type,
          range: places.rangeOf(dump.start, dump.end),
          anchor: script.label,
          data,
          fixes: () => fixesOf(script, dump),
        });
      }
    },
  }),
});

/** Whether a script has keys for a dump of its environment, and for a trace of its commands. */
function holdsKeys(script: CiScript, text: string) {
  if (script.environment === 'keys' || givesKeys(script, text)) return { environment: true, trace: true };
  // What a step has exported gets into a trace only where a command is given it.
  const environment = script.environment === 'session';
  return { environment, trace: environment && KEY_NAME.test(text) };
}

function givesKeys(script: CiScript, text: string): boolean {
  return keyAssignments(text).some(({ start, name, value, target }) => {
    const line = lineAround(text, start).before + name;
    const isGiven = target === undefined && SHELL_VARIABLE.test(line);
    return isGiven && isUsable(assignedSource(value, script.sourceOf));
  });
}

function fixesOf(script: CiScript, dump: Dump) {
  const data = { command: safeName(dump.command) };
  const letters = /^(?:set|\w*sh)\b.*?[ \t]-([a-wyzA-Z]*x[a-zA-Z]*)/u.exec(dump.command);
  const [, option = ''] = letters ?? [];
  const edits = option.length > 1 ? withoutTrace(script, dump, option) : undefined;
  if (edits) return [{ fixId: 'stop-tracing' as const, data, edits, preferred: true }];
  const gone = dump.alone && option.length <= 1 ? deleteCommand(script, dump) : undefined;
  return gone ? [{ fixId: 'delete-command' as const, data, edits: gone, preferred: true }] : [];
}

/** `set -euxo pipefail` keeps all but its x. */
function withoutTrace(script: CiScript, dump: Dump, option: string): readonly TextEdit[] | undefined {
  const at = dump.start + dump.command.indexOf(`-${option}`) + 1 + option.indexOf('x');
  return replaceInScript(script, { start: at, end: at + 1 }, '');
}
