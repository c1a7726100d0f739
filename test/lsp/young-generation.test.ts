import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { awsConfigText } from '../perf/samples/aws-config.ts';
import { dotenvText } from '../perf/samples/dotenv.ts';
import { keystrokes } from '../perf/benches/open-files.ts';
import { workflowText } from '../perf/samples/workflow.ts';
import { VS_CODE } from './client.ts';
import { collectGarbage } from './collect-garbage.ts';
import { client, start, useWorld, world } from './scene.ts';

// What V8 chooses to make in its old generation is not our doing.
beforeAll(() => setFlagsFromString('--no-allocation-site-pretenuring'));

useWorld();

const EDITS = 60;
/** By the second collection after it, which moves what is left into the old generation, a version has been replaced. */
const EDITS_BETWEEN = 4;

/** In bytes. */
function oldGeneration(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name.startsWith('old'))
    .reduce((sum, one) => sum + one.space_used_size, 0);
}

/** What becomes old of a version, in bytes on average, while nothing but the young generation is collected. */
async function agingPerEdit(path: string, languageId: string, text: string): Promise<number> {
  await start({ capabilities: VS_CODE });
  const uri = world.uri(path);
  await client.open(uri, text, languageId);
  await client.pull(uri);
  const next = keystrokes(uri, text);
  const type = async (edits: number): Promise<void> => {
    for (let edit = 1; edit <= edits; edit += 1) {
      const { version, range, text: letter } = next();
      await client.change(uri, version, [{ range, text: letter }]);
      await client.pull(uri);
      if (edit % EDITS_BETWEEN === 0) collectGarbage({ type: 'minor' });
    }
  };
  await type(EDITS);
  collectGarbage();
  const before = oldGeneration();
  await type(EDITS);
  return (oldGeneration() - before) / EDITS;
}

describe('the versions of a file that is edited', () => {
  it.each([
    { path: 'home/.aws/config', language: 'aws-config', text: awsConfigText(300, 60), most: 220_000 },
    { path: 'work/.env', language: 'dotenv', text: dotenvText(1000), most: 50_000 },
    { path: 'work/.github/workflows/all.yml', language: 'yaml', text: workflowText(1500), most: 140_000 },
  ])('are garbage for the young generation: $path', async ({ path, language, text, most }) => {
    expect(await agingPerEdit(path, language, text)).toBeLessThan(most);
  });
});
