import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineBenches } from './benches/engine.ts';
import { growthBenches } from './benches/growth.ts';
import { memoryBenches } from './benches/memory.ts';
import { programBenches } from './benches/programs.ts';
import { serverBenches } from './benches/server.ts';
import type { Bench, Figures } from './measure.ts';
import { row, TITLE } from './table.ts';

/** Figures of one run of all benchmarks, and where they come from. */
interface Results {
  readonly machine: { readonly cpu: string; readonly platform: string; readonly node: string };
  readonly figures: Readonly<Record<string, Figures>>;
}

/** The record, which is part of the repository. */
const RECORD = join(process.cwd(), 'test/perf/results.json');
/** Each run's own. */
const RESULTS = join(process.cwd(), '.cache/bench/results.json');

const BENCHES: readonly Bench[] = [
  ...engineBenches,
  ...serverBenches,
  ...programBenches,
  ...growthBenches,
  ...memoryBenches,
];

async function readRecord(): Promise<Results | undefined> {
  try {
    return JSON.parse(await readFile(RECORD, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}

async function write(file: string, results: Results): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, record: { type: 'boolean', default: false } },
});
const only = values.only ?? [];
const chosen = BENCHES.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No benchmark is called so. There are: ${BENCHES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const record = await readRecord();
const machine = { cpu: cpus()[0]?.model ?? '', platform: `${platform()} ${arch()}`, node: process.version };
console.log(`${machine.cpu}, ${machine.platform}, Node ${machine.node}\n`);
console.log(TITLE);
const figures: Record<string, Figures> = {};
for (const bench of chosen) {
  const found = await bench.measure();
  figures[bench.name] = found;
  console.log(row(bench, found, record?.figures[bench.name]));
}
await write(RESULTS, { machine, figures });
// Figures of different machines do not belong into one record.
if (values.record)
  await write(RECORD, { machine, figures: only.length > 0 ? { ...record?.figures, ...figures } : figures });
