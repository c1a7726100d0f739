import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Position,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { applyTextEdits } from './apply-edits.ts';
import { PLAIN, VS_CODE, type ClientOptions } from './client.ts';
import { client, start, startWith, useWorld, world } from './scene.ts';

const CONFIG = `# 🔑 first
# second
[profile dev]
role_arn = arn:aws:iam::111122223333:role/deploy
s3 =
  addressing_style = path

[sso-session corp]
sso_start_url=https://corp.awsapps.com/start
`;

useWorld();

/** Opens a text as the user's own config. */
function open(text: string, options: ClientOptions = {}): Promise<string> {
  return startWith('home/.aws/config', text, options);
}

describe('the outline', () => {
  it('nests settings in sections', async () => {
    const uri = await open(CONFIG);
    const symbols = await client.ask<DocumentSymbol[]>('documentSymbol', uri);
    expect(symbols.map(({ name, kind, children }) => [name, kind, children?.map((one) => one.name)])).toEqual(
      [
        ['profile dev', 5, ['role_arn', 's3']],
        ['sso-session corp', 11, ['sso_start_url']],
      ],
    );
    expect(symbols[0]?.children?.[1]).toMatchObject({
      kind: 19,
      children: [{ name: 'addressing_style', kind: 7 }],
    });
    expect(symbols[0]?.children?.[0]).toMatchObject({ detail: 'arn:aws:iam::111122223333:role/deploy' });
  });

  it('is flat for clients that know no nesting', async () => {
    const uri = await open(CONFIG, { capabilities: PLAIN });
    const symbols = await client.ask<SymbolInformation[]>('documentSymbol', uri);
    expect(symbols.map(({ name, containerName = '' }) => `${containerName}/${name}`)).toEqual([
      '/profile dev',
      'profile dev/role_arn',
      'profile dev/s3',
      's3/addressing_style',
      '/sso-session corp',
      'sso-session corp/sso_start_url',
    ]);
  });
});

describe('folding', () => {
  it('goes by sections, blocks and comments', async () => {
    const uri = await open(CONFIG);
    const folds = await client.ask<FoldingRange[]>('foldingRange', uri);
    expect(folds.map(({ startLine, endLine, kind = '' }) => `${startLine}-${endLine} ${kind}`)).toEqual([
      '0-1 comment',
      '2-5 region',
      '4-5 region',
      '7-8 region',
    ]);
  });

  it('keeps to the number that the client takes', async () => {
    const { textDocument } = VS_CODE;
    const limited = { ...VS_CODE, textDocument: { ...textDocument, foldingRange: { rangeLimit: 2 } } };
    const uri = await open(CONFIG, { capabilities: limited });
    expect(await client.ask<FoldingRange[]>('foldingRange', uri)).toHaveLength(2);
  });
});

describe('selection', () => {
  it('grows from the value to the file', async () => {
    const uri = await open(`\uFEFF${CONFIG}`);
    const [at, other] = await client.ask<SelectionRange[]>('selectionRange', uri, {
      positions: [
        { line: 5, character: 22 },
        { line: 0, character: 3 },
      ],
    });
    const spans: string[] = [];
    for (let one = at; one && spans.length < 20; one = one.parent) {
      const { start, end } = one.range;
      spans.push(`${start.line}:${start.character}-${end.line}:${end.character}`);
    }
    expect(spans.slice(0, 5)).toEqual(['5:21-5:25', '5:2-5:25', '5:0-5:25', '4:0-5:25', '2:0-5:25']);
    // The mark is a unit of the first line to the client.
    expect(other?.range).toEqual({ start: { line: 0, character: 1 }, end: { line: 0, character: 11 } });
  });

  it('ends with the widest range, each within the next', async () => {
    const uri = await open(CONFIG);
    const lines = CONFIG.split('\n');
    const positions = lines.flatMap((text, line) => [
      { line, character: 0 },
      { line, character: text.length },
    ]);
    const order = ({ line, character }: Position): number => line * 1000 + character;
    const answers = await client.ask<SelectionRange[]>('selectionRange', uri, { positions });
    expect(answers).toHaveLength(positions.length);
    for (let one of answers) {
      for (; one.parent; one = one.parent) {
        expect(order(one.parent.range.start)).toBeLessThanOrEqual(order(one.range.start));
        expect(order(one.parent.range.end)).toBeGreaterThanOrEqual(order(one.range.end));
      }
      expect(one.range.start).toEqual({ line: 0, character: 0 });
    }
  });

  it('answers in an empty file', async () => {
    const uri = await open('');
    const caret = { line: 0, character: 0 };
    expect(await client.ask('selectionRange', uri, { positions: [caret] })).toEqual([
      { range: { start: caret, end: caret } },
    ]);
  });
});

describe('links', () => {
  it('lead to the console and to the sign-in', async () => {
    const uri = await open(CONFIG);
    const links = await client.ask<DocumentLink[]>('documentLink', uri);
    expect(links.map(({ target, range }) => [range.start.line, target])).toEqual([
      [3, 'https://console.aws.amazon.com/iam/home#/roles/details/deploy'],
      [8, 'https://corp.awsapps.com/start'],
    ]);
    expect(links[0]?.tooltip).toBe('Open the role deploy in the console, signed in to account 111122223333');
  });
});

describe('colours', () => {
  const decode = ({ data }: SemanticTokens, text: string): readonly string[] => {
    const lines = text.split('\n');
    const found: string[] = [];
    let [line, character] = [0, 0];
    for (let index = 0; index < data.length; index += 5) {
      const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(index, index + 5);
      line += down;
      character = down > 0 ? right : character + right;
      found.push(`${type}${modifiers > 0 ? '+' : ''} ${lines[line]!.slice(character, character + length)}`);
    }
    return found;
  };

  it('are relative to each other, of the whole and of a part', async () => {
    const text = '# 🔑\n[profile dev]\nregion = x\n';
    const uri = await open(text);
    expect(decode(await client.ask('semanticTokens/full', uri), text)).toEqual([
      '9 # 🔑',
      '0 profile',
      '1+ dev',
      '4 region',
      '5 =',
      '7 x',
    ]);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 10 } };
    expect(decode(await client.ask('semanticTokens/range', uri, { range }), text)).toEqual([
      '4 region',
      '5 =',
      '7 x',
    ]);
  });
});

describe('formatting', () => {
  const options = { tabSize: 2, insertSpaces: true };

  it('formats the whole, as the client wishes', async () => {
    const text = `\uFEFF${CONFIG.replace('\n\n', '\n')}x = 1 `;
    const uri = await open(text);
    const edits = await client.ask<TextEdit[]>('formatting', uri, {
      options: { ...options, insertFinalNewline: true },
    });
    expect(applyTextEdits(text, edits)).toBe(`\uFEFF${CONFIG.replace('url=', 'url = ')}x = 1\n`);
  });

  it('formats whole lines of a part', async () => {
    const text = '[a]\nw = 1\nx=1\ny=2\nz = 3\nv = 4\nu = 5\n';
    const uri = await open(text);
    const range = { start: { line: 2, character: 1 }, end: { line: 3, character: 0 } };
    const edits = await client.ask<TextEdit[]>('rangeFormatting', uri, { options, range });
    expect(applyTextEdits(text, edits)).toBe('[a]\nw = 1\nx = 1\ny=2\nz = 3\nv = 4\nu = 5\n');
  });
});

it('other files have none of this', async () => {
  await start({ capabilities: PLAIN });
  const uri = world.uri('work/.github/workflows/a.yml');
  await client.open(uri, 'on: push\n');
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  const options = { tabSize: 2, insertSpaces: true };
  for (const [method, params] of [
    ['documentSymbol', {}],
    ['foldingRange', {}],
    ['selectionRange', { positions: [position] }],
    ['documentLink', {}],
    ['formatting', { options }],
    ['rangeFormatting', { options, range }],
    ['definition', { position }],
    ['references', { position, context: { includeDeclaration: true } }],
    ['documentHighlight', { position }],
    ['prepareRename', { position }],
    ['rename', { position, newName: 'x' }],
  ] as const) {
    // `null` and not an empty list: editors then do what they do without a server, such as folding by indentation.
    expect([method, await client.ask(method, uri, params)]).toEqual([method, null]);
  }
  expect(await client.ask('semanticTokens/full', uri)).toEqual({ data: [] });
});
