import { describe, expect, it } from 'vitest';
import { iniConfirms } from './verify-ini.ts';
import { yamlConfirms } from './verify-yaml.ts';

describe('iniConfirms', () => {
  const before = '[profile a.b]\nx = 1\ny = 2 # c\n\n[other]\nz = 3\n';
  const change = [{ section: 'profile a.b', removedKeys: ['x'], added: new Map([['role_arn', 'r']]) }];

  it('accepts exactly the planned change', () => {
    expect(iniConfirms(before, before.replace('x = 1', 'role_arn = r'), change)).toBe(true);
  });

  it.each([
    ['a value elsewhere changed', before.replace('x = 1', 'role_arn = r').replace('z = 3', 'z = 4')],
    ['a value elsewhere is gone', before.replace('x = 1', 'role_arn = r').replace('z = 3\n', '')],
    ['something new came', `${before.replace('x = 1', 'role_arn = r')}q = 1\n`],
    ['the key stayed', before.replace('x = 1', 'x = 1\nrole_arn = r')],
    ['the new value is missing', before.replace('x = 1\n', '')],
  ])('refuses where %s', (_name, after) => expect(iniConfirms(before, after, change)).toBe(false));
});

describe('yamlConfirms', () => {
  const before = 'on: push\njobs:\n  a:\n    steps: [{ run: x }]\n';
  const change = (tree: Record<string, unknown>): void => {
    tree['permissions'] = { 'id-token': 'write' };
  };

  it('accepts exactly the planned change, in whatever order', () => {
    expect(yamlConfirms(before, `permissions: { id-token: write }\n${before}`, change)).toBe(true);
  });

  it.each([
    ['nothing changed', before],
    ['more changed', `permissions: { id-token: write, contents: read }\n${before}`],
    ['a list changed', `permissions: { id-token: write }\n${before.replace('run: x', 'run: y')}`],
    ['the result is no YAML', `permissions: { id-token: write }\n${before}: [`],
    ['a key stands twice', `permissions: { id-token: write }\n${before}on: push\n`],
  ])('refuses where %s', (_name, after) => expect(yamlConfirms(before, after, change)).toBe(false));

  it('refuses an alias bomb', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefg'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(yamlConfirms(bomb, bomb, () => undefined)).toBe(false);
  });
});
