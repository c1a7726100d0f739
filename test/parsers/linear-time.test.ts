import { describe, expect, it } from 'vitest';
import { dotenvCredentialSets } from '../../core/src/aws/credentials/dotenv-sets.ts';
import { readTemplate } from '../../core/src/aws/iac/read-template.ts';
import { accountsWithRole } from '../../core/src/aws/kubernetes/manifest.ts';
import { buildProfileGraph } from '../../core/src/aws/profile-graph.ts';
import { parseDotenv } from '../../core/src/documents/dotenv/parser.ts';
import { parseIni } from '../../core/src/documents/ini/parser.ts';
import { readAsCli } from '../../core/src/documents/ini/readers/cli.ts';
import { readAsJs } from '../../core/src/documents/ini/readers/js.ts';
import { readTolerantly } from '../../core/src/documents/ini/readers/tolerant.ts';
import { parseYaml } from '../../core/src/documents/yaml/parser.ts';
import { createDocumentModel, type DocumentModel } from '../../core/src/model/document-model.ts';
import { formatEdits } from '../../core/src/language/format/format.ts';
import { mentionsOf } from '../../core/src/language/navigation/mention.ts';
import { mentionAt } from '../../core/src/language/navigation/names.ts';
import { foldsOf } from '../../core/src/language/outline/folding.ts';
import { linksOf } from '../../core/src/language/outline/links.ts';
import { outlineOf } from '../../core/src/language/outline/outline.ts';
import { selectionsAt } from '../../core/src/language/outline/selection.ts';
import { rename } from '../../core/src/language/rename/rename.ts';
import { semanticTokens } from '../../core/src/language/tokens/semantic-tokens.ts';
import { createSourceText } from '../../core/src/text/source-text.ts';

const FEW = 600;
const MANY = 8 * FEW;

/** Linear work takes 8 times as long for 8 times the text, quadratic work 64 times; this is in between. */
const MOST = 24;

/** A busy machine stretches single runs: the fastest of some, and some tries. */
function expectLinear(textOf: (count: number) => string, work: (text: string) => void): void {
  const fastest = (count: number): number => {
    const text = textOf(count);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      work(text);
      return performance.now() - start;
    });
    return Math.max(Math.min(...times), 0.05);
  };
  work(textOf(FEW));
  const ratios: number[] = [];
  for (let attempt = 0; attempt < 5 && !ratios.some((ratio) => ratio < MOST); attempt += 1) {
    ratios.push(fastest(MANY) / fastest(FEW));
  }
  expect(Math.min(...ratios)).toBeLessThan(MOST);
}

/** What an editor asks for. */
function lookAround(model: DocumentModel, text: string): void {
  const { document } = model;
  mentionAt(model, text.length / 2);
  rename([model], mentionsOf(document).at(-1) ?? { type: 'profile', name: 'dev' }, 'renamed');
  if (document.format !== 'ini') return;
  outlineOf(document);
  foldsOf(document);
  linksOf(document);
  selectionsAt(document, text.length / 2);
  semanticTokens(document, { start: 0, end: text.length });
  formatEdits(document, { insertFinalNewline: true, trimFinalNewlines: true });
}

describe('an INI file', () => {
  const readAll = (text: string): void => {
    const document = parseIni('file:///x', 'aws-config', createSourceText(text));
    readAsCli(document);
    readAsJs(document);
    const graph = buildProfileGraph({ config: readTolerantly(document) });
    for (const name of graph.profiles.keys()) graph.sourceIsSession(name);
    const model = createDocumentModel(document);
    model.credentialSets.at(0);
    lookAround(model, text);
  };

  it.each([
    ['brackets', '['],
    ['open headers', '[profile x'],
    ['closing brackets', '[]]]]]]]]]'],
    ['blanks', ' '],
    ['blank lines', '\n'],
    ['comment signs', ' #'],
    ['quotes', '[profile "'],
    ['backslashes', '[profile \\'],
    ['delimiters', '=:'],
    ['continuations', 'a\n '],
    ['blocks', '[x]\na =\n b\n c\n'],
    ['one section over and over', '[profile x]\na = 1\n'],
    ['lines of a long value', '\n  more'],
    ['settings of a long block', '\n  a = 1'],
    ['comments', '# aws_session_token = abc\n'],
  ])('of %s', (_, unit) => expectLinear((count) => `[profile x]\na =${unit.repeat(count)}`, readAll));

  it.each([
    ['profiles', (index: number) => `[profile p${index}]\nregion = eu\ns3 =\n  a = 1\n`],
    [
      'roles',
      (index: number) =>
        `[profile p${index}]\nrole_arn = a\nsource_profile = p0\nservices = s${index}\n[services s${index}]\n`,
    ],
    ['a chain', (index: number) => `[profile p${index}]\nrole_arn = a\nsource_profile = p${index + 1}\n`],
    ['keys', (index: number) => `key_${index} = AKIASP2TPHJSQH3FJRUX\n`],
    [
      'untidy sections',
      (index: number) => `[ profile p${index} ] \n \n\na=1 \nsource_profile = p \n  b=2\n \n\n`,
    ],
    ['references', () => `[profile p]\nsource_profile = q\n  source_profile = q\nregion =\n`],
    ['inherited keys', (index: number) => `[DEFAULT]\nkey_${index} = 1\n`],
  ])('of many %s', (_, unit) =>
    expectLinear(
      (count) => `[profile x]\n${Array.from({ length: count / 4 }, (_, index) => unit(index)).join('')}`,
      readAll,
    ),
  );
});

describe('a .env file', () => {
  const readAll = (text: string): void => {
    const document = parseDotenv('file:///.env', createSourceText(text));
    dotenvCredentialSets(document);
    lookAround(createDocumentModel(document), text);
  };

  it.each([
    ['open quotes', 'A="\n'],
    ['mixed open quotes', `A="\nB='\nC=\`\n`],
    ['escaped quotes behind openings', `A="\\" x\n`],
    ['escaped quotes alone', '\\"'],
    ['names without values', 'A\n\n'],
    ['blank lines', '\n'],
    ['blanks', ' '],
    ['exports', 'export\n'],
    ['colons', 'A:\n'],
    ['comment signs', '# '],
    ['comments', '# A=1\n'],
    ['letters', 'A'],
    ['lines', 'AWS_PROFILE=dev\n'],
    ['secrets', 'AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FJRUX\n'],
  ])('of %s', (_, unit) => expectLinear((count) => `A="${unit.repeat(count)}`, readAll));
});

describe('a CloudFormation template', () => {
  const readAll = (text: string): void => {
    const document = parseYaml('file:///template.yaml', 'cloudformation', createSourceText(text));
    expect(readTemplate(document)?.sessionLimits.length).toBeGreaterThan(0);
  };

  it.each([
    [
      'roles',
      (index: number) => `  R${index}: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: 1 } }\n`,
    ],
    [
      'aliases',
      (index: number) =>
        index === 0
          ? '  R: &r { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: 1 } }\n'
          : `  A${index}: *r\n`,
    ],
    [
      'properties behind aliases',
      (index: number) =>
        index === 0
          ? `  R: { Type: AWS::IAM::Role, Properties: &p { MaxSessionDuration: 1, A: [${'a,'.repeat(50)}] } }\n`
          : `  A${index}: { Type: AWS::IAM::Role, Properties: *p }\n`,
    ],
  ])('of many %s', (_, line) =>
    expectLinear(
      (count) => `Resources:\n${Array.from({ length: count / 4 }, (_, index) => line(index)).join('')}`,
      readAll,
    ),
  );
});

describe('a file of Kubernetes', () => {
  const id = Buffer.from('ASIAQNZGKIQY56JQ7WML').toString('base64');
  const readAll = (text: string): void => {
    const document = parseYaml('file:///app.yaml', 'kubernetes', createSourceText(text));
    const model = createDocumentModel(document);
    expect(model.credentialSets.length).toBeGreaterThan(0);
    expect(accountsWithRole(model.manifests).size).toBe(0);
  };

  it.each([
    [
      'Secrets and pods that use them',
      (index: number) =>
        `- { apiVersion: v1, kind: Secret, metadata: { name: s${index} }, data: { AWS_ACCESS_KEY_ID: ${id} } }\n` +
        `- { apiVersion: v1, kind: Pod, spec: { env: [{ name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: s${index} } } }] } }\n`,
    ],
    [
      'keys in comments and under other names',
      (index: number) =>
        `- { apiVersion: v1, kind: ConfigMap, metadata: { name: c${index} }, data: { a: ASIAQNZGKIQY56JQ7WML } } # ASIAQNZGKIQY56JQ7WML\n`,
    ],
  ])('with many %s', (_, line) =>
    expectLinear(
      (count) =>
        `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: count / 4 }, (_, index) => line(index)).join('')}`,
      readAll,
    ),
  );
});
