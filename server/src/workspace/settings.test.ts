import { defaultSettings } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { defaultResourceSettings, readSettings } from './settings.ts';

const KNOWN = new Set(['static-session-key', 'oversized-duration']);
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('readSettings', () => {
  it.each([undefined, null, 'text', [], 7])('takes %j for no settings at all', (raw) => {
    expect(readSettings(raw, KNOWN)).toEqual({ settings: defaultResourceSettings, problems: [] });
  });

  it('takes null for what nobody has set', () => {
    const raw = {
      rules: null,
      maxSessionDuration: null,
      oidc: { roleArn: null, region: null },
      workspaceScan: null,
      codeLens: { enabled: null },
      inlayHints: null,
    };
    expect(readSettings(raw, KNOWN)).toEqual({ settings: defaultResourceSettings, problems: [] });
  });

  it('reads everything', () => {
    const oidc = { roleArn: 'arn:aws:iam::123456789012:role/ci/deploy', region: 'eu-central-1' };
    const raw = {
      rules: { 'static-session-key': 'off' },
      maxSessionDuration: 3600,
      oidc,
      workspaceScan: false,
      codeLens: { enabled: false },
      inlayHints: { enabled: false },
    };
    expect(readSettings(raw, KNOWN)).toEqual({
      settings: {
        lint: { rules: { 'static-session-key': 'off' }, maxSessionDuration: 3600, oidc },
        workspaceScan: false,
        codeLens: false,
        inlayHints: false,
      },
      problems: [],
    });
  });

  it('takes expressions for what only the repository knows', () => {
    const oidc = { roleArn: '${{ vars.ROLE }}', region: '${{ vars.AWS_REGION }}' };
    expect(readSettings({ oidc }, KNOWN).settings.lint.oidc).toEqual(oidc);
  });

  it.each([
    ['rules', { rules: ['static-session-key'] }, 'keyless.rules is no object'],
    ['an unknown rule', { rules: { 'no-such-rule': 'off' } }, 'names no rule of this version: no-such-rule'],
    ['a level', { rules: { 'oversized-duration': 'loud' } }, 'ignored for oversized-duration'],
    ['a duration below STS’s least', { maxSessionDuration: 899 }, 'from 900 to 43200'],
    ['a duration above STS’s most', { maxSessionDuration: 43_201 }, 'from 900 to 43200'],
    ['a duration in words', { maxSessionDuration: '4h' }, 'from 900 to 43200'],
    ['a fraction', { maxSessionDuration: 1000.5 }, 'from 900 to 43200'],
    ['a role', { oidc: { roleArn: SECRET } }, 'keyless.oidc.roleArn is no ARN'],
    ['a role of two lines', { oidc: { roleArn: 'arn:aws:iam::123456789012:role/a\nb' } }, 'is no ARN'],
    ['a region', { oidc: { region: SECRET } }, 'keyless.oidc.region is no AWS region'],
    ['a flag', { workspaceScan: 'yes' }, 'keyless.workspaceScan is neither true nor false'],
    ['a lens', { codeLens: { enabled: 1 } }, 'keyless.codeLens.enabled is neither true nor false'],
    [
      'a section that is a word',
      { inlayHints: 'off' },
      'keyless.inlayHints.enabled is neither true nor false',
    ],
  ])('leaves out what is wrong with %s, says so, and does not repeat it', (_name, raw, problem) => {
    const { settings, problems } = readSettings(raw, KNOWN);
    expect(settings).toEqual({ ...defaultResourceSettings, lint: defaultSettings });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain(SECRET);
  });
});
