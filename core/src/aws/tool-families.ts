import { safe, safeList, type SafeText } from '../secret/safe-text.ts';

/** Tools that read credentials in one way: the AWS CLI with boto3, the JavaScript SDK, and what is written in Go. */
export const TOOL_FAMILIES = ['cli', 'js', 'go'] as const;
export type ToolFamily = (typeof TOOL_FAMILIES)[number];

/** What tools do, as it follows their names: `stops with an error`, `stop with an error`. */
export interface Doing {
  readonly one: SafeText;
  readonly many: SafeText;
}

const NAMES: Readonly<Record<ToolFamily, readonly SafeText[]>> = {
  cli: [safe`the AWS CLI`, safe`boto3`],
  js: [safe`the JavaScript SDK`],
  go: [safe`Go tools`],
};

/**
 * Who does what, as a part of a sentence: `the AWS CLI and boto3 use the role, the JavaScript SDK uses the keys`. What
 * is not known of a family is left out. Equal doings must be one object.
 */
export function whoDoesWhat(doings: Readonly<Partial<Record<ToolFamily, Doing>>>): SafeText {
  const groups = new Map<Doing, ToolFamily[]>();
  for (const family of TOOL_FAMILIES) {
    const doing = doings[family];
    if (doing) groups.set(doing, [...(groups.get(doing) ?? []), family]);
  }
  return [...groups].map(clause).reduce((before, next) => safe`${before}, ${next}`);
}

function clause([doing, families]: readonly [Doing, readonly ToolFamily[]]): SafeText {
  if (families.length === TOOL_FAMILIES.length) return safe`every tool ${doing.one}`;
  const isSingular = families.length === 1 && families[0] === 'js';
  return safe`${safeList(families.flatMap((family) => NAMES[family]))} ${isSingular ? doing.one : doing.many}`;
}
