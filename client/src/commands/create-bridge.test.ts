import { safe } from '@keyless/core';
import type { BridgeResult } from '@keyless/sessions';
import { expect, it } from 'vitest';
import type { Action } from '../sessions/refresh-ui.ts';
import { createBridgeCommand, type CreateBridgeInit } from './create-bridge.ts';

interface Scene {
  readonly suggested?: string | undefined;
  readonly answer?: string | undefined;
  readonly refusal?: string;
  readonly result?: BridgeResult;
}

function play(scene: Scene = {}) {
  const done: string[] = [];
  const buttons = new Map<string, Action>();
  const say =
    (kind: string): CreateBridgeInit['ui']['inform'] =>
    (message, ...actions) => {
      done.push([kind, message, ...actions.map(({ title }) => `[${title}]`)].join(' '));
      for (const action of actions) buttons.set(action.title, action);
    };
  const command = createBridgeCommand({
    read: () =>
      Promise.resolve(
        scene.refusal === undefined
          ? {
              suggest: () => ('suggested' in scene ? scene.suggested : 'dev-bridge'),
              add: (profile, name) => {
                done.push(`added ${name} to ${profile}`);
                return Promise.resolve(scene.result ?? { file: '/home/.aws/config' });
              },
            }
          : { refusal: scene.refusal },
      ),
    candidates: () => ['a', 'b'],
    pick: (names, title) => {
      done.push(`picked of ${names.join()} for ${title}`);
      return Promise.resolve(names[0]);
    },
    askName: (suggested) => Promise.resolve('answer' in scene ? scene.answer : ` ${suggested} `),
    openFile: (file) => done.push(`opened ${file}`),
    openTerminal: (profile) => done.push(`terminal of ${profile}`),
    ui: { inform: say('info'), warn: say('warning') },
  });
  return { command, done, press: (title: string): unknown => buttons.get(title)?.run() };
}

it('adds a bridge under the name that the person wants, and says how it is used', async () => {
  const { command, done, press } = play();
  await command({ profile: 'dev' });
  expect(done).toEqual([
    'added dev-bridge to dev',
    'info Set AWS_PROFILE=dev-bridge for boto3, the other SDKs and Terraform: they get the session from the AWS CLI 2. [Open Config] [Open Terminal]',
  ]);
  press('Open Config');
  press('Open Terminal');
  expect(done.slice(2)).toEqual(['opened /home/.aws/config', 'terminal of dev-bridge']);
});

it('asks for the profile where it is given none', async () => {
  const { command, done } = play();
  await command();
  expect(done.slice(0, 2)).toEqual(['picked of a,b for Create Bridge Profile', 'added dev-bridge to a']);
});

it.each<[Scene, string[]]>([
  [{ answer: undefined }, []],
  [
    { suggested: undefined },
    ['info This profile needs no bridge, or its name is one that a command cannot hold.'],
  ],
  [{ refusal: 'The AWS CLI refuses x.' }, ['warning The AWS CLI refuses x.']],
  [
    { result: { problem: safe`x has changed just now: try again` } },
    ['added dev-bridge to dev', 'warning x has changed just now: try again.'],
  ],
])('adds nothing, or says why: %j', async (scene, expected) => {
  const { command, done } = play(scene);
  await command('dev');
  expect(done).toEqual(expected);
});
