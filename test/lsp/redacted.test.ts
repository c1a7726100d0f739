import { REDACTED_REQUEST, type RedactedResult } from '@keyless/server/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { VS_CODE } from './client.ts';
import { ENV, SECRETS } from './samples.ts';
import { client, start, useWorld, world } from './scene.ts';

useWorld();
beforeEach(() => start({ capabilities: VS_CODE }));

const redacted = (params: object): Promise<RedactedResult> =>
  client.connection.sendRequest<RedactedResult>(REDACTED_REQUEST, params);
const range = (...[fromLine, from, toLine, to]: readonly [number, number, number, number]) => ({
  start: { line: fromLine, character: from },
  end: { line: toLine, character: to },
});

const MASKED = `APP=shop
AWS_ACCESS_KEY_ID=ASIA************KLMN
AWS_SECRET_ACCESS_KEY=${'*'.repeat(SECRETS.secretKey.length)}
AWS_SESSION_TOKEN=${'*'.repeat(SECRETS.sessionToken.length)}
`;

describe('a redacted copy', () => {
  it('is the whole text with stars for secrets', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    expect(await redacted({ uri })).toEqual({ text: MASKED });
  });

  it('is of the text as it is now', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, 'APP=shop\n');
    await client.change(uri, 2, [{ text: ENV }]);
    expect(await redacted({ uri })).toEqual({ text: MASKED });
  });

  it('may be a part, also of a text with a byte order mark', async () => {
    const [plain, marked] = [world.uri('work/.env'), world.uri('work/marked.env')];
    await client.open(plain, ENV);
    await client.open(marked, `\uFEFF${ENV}`);
    expect(await redacted({ uri: plain, range: range(0, 4, 1, 22) })).toEqual({
      text: 'shop\nAWS_ACCESS_KEY_ID=ASIA',
    });
    expect(await redacted({ uri: marked, range: range(0, 5, 1, 22) })).toEqual({
      text: 'shop\nAWS_ACCESS_KEY_ID=ASIA',
    });
    expect(await redacted({ uri: plain, range: range(2, 24, 2, 30) })).toEqual({ text: '******' });
    expect(await redacted({ uri: plain, range: range(90, 0, 99, 9) })).toEqual({ text: '' });
  });

  it('is refused for files that are not judged, and for nonsense', async () => {
    const uri = world.uri('work/notes.txt');
    await client.open(uri, SECRETS.secretKey);
    for (const params of [{ uri }, { uri: world.uri('work/.env') }, { uri: 7 }, {}]) {
      expect(await redacted(params)).toEqual({ refused: 'not-ours' });
    }
  });

  it('is refused for a file that is too large to judge', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, `${ENV}# ${'x'.repeat(6 * 1024 * 1024)}\n`);
    expect(await redacted({ uri })).toEqual({ refused: 'too-large' });
  });
});
