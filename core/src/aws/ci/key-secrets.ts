import { namesOtherStore } from './endpoint.ts';
import { nameOfReference, readExpressions } from './expression.ts';

/** Where an access key id is given, up to its value: in `env:`, as an input, or by a command. */
const GIVEN =
  /aws[-_]access[-_]key(?:[-_]id)?["']?(?:[ \t]*[:=][ \t]*|[ \t]+)["']?(?=\$(\{\{[^}]*\}\}|(?:env:)?\{?\w+))/giu;

/**
 * The secrets and variables that a text takes access key ids for AWS from, as `SECRETS.NAME`; `ENV.NAME` for what the text
 * takes from a variable that it does not define.
 */
export function keySecretsIn(text: string): readonly string[] {
  // Most jobs have no keys, which is told faster than where one is given.
  if (!/ccess|CCESS/u.test(text)) return [];
  const live = text.replaceAll(/^[ \t]*#.*$/gmu, '');
  const names = [...live.matchAll(GIVEN)].flatMap(({ 1: value = '' }) => nameOf(value) ?? []);
  const meant = names.map((name) => resolveKeySecret(name, live));
  return [...new Set(meant)].filter((name) => !namesOtherStore(name));
}

/** A variable for the role of one identity among several, as the rewrite to OIDC names it. */
const ROLE_OF_IDENTITY = /\bvars\.(\w*AWS_ROLE_ARN\w*)/gu;
const ROLE_OF_ALL = 'AWS_ROLE_ARN';

/** The same for identities that have become roles, as `VARS.NAME`. */
export function identityRolesIn(text: string): readonly string[] {
  if (!text.includes(ROLE_OF_ALL)) return [];
  return [...text.matchAll(ROLE_OF_IDENTITY)].flatMap(([, name = '']) =>
    name === ROLE_OF_ALL ? [] : `VARS.${name.toUpperCase()}`,
  );
}

/** What a text defines `ENV.NAME` as; else the name as it is. */
export function resolveKeySecret(name: string, text: string): string {
  const [context, variable = ''] = name.split('.');
  if (context !== 'ENV' || !/^\w+$/u.test(variable)) return name;
  const defined = new RegExp(String.raw`(?<![\w.])${variable}["']?:[ \t]*["']?\$(\{\{[^}]*\}\})`, 'iu').exec(
    text,
  );
  const meant = defined?.[1] === undefined ? undefined : nameOf(defined[1]);
  return meant === undefined || meant.startsWith('ENV.') ? name : meant;
}

/** What one expression, or a variable of the shell, refers to; both without their dollar sign. */
function nameOf(value: string): string | undefined {
  const variable = /^(?:env:)?\{?(\w+)$/u.exec(value)?.[1];
  if (variable !== undefined) return `ENV.${variable.toUpperCase()}`;
  const [reference] = readExpressions(`$${value}`)[0]?.references ?? [];
  if (!reference || reference.dynamic) return undefined;
  return ['secrets', 'vars', 'env'].includes(reference.context) ? nameOfReference(reference) : undefined;
}
