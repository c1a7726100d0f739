/** `npm run package:npm`: builds, and packs the npm package into `dist`. `npm publish` takes the tarball. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packNpm } from './lib/npm-package.mjs';
import { runCommand } from './lib/run-command.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

await runCommand(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
const tarball = await packNpm(ROOT, `${ROOT}dist`);
console.log(relative(process.cwd(), tarball));
