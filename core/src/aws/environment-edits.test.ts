import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../documents/dotenv/parser.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { parseYaml } from '../documents/yaml/parser.ts';
import { createSourceText } from '../text/source-text.ts';
import { applyEdits } from '../text/text-edit.ts';
import { copyVariable, deleteVariables, replaceVariable, type VariableEdits } from './environment-edits.ts';
import { environmentsOf, variableOf } from './environments.ts';

const PATHS = { env: '.env', compose: 'compose.yaml' } as const;

/** Edits variables of the first environment of a text; `undefined` where the place is not of a form to edit. */
function edited(
  file: keyof typeof PATHS,
  text: string,
  edit: (document: KeylessDocument, variable: (name: string) => never) => VariableEdits,
): string | undefined {
  const source = createSourceText(text);
  const uri = `file:///w/${PATHS[file]}`;
  const document = file === 'env' ? parseDotenv(uri, source) : parseYaml(uri, 'compose', source);
  const [environment] = environmentsOf(document);
  const edits = edit(document, (name) => variableOf(environment!, name) as never);
  return edits && applyEdits(text, edits);
}

const service = (...lines: readonly string[]): string =>
  ['services:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');

describe('deleting variables', () => {
  const drop = (file: keyof typeof PATHS, text: string) =>
    edited(file, text, (document, variable) => deleteVariables(document, [variable('A'), variable('B')]));

  it('takes their lines, and a map or list that would be empty', () => {
    expect(drop('env', 'A=1\nC=2\nexport B=3\n')).toBe('C=2\n');
    expect(drop('compose', service('environment:', '  A: 1', '  C: 2', '  B: 3'))).toBe(
      service('environment:', '  C: 2'),
    );
    expect(drop('compose', service('environment:', '  - A=1', '  - C=2', '  - B'))).toBe(
      service('environment:', '  - C=2'),
    );
    expect(drop('compose', service('image: x', 'environment:', '  A: 1', '  B: 2'))).toBe(
      service('image: x'),
    );
  });
});

describe('replacing a value', () => {
  const put = (file: keyof typeof PATHS, text: string, value: string) =>
    edited(file, text, (document, variable) => replaceVariable(document, variable('A'), value));

  it('keeps the quotes that are there', () => {
    expect(put('env', "A='x'\n", 'dev')).toBe("A='dev'\n");
    expect(put('compose', service('environment:', '  A: "x" # c'), 'dev')).toBe(
      service('environment:', '  A: "dev" # c'),
    );
    expect(put('compose', service('environment: {A: x}'), 'dev')).toBe(service('environment: {A: dev}'));
    expect(put('compose', service('environment:', "  - 'A=x'"), 'dev')).toBe(
      service('environment:', "  - 'A=dev'"),
    );
  });

  it('quotes what YAML would take for something else than text', () => {
    expect(put('compose', service('environment:', '  A: x'), 'on')).toBe(
      service('environment:', '  A: "on"'),
    );
  });

  it('leaves alone what it cannot write for every reader', () => {
    expect(put('compose', service('environment:', '  A: x'), 'two words')).toBeUndefined();
    expect(put('compose', service('environment:', '  A: |', '    x'), 'dev')).toBeUndefined();
  });
});

describe('copying a variable', () => {
  const copy = (file: keyof typeof PATHS, text: string) =>
    edited(file, text, (document, variable) => copyVariable(document, variable('A'), 'B'));

  it('writes the copy behind it, in the same style', () => {
    expect(copy('env', 'A=x # c\nC=1\n')).toMatch(/^A=x # c\nB=x\nC=1\n$/u);
    expect(copy('compose', service('environment:', '  A: "x" # c'))).toBe(
      service('environment:', '  A: "x" # c', '  B: "x"'),
    );
    expect(copy('compose', service('environment:', '  - A=x'))).toBe(
      service('environment:', '  - A=x', '  - B=x'),
    );
    expect(copy('compose', service('environment: {A: x}'))).toBe(service('environment: {A: x, B: x}'));
  });

  it('is not made of a value over several lines, nor where something else stands on the line', () => {
    expect(copy('compose', service('environment:', '  A: "x', '    y"'))).toBeUndefined();
    expect(copy('compose', service('environment: {', '  A: x', '}'))).toBe(
      service('environment: {', '  A: x, B: x', '}'),
    );
  });
});
