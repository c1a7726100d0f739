import { safe } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { lasting, madeUpProfile, MINUTE, START } from './made-up.ts';
import { drawStatus, sessionStatusText, type SessionItem } from './session-status.ts';

function fakeItem(): SessionItem & { visible: boolean } {
  return {
    text: '',
    tooltip: undefined,
    visible: false,
    show() {
      this.visible = true;
    },
    hide() {
      this.visible = false;
    },
  };
}

const textAt = (minutes: number, now = START): string | undefined =>
  sessionStatusText(madeUpProfile('my-role', lasting(minutes)), now)?.text;

describe('the item in the status bar', () => {
  it.each([
    [60, '$(key) Keyless: my-role 1 h'],
    [59.5, '$(key) Keyless: my-role 59 min'],
    [14.5, '$(watch) Keyless: my-role 14 min'],
    [0.5, '$(watch) Keyless: my-role <1 min'],
    [0, '$(warning) Keyless: my-role ended'],
  ])('counts down: %s min', (minutes, text) => {
    expect(textAt(minutes)).toBe(text);
  });

  it('goes by the clock, whatever the state was when the file was read', () => {
    expect(textAt(60, START + 50 * MINUTE)).toBe('$(watch) Keyless: my-role 10 min');
    expect(textAt(60, START + 60 * MINUTE)).toBe('$(warning) Keyless: my-role ended');
  });

  it('says whose session it is, until when, and what selecting it does', () => {
    const arn = safe`arn:aws:sts::444455556666:assumed-role/ReadOnly/me`;
    const status = sessionStatusText(madeUpProfile('my-role', lasting(60, { arn })), START);
    expect(status?.tooltip.split('\n')).toEqual([
      'ReadOnly in 444455556666',
      arn,
      `Ends ${new Date(START + 60 * MINUTE).toLocaleString()}`,
      'Select to refresh',
    ]);
    expect(status?.action).toBe('refresh');
  });

  it('signs in where that renews, and only shows where nothing does', () => {
    const sso = madeUpProfile('sso', { kind: 'sso', signIn: safe`aws sso login`, ...lasting(60) });
    expect(sessionStatusText(sso, START)?.action).toBe('sign-in');
    const pasted = madeUpProfile('pasted', { kind: 'static', ...lasting(60) });
    expect(sessionStatusText(pasted, START)?.action).toBe('show');
  });

  it('tells of a cached session that is broken', () => {
    const end = { state: 'corrupt', reason: safe`it is empty`, file: '/x.json' } as const;
    const status = sessionStatusText(madeUpProfile('my-role', { end }), START);
    expect(status?.text).toBe('$(error) Keyless: my-role broken');
    expect(status?.tooltip).toContain('it is empty');
  });

  it('gives no alarm for a sign-in that the AWS CLI renews', () => {
    const sso = madeUpProfile('sso', { kind: 'sso', ...lasting(-5, { signIn: true, renews: true }) });
    expect(sessionStatusText(sso, START)?.text.trimEnd()).toBe('$(key) Keyless: sso');
  });

  it('is hidden where there is no session', () => {
    const item = fakeItem();
    drawStatus(item, sessionStatusText(madeUpProfile('my-role', lasting(5)), START));
    expect(item.visible).toBe(true);
    for (const profile of [undefined, madeUpProfile('my-role'), madeUpProfile('x', { end: undefined })]) {
      drawStatus(item, sessionStatusText(profile, START));
      expect(item.visible).toBe(false);
    }
  });

  it('draws no icon out of a profile name', () => {
    const profile = madeUpProfile('$(bug)', lasting(30));
    expect(sessionStatusText(profile, START)?.text).toBe('$(key) Keyless: \\$(bug) 30 min');
  });
});
