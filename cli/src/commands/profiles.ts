import {
  buildProfileGraph,
  chainProse,
  toPlainText,
  type FileReading,
  type ProfileGraph,
} from '@keyless/core';
import type { ProfilesCommand } from '../args/profiles.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayNameOfUri, printable } from '../names.ts';
import { openAwsFiles, type FileError, type ReaderName } from '../profiles/aws-files.ts';
import {
  answerOf,
  mapToJson,
  profilesJson,
  type JsonChains,
  type JsonOrigins,
  type ProfilesAnswer,
} from '../profiles/profiles-json.ts';
import { sectionsText, type ReaderSections, type ShownSections } from '../profiles/profiles-text.ts';
import { readPair, type PairReading } from '../profiles/reading.ts';
import { profilesOf, sectionsOf, shownName } from '../profiles/settings.ts';
import { refusalText } from '../refusal.ts';

/** `keyless profiles`: shows what the AWS CLI or the SDK for JavaScript makes of the two files together. */
export async function profiles(command: ProfilesCommand, io: CliIo): Promise<number> {
  return command.json ? asJson(command, io) : asText(command, io);
}

async function asJson(command: ProfilesCommand, io: CliIo): Promise<number> {
  const reader = command.reader ?? 'cli';
  const opened = await openAwsFiles(reader, command, io);
  if ('reason' in opened) return print(io, { error: opened }, EXIT.usage);
  const pair = readPair(reader, opened, io);
  // That the AWS CLI refuses a file is an answer too.
  if ('refusal' in pair) return print(io, { error: pair.refusal }, EXIT.clean);
  const answer = answerOf(pair.config, pair.credentials);
  return print(io, command.origins ? { ...answer, ...originsOf(pair, io) } : answer, EXIT.clean);
}

async function print(io: CliIo, answer: ProfilesAnswer, code: number): Promise<number> {
  await io.stdout.write(profilesJson(answer));
  return code;
}

interface Pair {
  readonly config: FileReading;
  readonly credentials: FileReading;
}

function originsOf(pair: Pair, io: CliIo): { readonly origins: JsonOrigins; readonly chains: JsonChains } {
  const graph = buildProfileGraph(pair);
  const all = profilesOf(pair.config, pair.credentials);
  return {
    origins: mapToJson(all, (settings) =>
      mapToJson(settings, ({ document, line }) => ({
        file: displayNameOfUri(io.cwd, document.uri),
        line: line ?? null,
      })),
    ),
    chains: mapToJson(all, (_settings, name) => chainLines(graph, name)),
  };
}

/** Reads as one reader, or as both and tells where they differ. */
async function asText(command: ProfilesCommand, io: CliIo): Promise<number> {
  const readers: readonly ReaderName[] = command.reader === undefined ? ['cli', 'js'] : [command.reader];
  const pairs: { readonly reader: ReaderName; readonly pair: PairReading }[] = [];
  for (const reader of readers) {
    const opened = await openAwsFiles(reader, command, reader === readers[0] ? io : silent(io));
    if ('reason' in opened) {
      await io.stderr.write(`keyless: ${placeOf(opened)}: ${opened.reason}\n`);
      return EXIT.usage;
    }
    pairs.push({ reader, pair: readPair(reader, opened, io) });
  }
  for (const { pair } of pairs) {
    if (!('refusal' in pair)) continue;
    const { refusal } = pair;
    await io.stderr.write(refusalText(placeOf(refusal), refusal.reason));
  }
  await io.stdout.write(allText(pairs, io));
  return EXIT.clean;
}

function allText(
  pairs: readonly { readonly reader: ReaderName; readonly pair: PairReading }[],
  io: CliIo,
): string {
  const read = pairs.flatMap(({ reader, pair }) => ('refusal' in pair ? [] : [{ reader, pair }]));
  const main = read[0];
  if (!main) return '';
  const graph = buildProfileGraph(main.pair);
  const fileOf = (uri: string): string => printable(displayNameOfUri(io.cwd, uri));
  const part = (
    title: string,
    sections: (pair: Pair) => ShownSections,
    below: (name: string) => string = () => '',
  ): string => {
    const readings = read.map(({ reader, pair }): ReaderSections => ({ reader, sections: sections(pair) }));
    return sectionsText(readings, { title, fileOf, below });
  };
  const text = [
    part('profile', ({ config, credentials }) => profilesOf(config, credentials), chainText(graph)),
    part('sso-session', ({ config }) => sectionsOf(config.ssoSessions, config.document)),
    part('services', ({ config }) => sectionsOf(config.services, config.document)),
  ].join('');
  return text === '' ? 'No profiles.\n' : text.slice(0, -1);
}

function chainText(graph: ProfileGraph): (name: string) => string {
  return (name) => {
    const lines = chainLines(graph, name);
    return lines.length === 0 ? '' : `credentials:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  };
}

/** The hops of a chain, one a line, and what is wrong with its end. */
function chainLines(graph: ProfileGraph, name: string): readonly string[] {
  const text = toPlainText(chainProse(graph, name));
  return text.split('\n').flatMap((line) => (line === '' ? [] : [printable(shownName(line))]));
}

function placeOf({ file, line }: FileError): string {
  return `${printable(file)}:${line}`;
}

/** What counts as empty is told once, not once a reader. */
function silent(io: CliIo): CliIo {
  return { ...io, stderr: { write: () => Promise.resolve() } };
}
