import { timed, type Bench, type Measure } from '../measure.ts';
import {
  GIT_SECRETS,
  KEYLESS_CHECK,
  NODE_START,
  READ_AND_PARSE,
  RIPGREP,
  scan,
  SECRETLINT,
  type Scanner,
} from '../peers/scanners.ts';
import { writeTree } from '../samples/tree.ts';
import { lastingFolder } from '../samples/workspace.ts';

const MEGABYTE = 1_000_000;

/** The same tree for all that scan it, which takes longer to write than to scan. */
function scanning(bytes: number): (scanner: Scanner, runs: number) => Measure {
  let written: Promise<string> | undefined;
  return (scanner, runs) => async () => {
    const folder = await (written ??= newTree(bytes));
    return timed(() => () => scan(scanner, folder), { runs, warmUp: 1 });
  };
}

async function newTree(bytes: number): Promise<string> {
  const folder = await lastingFolder();
  await writeTree(folder, bytes);
  return folder;
}

function scanBench(name: string, about: string, bytes: number, peers: readonly Scanner[]): Bench {
  const over = scanning(bytes);
  const here = peers.filter((peer) => peer.isHere());
  return {
    name,
    about,
    unit: 'ms',
    measure: over(KEYLESS_CHECK, 4),
    shares: [
      { figure: 'median', of: SECRETLINT.name, atMost: 1 / 10 },
      // Node itself takes its time before the first line of a program runs, and ripgrep does not.
      { figure: 'median', of: RIPGREP.name, less: NODE_START.name, atMost: 3 },
    ],
    peers: here.map((peer) => ({ name: peer.name, measure: over(peer, peer === SECRETLINT ? 1 : 4) })),
  };
}

export const scanBenches: readonly Bench[] = [
  scanBench('scan', 'keyless check of 10,000 files, 150 of them ours, 40 MB', 40 * MEGABYTE, [
    SECRETLINT,
    RIPGREP,
    GIT_SECRETS,
    READ_AND_PARSE,
    NODE_START,
  ]),
  scanBench('scan-gigabyte', '… of 1 GB', 1000 * MEGABYTE, [SECRETLINT, RIPGREP, READ_AND_PARSE, NODE_START]),
];
