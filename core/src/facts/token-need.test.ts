import { describe, expect, it } from 'vitest';
import { parseModel } from '../linter.ts';
import { createSourceText } from '../text/source-text.ts';
import { readRepository, repositoryDigest, type RepositoryPlace } from './read-repository.ts';
import { repositoryFileOf, type RepositoryFile } from './repository-file.ts';
import { actionsMayUseToken, scopesOfCall, tokenNeedOf } from './token-need.ts';

const STEP =
  '{uses: aws-actions/configure-aws-credentials@v4, with: {role-to-assume: "arn:aws:iam::123456789012:role/x", aws-region: eu-west-1}}';

/** A workflow that can be called, with one job. */
function callable(job: string, permissions = ''): string {
  return `on: workflow_call\n${permissions}\njobs:\n  inner:\n    ${job}\n`;
}

const steps = (...all: readonly string[]): string => `steps: [${all.join(', ')}]`;
const calls = (name: string): string => `uses: ./.github/workflows/${name}`;
const action = (...all: readonly string[]): string =>
  `runs:\n  using: composite\n  steps: [${all.join(', ')}]\n`;

async function read(texts: Readonly<Record<string, string>>): Promise<readonly RepositoryFile[]> {
  const folder = './.github/workflows/';
  const names = Object.keys(texts)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
  return readRepository(names, (place) => Promise.resolve(fileAt(place, texts[place.file])));
}

function fileAt({ file, kind, path }: RepositoryPlace, text: string | undefined): RepositoryFile | undefined {
  return text === undefined
    ? undefined
    : repositoryFileOf(path, parseModel(`file:///${file}`, kind, createSourceText(text)));
}

async function calledIn(texts: Readonly<Record<string, string>>) {
  return new Map((await read(texts)).map((file) => [file.path, file]));
}

const A = './.github/workflows/a.yml';
const B = './.github/workflows/b.yml';

describe('tokenNeedOf', () => {
  it.each([
    ['takes what the caller has', callable(steps(STEP)), undefined],
    ['asks for it itself', callable(steps(STEP), 'permissions: {id-token: write}'), 'inner'],
    ['asks for everything', callable(steps(STEP), 'permissions: write-all'), 'inner'],
  ])('finds a workflow that %s', async (_what, text, refuses) => {
    expect(tokenNeedOf(A, await calledIn({ [A]: text }))).toMatchObject({ refuses });
  });

  it.each([
    ['denies itself the token', callable(steps(STEP), 'permissions: {contents: read}')],
    ['assumes no role', callable(steps('{run: make}'))],
    ['uses keys', callable(steps('{run: aws s3 ls}'))],
    ['cannot be called', callable(steps(STEP)).replace('workflow_call', 'push')],
    ['calls itself', callable(calls('a.yml'))],
    ['calls what is not there', callable(calls('gone.yml'))],
  ])('finds none in a workflow that %s', async (_what, text) => {
    expect(tokenNeedOf(A, await calledIn({ [A]: text }))).toBeUndefined();
  });

  it('looks through calls and actions', async () => {
    const called = await calledIn({
      [A]: callable(calls('b.yml')),
      [B]: callable(steps('{uses: ./deploy/}')),
      './deploy/action.yaml': action('{uses: ./tools/aws}'),
      './tools/aws/action.yml': action(STEP),
    });
    expect(tokenNeedOf(A, called)?.place.uri).toBe('file:///./tools/aws/action.yml');
  });

  it('ends where workflows call each other in a circle', async () => {
    const called = await calledIn({ [A]: callable(calls('b.yml')), [B]: callable(calls('a.yml')) });
    expect(tokenNeedOf(A, called)).toBeUndefined();
    expect(scopesOfCall(A, called)).toBeUndefined();
  });
});

describe('scopesOfCall', () => {
  it.each([
    [
      callable(steps(STEP), 'permissions: {packages: write, id-token: write}'),
      { packages: 'write', 'id-token': 'write' },
    ],
    [callable(steps(STEP), 'permissions: {}'), {}],
    [callable(steps(STEP)), { contents: 'read' }],
    [callable(steps('{run: gh release create}')), undefined],
    [callable(steps(STEP), 'permissions: write-all'), undefined],
    [callable(steps('{uses: ./gone}')), undefined],
  ])('%j', async (text, expected) => {
    expect(scopesOfCall(A, await calledIn({ [A]: text }))).toEqual(expected);
  });
});

describe('readRepository', () => {
  it('reads no more than two hundred workflows, and no file that nobody uses', async () => {
    const asked: string[] = [];
    const names = Array.from({ length: 250 }, (_, index) => `${String(index).padStart(3, '0')}.yml`);
    await readRepository(names, ({ file }) => {
      asked.push(file);
      return Promise.resolve(undefined);
    });
    expect(asked).toHaveLength(200);
    expect(asked.at(-1)).toBe('./.github/workflows/199.yml');
  });

  it('leaves out paths that lead out of the repository', async () => {
    const asked: string[] = [];
    const text = callable(steps('{uses: ./../x}', '{uses: "./a/../../x"}', '{uses: ../x}'));
    await readRepository(['a.yml'], (place) => {
      asked.push(place.file);
      return Promise.resolve(fileAt(place, place.file === A ? text : undefined));
    });
    expect(asked).toEqual([A]);
  });

  it('has a digest that holds no text of the files', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzzzz';
    const text = callable(steps(STEP, `{run: "export AWS_SECRET_ACCESS_KEY=${secret}"}`));
    const digest = repositoryDigest(await read({ [A]: text }));
    expect(digest).toContain('role/x');
    expect(digest).not.toContain(secret);
    expect(repositoryDigest(await read({ [A]: `# moved\n${text}` }))).not.toBe(digest);
  });
});

describe('actionsMayUseToken', () => {
  const job = (step: string) => {
    const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps: [${step}]\n`;
    const model = parseModel('file:///w/.github/workflows/a.yml', 'github-workflow', createSourceText(text));
    return model.workflow!.jobs[0]!;
  };
  const callers = (...names: readonly string[]) => ({
    [A]: callable(steps(...names.map((name) => `{uses: ./${name}}`))),
  });

  it.each([
    ['{run: make}', false],
    ['{uses: ./plain}', false],
    ['{uses: ./writes}', true],
    ['{uses: ./given}', true],
    ['{uses: ./outer}', true],
    ['{uses: ./unknown}', true],
  ])('tells it of %s', async (step, expected) => {
    const called = await calledIn({
      ...callers('plain', 'writes', 'given', 'outer'),
      './plain/action.yml': action('{run: make, shell: bash}'),
      './writes/action.yml': action('{uses: EndBug/add-and-commit@v9}'),
      './given/action.yml': `inputs: {token: {default: "\${{ github.token }}"}}\n${action('{run: make, shell: bash}')}`,
      './outer/action.yml': action('{uses: ./writes}'),
    });
    expect(actionsMayUseToken(job(step), called)).toBe(expected);
  });
});
