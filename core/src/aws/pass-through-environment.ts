import { readText } from '../documents/yaml/scalars.ts';
import { isForeignVariable } from './ci/endpoint.ts';
import { variableOf, type Environment, type EnvironmentVariable } from './environments.ts';

/**
 * The secret of an environment that passes the caller's key and secret on without a session token; `undefined` for all
 * others, and for what an emulator or a store of another maker gets.
 */
export function secretWithoutToken(environment: Environment): EnvironmentVariable | undefined {
  const { emulator, variables } = environment;
  const given = (name: string): EnvironmentVariable | undefined => variableOf(environment, name);
  const secret = given('AWS_SECRET_ACCESS_KEY');
  if (emulator || !isPassed(secret) || !isPassed(given('AWS_ACCESS_KEY_ID'))) return undefined;
  if (given('AWS_SESSION_TOKEN') ?? given('AWS_SECURITY_TOKEN')) return undefined;
  const isForeign = variables.some(
    ({ name, value }) => value !== undefined && readText(value, (text) => isForeignVariable(name, text)),
  );
  return isForeign ? undefined : secret;
}

/** By name alone, or as the variable of the same name; a default that is no key does not count. */
function isPassed(variable: EnvironmentVariable | undefined): boolean {
  if (!variable) return false;
  const { name, value } = variable;
  if (value === undefined) return true;
  return readText(value, (text) => {
    // A secret item of a list is one text with its name.
    const [, braced, plain] =
      /^(?:\w+=)?["']?\$(?:\{(\w+)(?::?-|:?\?[^}]*)?\}|(\w+))["']?$/u.exec(text.trim()) ?? [];
    return (braced ?? plain) === name;
  });
}
