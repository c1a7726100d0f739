import { describe, expect, it } from 'vitest';
import { createJudgedDocuments, type ShownDocument } from './judged-documents.ts';
import { manualTimers } from './sessions/made-up.ts';

const OWN = [{ scheme: 'file', pattern: '**/.env' }];
const MANIFEST = 'apiVersion: v1\nkind: Secret\n';

function documentAt(fsPath: string, text: string) {
  const document = {
    uri: { scheme: 'file', fsPath },
    text,
    reads: 0,
    getText: () => {
      document.reads += 1;
      return document.text;
    },
  };
  return document;
}

function follow(...visible: ShownDocument[]) {
  const seen = { visible, front: visible[0], isJudged: [] as boolean[], beside: [] as string[] };
  const timers = manualTimers();
  const judged = createJudgedDocuments(
    {
      visible: () => seen.visible,
      front: () => seen.front,
      isSelected: ({ uri }) => !uri.fsPath.endsWith('.md'),
      tellFront: (isJudged) => seen.isJudged.push(isJudged),
      showStatusBeside: (selector) => {
        expect(selector.slice(0, OWN.length)).toEqual(OWN);
        seen.beside = selector.slice(OWN.length).map(({ pattern }) => String(pattern));
      },
    },
    { own: OWN, awsFiles: ['/r/aws.yml', undefined], timers },
  );
  judged.update();
  return { seen, timers, judged };
}

describe('the documents that are judged', () => {
  it.each([
    ['/r/.env', ''],
    ['/r/.github/workflows/ci.yml', 'on: push\n'],
    ['/r/secret.yml', MANIFEST],
    ['/r/compose.yml', 'services: { a: { environment: [AWS_PROFILE=dev] } }\n'],
    ['/r/aws.yml', '[default]\n'],
    ['/r/with-a-language-of-its-own', ''],
  ])('have the status beside them: %s', (path, text) => {
    const { seen } = follow(documentAt(path, text));
    expect(seen).toMatchObject({ isJudged: [true], beside: [path] });
  });

  it.each([
    ['/r/mkdocs.yml', 'site_name: Shop\n'],
    ['/r/docker-compose.yml', 'services: { db: { image: postgres } }\n'],
    ['/r/deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\n'],
    ['/r/README.md', MANIFEST],
  ])('are not those of others: %s', (path, text) => {
    const { seen } = follow(documentAt(path, text));
    expect(seen).toMatchObject({ isJudged: [false], beside: [] });
  });

  it('are all that can be seen, whichever is in front', () => {
    const { seen, judged } = follow(
      documentAt('/r/mkdocs.yml', 'site_name: Shop\n'),
      documentAt('/r/[a]/secret.yml', MANIFEST),
    );
    expect(seen).toMatchObject({ isJudged: [false], beside: ['/r/[[]a[]]/secret.yml'] });
    seen.front = undefined;
    judged.update();
    expect(seen).toMatchObject({ isJudged: [false, false], beside: ['/r/[[]a[]]/secret.yml'] });
  });

  it('change with their text, once nobody types', () => {
    const document = documentAt('/r/new.yml', 'kind: Secret\n');
    const { seen, timers, judged } = follow(document);
    const { reads } = document;
    document.text = MANIFEST;
    for (let letter = 0; letter < 20; letter += 1) {
      judged.changed(document);
      timers.advance(100);
    }
    expect(document.reads).toBe(reads);
    expect(timers.waiting()).toBe(1);
    timers.advance(500);
    expect(seen).toMatchObject({ isJudged: [false, true], beside: ['/r/new.yml'] });
    expect(timers.waiting()).toBe(0);
  });

  it('are looked at no more when nobody sees them, or all is over', () => {
    const document = documentAt('/r/new.yml', MANIFEST);
    const { timers, judged } = follow(document);
    judged.changed(documentAt('/r/other.yml', MANIFEST));
    expect(timers.waiting()).toBe(0);
    judged.changed(document);
    judged.dispose();
    expect(timers.waiting()).toBe(0);
  });
});
