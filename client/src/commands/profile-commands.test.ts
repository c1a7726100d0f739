import { expect, it } from 'vitest';
import { createProfileCommands } from './profile-commands.ts';

function play(shell = '/bin/bash') {
  const done: string[] = [];
  const commands = createProfileCommands({
    profileNames: () => ['a', 'b'],
    pick: (names, title) => {
      done.push(`picked of ${names.join()} for ${title}`);
      return Promise.resolve(names[1]);
    },
    openTerminal: (profile) => done.push(`terminal of ${profile}`),
    copy: (text) => Promise.resolve(void done.push(`copied ${text}`)),
    shell: () => shell,
    ui: { inform: (message) => done.push(message), warn: (message) => done.push(message) },
  });
  return { commands, done };
}

it('opens a terminal for the profile of a line, a name, or one that is picked', async () => {
  const { commands, done } = play();
  await commands.openTerminal({ profile: 'dev' });
  await commands.openTerminal('dev');
  await commands.openTerminal();
  expect(done).toEqual([
    'terminal of dev',
    'terminal of dev',
    'picked of a,b for Open Terminal with This Profile',
    'terminal of b',
  ]);
});

it('copies what the shell understands', async () => {
  const { commands, done } = play('C:\\Windows\\System32\\cmd.exe');
  await commands.copyExport('my role');
  expect(done).toEqual([
    'copied set "AWS_PROFILE=my role"',
    'Copied. Paste it into a terminal: its commands use the profile from then on.',
  ]);
});

it('says so where the shell cannot take the name, and copies nothing', async () => {
  const { commands, done } = play('C:\\Windows\\System32\\cmd.exe');
  await commands.copyExport('%PATH%');
  expect(done).toEqual(['This shell cannot be given a profile of that name. Rename the profile.']);
});
