import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '@keyless/client';
import { defaultSettings, HOMEPAGE, rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Setting {
  readonly default: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly homepage: string;
  readonly icon: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<
    Record<string, { readonly supported: unknown; readonly description?: string }>
  >;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<
      Record<
        'commandPalette' | 'editor/context' | 'view/item/context',
        readonly { readonly command: string; readonly when: string }[]
      >
    >;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly languages: readonly { readonly id: string; readonly filenamePatterns?: readonly string[] }[];
  };
};
const settings = manifest.contributes.configuration.properties;

describe('manifest', () => {
  it('has the homepage that the links of findings start with', () => {
    expect(manifest.homepage).toBe(HOMEPAGE);
  });

  /**
   * After the start-up, because files that nobody opens are judged too, and no narrower event tells of those in the
   * home folder and of all the names in a workspace; opening VS Code is not held up by it.
   */
  it('starts the extension when VS Code has started, and for no other reason', () => {
    expect(manifest.activationEvents).toEqual(['onStartupFinished']);
  });

  it('says what holds in untrusted and in virtual workspaces, and why', () => {
    for (const name of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      expect(manifest.capabilities[name]?.supported, name).toBe('limited');
      expect(manifest.capabilities[name]?.description, name).toMatch(/\bbecause\b|\bnot\b/u);
    }
  });

  it('leaves .env files to whoever has them', () => {
    expect(manifest.contributes.languages.map(({ id }) => id)).toEqual(['aws-config']);
    expect(manifest.contributes.languages[0]?.filenamePatterns).toEqual([
      '**/.aws/config',
      '**/.aws/credentials',
    ]);
  });
});

describe('commands', () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);

  it('are contributed if and only if they are registered', () => {
    expect([...contributed].sort()).toEqual(Object.values<string>(COMMANDS).sort());
    expect(new Set(contributed).size).toBe(contributed.length);
  });

  it('stand in the palette under one name, in title case', () => {
    for (const { title, category } of manifest.contributes.commands) {
      expect(category).toBe('Keyless');
      expect(title).toMatch(/^(?:[A-Z][a-z]+|[A-Z]{2,})(?: (?:[A-Z][a-z]+|[A-Z_]{2,}|to|for|with))*$/u);
    }
  });

  it('are hidden from the palette where they need an argument', () => {
    expect(manifest.contributes.menus.commandPalette).toEqual([
      { command: COMMANDS.signIn, when: 'false' },
      { command: COMMANDS.openRulePage, when: 'false' },
      { command: COMMANDS.selectRange, when: 'false' },
    ]);
  });

  it('stand beside the lines of the view that they are for', () => {
    const items = manifest.contributes.menus['view/item/context'];
    expect(items.map(({ command, when }) => [command, /;(.*);/u.exec(when)?.[1]])).toEqual([
      [COMMANDS.refreshAssumedRole, 'role'],
      [COMMANDS.signIn, 'sign-in'],
      [COMMANDS.openProfileTerminal, 'profile'],
      [COMMANDS.copyProfileExport, 'profile'],
      [COMMANDS.createBridge, 'bridge'],
      [COMMANDS.removeBrokenEntries, 'broken'],
    ]);
  });

  it('stand in the menu of an editor only where the file is judged', () => {
    expect(manifest.contributes.menus['editor/context']).toEqual([
      { command: COMMANDS.copyRedacted, when: 'keyless.isJudged', group: '9_cutcopypaste@9' },
    ]);
  });
});

describe('settings', () => {
  it('have the defaults of the code', () => {
    const values = Object.fromEntries(
      Object.entries(settings).map(([key, setting]) => [key, setting.default]),
    );
    expect(values).toEqual({
      'keyless.rules': defaultSettings.rules,
      // Set or not is a difference: `.keyless.yaml` holds for who has set nothing.
      'keyless.maxSessionDuration': null,
      'keyless.oidc.roleArn': defaultSettings.oidc.roleArn,
      'keyless.oidc.region': defaultSettings.oidc.region,
      'keyless.workspaceScan': true,
      'keyless.codeLens.enabled': true,
      'keyless.inlayHints.enabled': true,
      'keyless.trace.server': 'off',
      'keyless.autoRefresh': 'notify',
      'keyless.terminal.explainErrors': true,
    });
  });

  it.each(Object.entries(settings))('%s is described and has a scope', (_key, setting) => {
    expect(setting.markdownDescription).toMatch(/\S/u);
    expect(['window', 'resource', 'machine', 'machine-overridable']).toContain(setting.scope);
  });

  it('leave to the person alone what may refresh, and have no place for AWS files that a workspace could fill', () => {
    expect(settings['keyless.autoRefresh']?.scope).toBe('machine');
    for (const key of Object.keys(settings)) expect(key).not.toMatch(/path|file|home|command|endpoint/iu);
  });

  it('know every rule', () => {
    const known = Object.keys(settings['keyless.rules']?.properties ?? {});
    expect(known).toEqual(expect.arrayContaining(rules.map(({ meta }) => meta.id)));
  });
});
