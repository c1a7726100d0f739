import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects all garbage of this process; with `minor`, that of the young generation. */
export const collectGarbage = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;
