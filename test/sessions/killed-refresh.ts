import { loadProfiles, loadSts, nodeCacheFileSystem, planRefresh, refreshProfile } from '@keyless/sessions';

/**
 * A refresh in a process of its own that stops for ever just before it renames the new entry, to be killed there. It
 * says so on its standard output. Arguments: the home folder and the profile.
 */
const [home = '', profile = ''] = process.argv.slice(2);
const rename = (): Promise<never> => {
  process.stdout.write('about to rename\n');
  return new Promise(() => setInterval(() => undefined, 1000));
};
await refreshProfile(planRefresh(await loadProfiles(process.env, home), profile), {
  askMfaCode: () => Promise.resolve(undefined),
  progress: () => undefined,
  clock: () => new Date(),
  signal: new AbortController().signal,
  loadSts,
  env: process.env,
  home,
  fs: { ...nodeCacheFileSystem, rename },
});
