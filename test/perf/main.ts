import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { codeActionBenches } from './benches/code-action.ts';
import { engineBenches } from './benches/engine.ts';
import { growthBenches } from './benches/growth.ts';
import { keystrokeBenches } from './benches/keystroke.ts';
import { memoryBenches } from './benches/memory.ts';
import { ratioBenches } from './benches/ratios.ts';
import { residentBenches } from './benches/resident.ts';
import { scanBenches } from './benches/scan.ts';
import { startBenches } from './benches/start.ts';
import { weightBenches } from './benches/weight.ts';
import { figuresOf, type Bench, type Figures } from './measure.ts';
import { isBehind, type Outcome, type Results } from './outcome.ts';
import { rows, TITLE } from './table.ts';

/** The record, which is part of the repository. */
const RECORD = join(process.cwd(), 'bench/results.json');

const BENCHES: readonly Bench[] = [
  ...startBenches,
  ...keystrokeBenches,
  ...codeActionBenches,
  ...scanBenches,
  ...engineBenches,
  ...growthBenches,
  ...memoryBenches,
  ...residentBenches,
  ...weightBenches,
  ...ratioBenches,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    short: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    result: { type: 'string' },
  },
});

async function readRecord(): Promise<Results | undefined> {
  try {
    return JSON.parse(await readFile(RECORD, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}

function choose(): readonly Bench[] {
  if (values.short) return ratioBenches;
  const { only = [] } = values;
  return BENCHES.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
}

/**
 * How often times are measured. What else a machine does makes everything up to twice as slow for a while, and makes
 * nothing faster: of each program the quietest round counts.
 */
const ROUNDS = 3;

/** Measures ours and the peers' in turn. */
async function measureOnce({ measure: own, peers = [] }: Bench): Promise<Outcome> {
  const figures = figuresOf(await own());
  const others: Record<string, Figures> = {};
  for (const peer of peers) others[peer.name] = figuresOf(await peer.measure());
  return { figures, peers: others };
}

async function measure(bench: Bench): Promise<Outcome> {
  const { unit, rounds = unit === 'ms' ? ROUNDS : 1 } = bench;
  let outcome = await measureOnce(bench);
  for (let round = 1; round < rounds; round += 1) outcome = quietest(outcome, await measureOnce(bench));
  return outcome;
}

/** Of each program the quieter of two rounds. */
function quietest(one: Outcome, other: Outcome): Outcome {
  const peers = Object.entries(other.peers).map(([name, figures]) => [
    name,
    quieter(one.peers[name] ?? figures, figures),
  ]);
  return {
    figures: quieter(one.figures, other.figures),
    peers: Object.fromEntries(peers) as Outcome['peers'],
  };
}

function quieter(one: Figures, other: Figures): Figures {
  return one.median <= other.median ? one : other;
}

async function write(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

/** A ratio differs from run to run by a fifth or so; the record holds the worst of some. */
async function measureForRecord(bench: Bench): Promise<Outcome> {
  let worst = await measure(bench);
  for (let run = 1; run < 3 && ratioBenches.includes(bench); run += 1) {
    const outcome = await measure(bench);
    if (outcome.figures.median > worst.figures.median) worst = outcome;
  }
  return worst;
}

const chosen = choose();
if (chosen.length === 0) {
  console.error(`No benchmark is called so. There are: ${BENCHES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const record = await readRecord();
const machine = { cpu: cpus()[0]?.model ?? '', platform: `${platform()} ${arch()}`, node: process.version };
console.log(`${machine.cpu}, ${machine.platform}, Node ${machine.node}\n`);
console.log(TITLE);
const outcomes: Record<string, Outcome> = {};
const behind: string[] = [];
for (const bench of chosen) {
  let outcome = await (values.record ? measureForRecord(bench) : measure(bench));
  const recorded = record?.outcomes[bench.name];
  // A machine has bad moments; a regression is there each time.
  for (let again = 0; again < 2 && values.short && isBehind(outcome, recorded); again += 1)
    outcome = await measure(bench);
  outcomes[bench.name] = outcome;
  for (const line of rows(bench, outcome, recorded)) console.log(line);
  if (values.short && isBehind(outcome, recorded)) behind.push(bench.name);
}
if (values.record)
  // Figures of one run belong together, but a record may be mended.
  await write(RECORD, {
    machine,
    outcomes: chosen.length < BENCHES.length ? { ...record?.outcomes, ...outcomes } : outcomes,
  } satisfies Results);
if (values.result !== undefined)
  await write(values.result, { passed: chosen.length - behind.length, failed: behind.length, skipped: 0 });
for (const name of behind)
  console.error(`${name} has fallen behind by more than a third of what bench/results.json records`);
if (behind.length > 0) process.exitCode = 1;
