import { defaultSettings } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { defaultResourceSettings, readSettings, resourceSettings } from './settings.ts';
import { NO_DECISION } from './team-configuration.ts';

const KNOWN = new Set(['static-session-key', 'oversized-duration']);
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

function read(raw: unknown) {
  const { settings, problems } = readSettings(raw, KNOWN);
  return { settings: resourceSettings(settings), problems };
}

describe('readSettings', () => {
  it.each([undefined, null, 'text', [], 7])('takes %j for no settings at all', (raw) => {
    expect(read(raw)).toEqual({ settings: defaultResourceSettings, problems: [] });
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
    expect(read(raw)).toEqual({ settings: defaultResourceSettings, problems: [] });
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
    expect(read(raw)).toEqual({
      settings: {
        ...defaultResourceSettings,
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
    expect(read({ oidc }).settings.lint.oidc).toEqual(oidc);
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
    const { settings, problems } = read(raw);
    expect(settings).toEqual({ ...defaultResourceSettings, lint: defaultSettings });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain(SECRET);
  });
});

describe('resourceSettings', () => {
  const team = {
    ...NO_DECISION,
    configuration: {
      ...NO_DECISION.configuration,
      rules: { 'static-session-key': 'off', 'oversized-duration': 'hint' },
      maxSessionDuration: 3600,
      oidc: { region: 'eu-west-1' },
    },
    baseline: ['a'],
    isExcluded: true,
  } as const;

  it('takes what the team has decided', () => {
    expect(resourceSettings(readSettings({}, KNOWN).settings, team)).toEqual({
      ...defaultResourceSettings,
      lint: {
        rules: { 'static-session-key': 'off', 'oversized-duration': 'hint' },
        maxSessionDuration: 3600,
        oidc: { roleArn: '', region: 'eu-west-1' },
      },
      baseline: ['a'],
      isExcluded: true,
    });
  });

  it('lets what a person has set win, rule by rule and key by key', () => {
    const raw = {
      rules: { 'static-session-key': 'error' },
      maxSessionDuration: 7200,
      oidc: { roleArn: '${{ vars.ROLE }}' },
    };
    expect(resourceSettings(readSettings(raw, KNOWN).settings, team).lint).toEqual({
      rules: { 'static-session-key': 'error', 'oversized-duration': 'hint' },
      maxSessionDuration: 7200,
      oidc: { roleArn: '${{ vars.ROLE }}', region: 'eu-west-1' },
    });
  });
});
