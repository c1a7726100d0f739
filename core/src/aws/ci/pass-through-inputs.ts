import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { tokenId } from './pass-through.ts';
import { partOfStepInput, sessionUseOf } from './session-actions.ts';
import { readEntry } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/** An input of an action that hands the key and the secret of a session on, but not its token. */
export interface InputPassThrough {
  readonly entry: YamlEntry;
  /** A line that has to come behind another one of the input's text, which is given by its offset. */
  readonly line?: { readonly after: number; readonly text: string };
  /** An input of its own that has to come behind this one. */
  readonly input?: { readonly key: string; readonly value: string };
}

/** Inputs of actions that build images: lists of `id=value`, a line each. */
const BUILD_INPUTS = new Set(['secret-envs', 'secrets', 'build-args']);

/** A reference to what is in the environment, and so to what a step has exported. */
const FROM_ENVIRONMENT = /\$\{\{[ \t]*(?:env\.AWS_|steps\.[\w-]+\.outputs\.aws-)/u;

/** The inputs of a step that pass keys on and lack the token. */
export function inputPassThroughs(step: WorkflowStep): readonly InputPassThrough[] {
  return [...buildLists(step), ...keyInputs(step)];
}

function buildLists({ uses, inputs }: WorkflowStep): readonly InputPassThrough[] {
  if (uses?.action !== 'docker/build-push-action' && uses?.action !== 'docker/bake-action') return [];
  return (inputs?.entries ?? []).flatMap((entry) => {
    const name = entry.key.toLowerCase();
    return BUILD_INPUTS.has(name) ? (readEntry(entry, (text) => buildList(entry, name, text)) ?? []) : [];
  });
}

function buildList(entry: YamlEntry, name: string, text: string): InputPassThrough | undefined {
  const value = (variable: string): RegExp =>
    name === 'secret-envs'
      ? new RegExp(String.raw`^[ \t]*[\w.-]+=${variable}[ \t]*$`, 'mu')
      : new RegExp(String.raw`^[ \t]*["']?[\w.-]+=\$\{\{[ \t]*env\.${variable}[ \t]*\}\}["']?[ \t]*$`, 'mu');
  const secret = value('AWS_SECRET_ACCESS_KEY').exec(text);
  if (!secret || !value('AWS_ACCESS_KEY_ID').test(text) || /SESSION_TOKEN|SECURITY_TOKEN/iu.test(text)) {
    return undefined;
  }
  // What a Dockerfile does not declare as an argument it does not get.
  if (name === 'build-args') return { entry };
  const line = secret[0]
    .replaceAll('AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN')
    .replace(/[\w.-]+(?==)/u, (id) => (id.includes('SESSION_TOKEN') ? id : tokenId(id)));
  return { entry, line: { after: secret.index + secret[0].length, text: line } };
}

/** An action that takes all three by inputs. */
function keyInputs(step: WorkflowStep): readonly InputPassThrough[] {
  const use = sessionUseOf(step);
  if (use.type !== 'token-input') return [];
  const given = (part: string): YamlEntry | undefined =>
    step.inputs?.entries.find((entry) => partOfStepInput(step, entry.key) === part);
  const secret = given('secret-access-key');
  if (!secret || !given('access-key-id') || given('session-token')) return [];
  const value = readEntry(secret, (text) => text.trim());
  if (!FROM_ENVIRONMENT.test(value)) return [];
  const token = value
    .replaceAll('AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN')
    .replaceAll('aws-secret-access-key', 'aws-session-token');
  return [{ entry: secret, ...(token !== value && { input: { key: use.input, value: token } }) }];
}
