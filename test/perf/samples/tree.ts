import { characters, seededRandom } from './random.ts';
import { dotenvText } from './dotenv.ts';
import { put } from './workspace.ts';
import { workflowText } from './workflow.ts';

const FILES = 10_000;
/** Folders with a `.env` and a workflow each: 150 files that the product reads. */
const SERVICES = 75;
const EXTENSIONS = ['ts', 'json', 'md', 'py', 'css', 'tf'];

/** Writes a repository of 10,000 files, 150 of them with AWS credentials or CI in them, and of so many bytes in all. */
export async function writeTree(folder: string, bytes: number): Promise<void> {
  const random = seededRandom(11);
  const [env, workflow] = [dotenvText(60), workflowText(120)];
  for (let service = 0; service < SERVICES; service += 1) {
    await put(folder, `service-${service}/.env`, env);
    await put(folder, `service-${service}/.github/workflows/deploy.yml`, workflow);
  }
  const others = FILES - 2 * SERVICES;
  const line = characters(random, 79, 'abcdefghijklmnopqrstuvwxyz      (){}=.;');
  const text = `${line}\n`.repeat(Math.max(1, Math.round(bytes / others / (line.length + 1))));
  for (let index = 0; index < others; index += 1) {
    const extension = EXTENSIONS[index % EXTENSIONS.length] ?? 'txt';
    await put(folder, `service-${index % SERVICES}/src/part-${index % 13}/file-${index}.${extension}`, text);
  }
}
