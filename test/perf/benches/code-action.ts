import { MANY_ROUNDS, timed, type Bench } from '../measure.ts';
import { KEYLESS } from '../peers/language-servers.ts';
import { inFolder } from '../samples/workspace.ts';
import { emptyRange, openFile, positionAt, startServer, WORKFLOW_FILE } from './open-files.ts';

/** The last key in the file: a letter above it moves it. */
const KEY = 'AWS_ACCESS_KEY_ID: ';

export const codeActionBenches: readonly Bench[] = [
  {
    name: 'code-action',
    about: 'The lightbulb at a finding in the workflow after an edit, with the resolved edit',
    unit: 'ms',
    goal: 10,
    goalFor: 'p95',
    rounds: MANY_ROUNDS,
    measure: () =>
      inFolder(async (folder) => {
        const editor = await startServer(KEYLESS, folder, { pull: true });
        const { uri, text } = await openFile(editor, folder, WORKFLOW_FILE);
        const { line, character } = positionAt(text, text.lastIndexOf(KEY) + KEY.length + 4);
        const first = { line: 0, character: 0 };
        let version = 1;
        const times: number[] = [];
        const press = async (): Promise<void> => {
          version += 1;
          await editor.edit({ uri, version, range: emptyRange(first), text: '#\n' });
          const range = emptyRange({ line: line + version - 1, character });
          const [time = Number.NaN] = await timed(
            () => async () => {
              const [action] = await editor.actions(uri, range);
              if (!action) throw new Error('There is no lightbulb');
              const { edit } = action.edit ? action : await editor.resolve(action);
              if (!edit) throw new Error('The lightbulb changes nothing');
            },
            { runs: 1, warmUp: 0 },
          );
          times.push(time);
        };
        for (let run = 0; run < 40; run += 1) await press();
        await editor.close();
        return times.slice(10);
      }),
  },
];
