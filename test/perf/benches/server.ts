import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createNodeHost } from '@keyless/server';
import type { Position } from 'vscode-languageserver-protocol';
import { timed, type Bench, type Figures } from '../measure.ts';
import { typist, type Keystroke } from '../samples/edits.ts';
import { CONFIG } from './engine.ts';
import { editorInProcess, type Editor } from './protocol.ts';

/** An open config of 1,000 profiles, seen from an editor. */
interface OpenConfig {
  readonly editor: Editor;
  readonly uri: string;
  readonly text: string;
  /** Sends a keystroke; gives how long the client needed for that, which is next to nothing. */
  readonly type: (keystroke: Keystroke) => Promise<void>;
}

async function withConfig(measure: (config: OpenConfig) => Promise<Figures>): Promise<Figures> {
  const home = await mkdtemp(join(tmpdir(), 'keyless-bench-'));
  const path = join(home, '.aws/config');
  const text = CONFIG.text();
  await mkdir(join(home, '.aws'));
  await mkdir(join(home, 'work'));
  await writeFile(path, text);
  const host = createNodeHost({ AWS_CONFIG_FILE: path });
  const editor = await editorInProcess(host, pathToFileURL(join(home, 'work')).href);
  const uri = pathToFileURL(path).href;
  try {
    await editor.open(uri, 'aws-config', text);
    await editor.pull(uri);
    return await measure({ editor, uri, text, type: typeInto(editor, uri, text) });
  } finally {
    await editor.shutdown();
    await rm(home, { recursive: true, force: true });
  }
}

function typeInto(editor: Editor, uri: string, text: string): OpenConfig['type'] {
  let before = text;
  let version = 1;
  return ({ text: after, offset }) => {
    const at = positionAt(before, offset);
    const added = after.slice(offset, offset + after.length - before.length);
    before = after;
    version += 1;
    return editor.insert(uri, version, at, added);
  };
}

/** Without an index: only one place is asked for. */
function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}

export const serverBenches: readonly Bench[] = [
  {
    name: 'server-keystroke',
    about: 'Language server, 1,000-profile config: a keystroke and the answer with all diagnostics',
    unit: 'ms',
    measure: () =>
      withConfig(({ editor, uri, text, type }) => {
        const next = typist(text);
        return timed(
          () => {
            const keystroke = next();
            return async () => {
              await type(keystroke);
              return editor.pull(uri);
            };
          },
          { runs: 100, warmUp: 50 },
        );
      }),
  },
  {
    name: 'server-code-action',
    about: '… and the lightbulb of a pasted session, after a keystroke elsewhere',
    unit: 'ms',
    measure: () =>
      withConfig(({ editor, uri, text, type }) => {
        const at = positionAt(text, text.indexOf('ASIA'));
        // What is typed stands below, so the key stays where it is.
        const rest = text.indexOf('\n', text.indexOf('ASIA'));
        const next = typist(text.slice(rest));
        const keystrokes = (): Keystroke => {
          const { text: after, offset } = next();
          return { text: text.slice(0, rest) + after, offset: offset + rest };
        };
        return timed(
          () => {
            const keystroke = keystrokes();
            return async () => {
              await type(keystroke);
              return editor.actions(uri, { start: at, end: at });
            };
          },
          { runs: 50, warmUp: 20 },
        );
      }),
  },
];
