import { safe } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { lasting, madeUpProfile, START } from './made-up.ts';
import type { SessionSnapshot } from './session-list.ts';
import { sessionTree, type SessionNode } from './session-tree.ts';

const snapshot = (more: Partial<SessionSnapshot>): SessionSnapshot => ({
  profiles: [],
  refusal: undefined,
  dangers: [],
  ...more,
});

function treeOf(more: Partial<SessionSnapshot>, inUse = 'default'): readonly SessionNode[] {
  return sessionTree(snapshot(more), { inUse, now: START });
}

const line = ({ label, description, look }: SessionNode): string => `${look}: ${label} | ${description}`;

describe('the view of sessions', () => {
  it('is empty where there is none, so that VS Code shows its welcome', () => {
    expect(treeOf({})).toEqual([]);
  });

  it('shows who each profile is, what is left, and how it is doing', () => {
    const corrupt = { state: 'corrupt', reason: safe`it is empty`, file: '/x.json' } as const;
    const sso = { kind: 'sso', signIn: safe`aws sso login --profile e` } as const;
    const profiles = [
      madeUpProfile('a', lasting(60)),
      madeUpProfile('b', lasting(10)),
      madeUpProfile('c', lasting(-5)),
      madeUpProfile('d', { end: corrupt }),
      madeUpProfile('e', { ...sso, end: { state: 'absent', signIn: true } }),
      madeUpProfile('f', { ...sso, ...lasting(-5, { signIn: true, renews: true }) }),
      madeUpProfile('g', { end: undefined }),
      madeUpProfile('h', { kind: 'web-identity', end: undefined, roleName: undefined }),
    ];
    expect(treeOf({ profiles }, 'b').map(line)).toEqual([
      'live: a | 1 h left · ReadOnly in 444455556666',
      'soon: b | 10 min left · ReadOnly in 444455556666 · in use',
      'ended: c | session ended · ReadOnly in 444455556666',
      'corrupt: d | cached session is broken · ReadOnly in 444455556666',
      'absent: e | not signed in · ReadOnly in 444455556666',
      'live: f | the AWS CLI renews it · ReadOnly in 444455556666',
      'absent: g | no session yet · ReadOnly in 444455556666',
      'unknown: h | end not known · role ReadOnly in 444455556666',
    ]);
    expect(treeOf({ profiles: [madeUpProfile('x', { wantsBridge: true })] })[0]?.context).toBe(
      ';profile;role;bridge;',
    );
    expect(treeOf({ profiles }).map(({ context }) => context)).toEqual([
      ';profile;role;',
      ';profile;role;',
      ';profile;role;',
      ';profile;role;broken;',
      ';profile;sign-in;',
      ';profile;sign-in;',
      ';profile;role;',
      ';profile;',
    ]);
    expect(treeOf({ profiles })[3]?.tooltip).toContain('/x.json: it is empty');
  });

  it('shows under a profile the chain behind it', () => {
    const behind = [
      { label: safe`middle`, detail: safe`role Middle in 1`, end: lasting(30).end },
      { label: safe`base`, detail: safe`long-term keys`, end: undefined },
    ];
    const [node] = treeOf({ profiles: [madeUpProfile('dev', { behind })] });
    expect(node?.children.map(line)).toEqual([
      'live: middle | 30 min left · role Middle in 1',
      'source: base | long-term keys',
    ]);
    expect(node?.children.map(({ profile }) => profile)).toEqual([undefined, undefined]);
  });

  it('shows what is wrong before all else', () => {
    const tree = treeOf({
      refusal: 'The AWS CLI refuses /x, line 3',
      dangers: ['/y is a link to /z: sessions are kept there'],
    });
    expect(tree.map(line)).toEqual([
      'problem: The AWS CLI refuses /x, line 3 | ',
      'problem: /y is a link to /z: sessions are kept there | ',
    ]);
  });

  it('gives each line an id of its own', () => {
    const behind = [{ label: safe`a`, detail: safe`x`, end: undefined }];
    const profiles = [madeUpProfile('a', { behind }), madeUpProfile('a 0', { behind })];
    const ids = treeOf({ profiles }).flatMap(({ id, children }) => [id, ...children.map((one) => one.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
