import { AWS_VARIABLES } from '../../aws/aws-variables.ts';
import { othersText, readersText, valueText, type Setting } from '../../aws/keys/setting.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { code, joined, phrase, type Phrase, type Prose } from '../prose.ts';

/** The documentation of a key or a variable: what it is for, what it may hold, what holds without it, who reads it. */
export function settingProse(setting: Setting): Prose {
  const { name, summary, details, usual, replacedBy } = setting;
  const others = othersText(setting);
  const variables = AWS_VARIABLES.filter(({ key }) => key === name).map((one) => [code(safeName(one.name))]);
  const facts: readonly (Phrase | undefined)[] = [
    phrase`Value: ${valueText(setting)}`,
    usual && phrase`Without it: ${usual}`,
    others
      ? phrase`Read by ${readersText(setting)}; not by ${others}`
      : phrase`Read by ${readersText(setting)}`,
    variables.length > 0 ? phrase`Overridden by ${joined(variables)}` : undefined,
    keyOf(setting),
    replacedBy === undefined ? undefined : phrase`Use ${code(safeName(replacedBy))} instead`,
  ];
  return [
    phrase`${code(safeName(name))} ${safe`–`} ${summary}.`,
    ...(details ? [[details]] : []),
    { list: 'bullets', items: facts.filter((one) => one !== undefined) },
  ];
}

function keyOf(setting: Setting): Phrase | undefined {
  const key = 'key' in setting && typeof setting.key === 'string' ? setting.key : undefined;
  return key === undefined ? undefined : phrase`Overrides ${code(safeName(key))} of the profile`;
}
