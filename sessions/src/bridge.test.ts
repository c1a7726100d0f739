import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '@keyless/files';
import { addBridge, bridgedProfiles, suggestBridge } from './bridge.ts';
import { loadProfiles, type ReadProfiles } from './profiles.ts';

const CONFIG = `# mine
[profile dev]
role_arn = arn:aws:iam::123456789012:role/Demo
source_profile = base
region = eu-west-1
[profile base]
aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = secret
`;
const BRIDGE = `
[profile dev-bridge]
credential_process = aws configure export-credentials --profile dev --format process
region = eu-west-1
`;

let home: string;
let config: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-bridge-'));
  config = join(home, '.aws', 'config');
  await mkdir(join(home, '.aws'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function load(text?: string): Promise<ReadProfiles> {
  if (text !== undefined) await writeFile(config, text, { mode: 0o600 });
  const loaded = await loadProfiles({}, home);
  if (!loaded.ok) throw new Error('refused');
  return loaded;
}

const dev = { profile: 'dev', name: 'dev-bridge' };

describe('addBridge', () => {
  it('adds a profile and changes nothing else', async () => {
    expect(await addBridge(await load(CONFIG), dev)).toEqual({ file: config });
    expect(await readFile(config, 'utf8')).toBe(CONFIG + BRIDGE.replace(/^\n/u, ''));
    expect([...bridgedProfiles((await load()).graph)]).toEqual(['dev']);
    expect(await readdir(join(home, '.aws'))).toEqual(['config']);
  });

  it('keeps mode, line endings, and a link', async () => {
    const elsewhere = join(home, 'dotfiles');
    await writeFile(elsewhere, CONFIG.replaceAll('\n', '\r\n'), { mode: 0o640 });
    await chmod(elsewhere, 0o640);
    await symlink(elsewhere, config);
    expect(await addBridge(await load(), dev)).toEqual({ file: config });
    expect(await readFile(elsewhere, 'utf8')).toMatch(/eu-west-1\r\n$/u);
    if (process.platform !== 'win32') expect((await stat(elsewhere)).mode & 0o777).toBe(0o640);
  });

  it('makes the config file where there is only a credentials file, for its owner alone', async () => {
    await writeFile(join(home, '.aws', 'credentials'), CONFIG.replaceAll('profile ', ''));
    expect(await addBridge(await load(), dev)).toEqual({ file: config });
    expect(await readFile(config, 'utf8')).toBe(BRIDGE.trimStart());
    if (process.platform !== 'win32') expect((await stat(config)).mode & 0o777).toBe(0o600);
  });

  it('does not touch a profile of that name, or a file that makes the AWS CLI fail', async () => {
    const there = `${CONFIG}[profile dev-bridge]\nregion = x\n`;
    expect(await addBridge(await load(there), dev)).toEqual({
      problem: 'There is a profile dev-bridge already',
    });
    expect(await readFile(config, 'utf8')).toBe(there);
    await writeFile(config, '[profile dev\n');
    expect(await addBridge(await loadProfiles({}, home), dev)).toHaveProperty('problem');
    expect(await readFile(config, 'utf8')).toBe('[profile dev\n');
  });

  it('does not undo what somebody else writes meanwhile', async () => {
    const loaded = await load(CONFIG);
    const theirs = `${CONFIG}[profile other]\nregion = x\n`;
    const open: typeof nodeFileSystem.open = async (...args) => {
      if (args[1] === 'wx') await writeFile(config, theirs);
      return nodeFileSystem.open(...args);
    };
    expect(await addBridge(loaded, dev, { ...nodeFileSystem, open })).toEqual({
      problem: `${config} has changed just now: try again`,
    });
    expect(await readFile(config, 'utf8')).toBe(theirs);
    const created = await load();
    await rm(config);
    expect(await addBridge(created, dev)).toEqual({ file: config });
  });

  it.each(['a b', 'x]y', ''])('refuses the name %j', async (name) => {
    expect(await addBridge(await load(CONFIG), { profile: 'dev', name })).toHaveProperty('problem');
    expect(await readFile(config, 'utf8')).toBe(CONFIG);
  });

  it('says why where the file cannot be written', async () => {
    const rename = () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' }));
    expect(await addBridge(await load(CONFIG), dev, { ...nodeFileSystem, rename })).toEqual({
      problem: `${config} cannot be written (EROFS)`,
    });
    expect(await readFile(config, 'utf8')).toBe(CONFIG);
    expect(
      await addBridge({ ...(await load()), paths: { config: undefined, credentials: undefined } }, dev),
    ).toEqual({ problem: 'AWS_CONFIG_FILE says that there is no config file' });
  });
});

describe('suggestBridge', () => {
  it('suggests a name that is free, for profiles whose session only the AWS CLI has', async () => {
    const text = `${CONFIG}[profile dev-bridge]\nregion = x\n[profile cmd]\ncredential_process = x\n[profile "my role"]\nrole_arn = x\nsource_profile = base\n[profile a$b]\nrole_arn = x\nsource_profile = base\n`;
    const { graph } = await load(text);
    expect(suggestBridge(graph, 'dev')).toBe('dev-bridge-2');
    expect(suggestBridge(graph, 'my role')).toBe('my-role-bridge');
    for (const name of ['base', 'cmd', 'gone', 'a$b']) expect(suggestBridge(graph, name)).toBeUndefined();
  });
});
