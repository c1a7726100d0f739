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
  const { opening, gaps } = readTemplate(template);
  const filled = gaps.map(({ name, next }) => {
    const value = data[name];
    if (value === undefined) throw new TypeError(`The template needs a value for ${name}`);
    return `${value.toString()}${next}`;
  });
  return (opening + filled.join('')) as SafeText;
}

/** A template as it is written between its names. */
interface ReadTemplate {
  readonly opening: string;
  /** Each name with the text up to the next one. */
  readonly gaps: readonly { readonly name: string; readonly next: string }[];
}

/** All of them belong to rules, so they are few, and each is filled in for many findings. */
const READ = new Map<string, ReadTemplate>();

function readTemplate(template: string): ReadTemplate {
  const known = READ.get(template);
  if (known) return known;
  const pieces = template.split(/\{(\w+)\}/u);
  const gaps = pieces.flatMap((name, index) =>
    index % 2 === 1 ? [{ name, next: pieces[index + 1] ?? '' }] : [],
  );
  const read = { opening: pieces[0] ?? '', gaps };
  READ.set(template, read);
  return read;
}
