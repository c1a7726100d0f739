import { safe } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { duesOf, noticeOf, type AutoRefresh, type Due } from './auto-refresh.ts';
import { lasting, madeUpProfile, MINUTE, START } from './made-up.ts';

const inMinutes = (moment: number): number => (moment - START) / MINUTE;

function shown(dues: readonly Due[]): readonly string[] {
  return dues.map(
    ({ what, profile, from, until }) => `${what} ${profile.name} ${inMinutes(from)}–${inMinutes(until)}`,
  );
}

const role = (name: string, needThen: 'nobody' | 'mfa' | 'sign-in' | 'elsewhere', minutes = 60) =>
  madeUpProfile(name, { needThen, ...lasting(minutes, { file: `/${name}.json` }) });
const sso = (name: string, minutes: number, renews = false) =>
  madeUpProfile(name, {
    kind: 'sso',
    signIn: safe`aws sso login`,
    ...lasting(minutes, { signIn: true, renews, file: '/token.json' }),
  });

const ALL = [
  role('by-keys', 'nobody'),
  role('by-code', 'mfa'),
  role('by-sso', 'sign-in'),
  role('by-program', 'elsewhere'),
  sso('sso', 90),
  sso('renewed', 90, true),
  madeUpProfile('pasted', { kind: 'static', ...lasting(30) }),
  madeUpProfile('web', { kind: 'web-identity', ...lasting(60) }),
  madeUpProfile('bridge', { kind: 'process', ...lasting(60) }),
  madeUpProfile('none'),
  role('over', 'mfa', -5),
];

describe('what is due before sessions end', () => {
  it.each<[AutoRefresh, readonly string[]]>([
    ['off', []],
    ['notify', ['mfa by-code 40–45', 'sign-in by-sso 40–45', 'sign-in sso 85–90', 'pasted pasted 25–30']],
    [
      'on',
      [
        'refresh by-keys 40–45',
        'mfa by-code 40–45',
        'sign-in by-sso 40–45',
        'sign-in sso 85–90',
        'pasted pasted 25–30',
      ],
    ],
  ])('with %s', (mode, expected) => {
    expect(shown(duesOf(ALL, mode, START))).toEqual(expected);
  });

  it('is one thing for all profiles that share a session or a sign-in', () => {
    const shared = { file: '/same.json' };
    const profiles = [
      madeUpProfile('a', { needThen: 'mfa', ...lasting(60, shared) }),
      madeUpProfile('b', { needThen: 'mfa', ...lasting(60, shared) }),
      sso('c', 90),
      sso('d', 90),
    ];
    expect(shown(duesOf(profiles, 'notify', START))).toEqual(['mfa a 40–45', 'sign-in c 85–90']);
  });

  it('is nothing once the AWS CLI uses the session no more', () => {
    expect(duesOf([role('a', 'mfa', 15)], 'on', START)).toEqual([]);
    expect(duesOf([role('a', 'mfa', 60)], 'on', START + 45 * MINUTE)).toEqual([]);
  });

  it('is something else for the next session', () => {
    const [now] = duesOf([role('a', 'mfa', 60)], 'notify', START);
    const [next] = duesOf([role('a', 'mfa', 61)], 'notify', START);
    expect(now?.key).not.toBe(next?.key);
  });
});

describe('the notice', () => {
  const noticeAt = (minutes: number, ...profiles: Parameters<typeof duesOf>[0]) =>
    noticeOf(duesOf(profiles, 'notify', START), START + minutes * MINUTE);

  it('says when what will be asked for, and what to do now', () => {
    expect(noticeAt(40, role('a', 'mfa'))).toBe(
      'In 5 min the AWS CLI will ask for an MFA code again for a. Refresh it now, and commands go on without a question.',
    );
    expect(noticeAt(40, role('a', 'mfa'), role('b', 'mfa'), role('c', 'mfa'))).toBe(
      'In 5 min the AWS CLI will ask for an MFA code again for a, b and c. Refresh them now, and commands go on without a question.',
    );
    expect(noticeAt(86, sso('corp', 90))).toBe(
      'In 4 min corp will need a new sign-in. Sign in now, and commands go on.',
    );
  });

  it('is one for all that is due', () => {
    const pasted = madeUpProfile('pasted', { kind: 'static', ...lasting(45) });
    expect(noticeAt(40, role('a', 'mfa'), pasted)).toMatch(
      /^In 5 min the AWS CLI .* for a\. .* The session that is pasted into pasted ends in 5 min\./u,
    );
  });

  it('is none where nobody is needed', () => {
    expect(noticeOf(duesOf([role('a', 'nobody')], 'on', START), START)).toBeUndefined();
  });
});
