import type { SafeText } from '../secret/safe-text.ts';

/** The names in braces of a template, as a union of literal types: `{profile} needs {key}` gives `profile | key`. */
export type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Exactly the values that a template needs. Only safe texts and numbers can be put into a message. */
export type TemplateData<Template extends string> = Readonly<
  Record<Placeholders<Template>, SafeText | number>
>;

/** Puts the values in. A name without value would be a slip in a rule, and is refused. */
export function fillTemplate(template: string, data: Readonly<Record<string, SafeText | number>>): SafeText {
  const filled = template.replaceAll(/\{(\w+)\}/gu, (_whole, name: string) => {
    const value = data[name];
    if (value === undefined) throw new TypeError(`The template needs a value for ${name}`);
    return value.toString();
  });
  return filled as SafeText;
}
