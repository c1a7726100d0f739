import { describe, expect, it } from 'vitest';
import type { YamlScalar } from '../../documents/yaml/nodes.ts';
import { range } from '../../text/range.ts';
import { changesIn, Shell } from './shell.ts';

function scalar(text: string): YamlScalar {
  return { text, style: 'plain', range: range(0, text.length) };
}

describe('changesIn', () => {
  it.each<readonly [string, readonly string[]]>([
    ['export AWS_SESSION_TOKEN=$TOKEN', ['session']],
    ['export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SESSION_TOKEN=%s" $out)', ['session']],
    ['export AWS_ROLE_ARN=x AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token', ['identity']],
    ['unset AWS_ACCESS_KEY_ID AWS_SESSION_TOKEN', ['end']],
    ['export AWS_SESSION_TOKEN=x\nunset AWS_SESSION_TOKEN', ['session', 'end']],
    ['export AWS_SESSION_TOKEN=', []],
    ['docker run -e AWS_SESSION_TOKEN=$TOKEN --env AWS_SESSION_TOKEN="$TOKEN" image', []],
    ['AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token make', []],
    ['export STAGE=x; docker run -e AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token image', []],
    ['unset STAGE; echo $AWS_SESSION_TOKEN', []],
  ])('%j', (text, types) => {
    expect(changesIn(text).map(({ type }) => type)).toEqual(types);
  });

  it.each(['export ', 'unset ', 'AWS_SESSION_TOKEN', 'export AWS_WEB_IDENTITY_TOKEN_FILE'])(
    'takes linear time for many %j',
    (piece) => {
      expect(changesIn(`${piece.repeat(20_000)}\nexport AWS_SESSION_TOKEN=x\n`).at(-1)?.type).toBe('session');
    },
  );
});

describe('Shell', () => {
  it('tells the last change before each script', () => {
    const scripts = ['make', 'export AWS_SESSION_TOKEN=x', 'make', 'unset AWS_SESSION_TOKEN', 'make'].map(
      scalar,
    );
    const shell = new Shell();
    for (const one of scripts) shell.add(one);
    expect(scripts.map((one) => shell.changeBefore(one)?.type)).toEqual([
      undefined,
      undefined,
      'session',
      'session',
      'end',
    ]);
  });
});
