import { nodeFileSystem } from '@keyless/files';
import { loadProfiles, loadSts, planRefresh, refreshProfile } from '@keyless/sessions';

/**
 * Another window: refreshes in a process of its own, so many times, one after the other. Says on its standard output
 * when it begins. With `hang` for the number it stops for ever just before it renames the new entry, to be killed there,
 * and says so only then. Arguments: the home folder, the profile, and the number.
 */
const [home = '', profile = '', rounds = ''] = process.argv.slice(2);
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const hang = (): Promise<never> => {
  say('about to rename');
  return new Promise(() => setInterval(() => undefined, 1000));
};

const hangs = rounds === 'hang';
if (!hangs) say('begins');
for (let round = 0; round < (hangs ? 1 : Number(rounds)); round += 1) {
  const result = await refreshProfile(planRefresh(await loadProfiles(process.env, home), profile), {
    askMfaCode: () => Promise.resolve(undefined),
    progress: () => undefined,
    clock: () => new Date(),
    signal: new AbortController().signal,
    loadSts,
    env: process.env,
    home,
    fs: hangs ? { ...nodeFileSystem, rename: hang } : nodeFileSystem,
  });
  if (!result.ok) throw new Error(`The refresh has failed: ${result.title}`);
}
