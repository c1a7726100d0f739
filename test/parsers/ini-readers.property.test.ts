import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IniKind } from '../../core/src/documents/document.ts';
import { parseIni } from '../../core/src/documents/ini/parser.ts';
import { iniText } from './ini-arbitrary.ts';
import { asBotocore, asJsSdk, decodeSource, type PlainFile } from './ini-oracle.ts';

/** The part of the JS SDK that reads the two files. */
interface SharedIniFileLoader {
  loadSharedConfigFiles(init: object): Promise<{ configFile: PlainFile; credentialsFile: PlainFile }>;
  loadSsoSessionData(init: object): Promise<PlainFile>;
  externalDataInterceptor: { interceptFile(path: string, contents: string): void };
}

interface LoaderResult {
  readonly file?: PlainFile;
  /** One-based. */
  readonly refusedAt?: readonly number[];
}

const kinds = fc.constantFrom<IniKind>('aws-config', 'aws-credentials');

/** botocore's loader over a batch of files; of what it refuses it gives the lines, where its error names any. */
const LOADER = `
import json, os, sys
from botocore.configloader import load_config, raw_config_parse
from botocore.exceptions import ConfigParseError
results = []
path = os.path.join(sys.argv[1], 'file')
for kind, text in json.load(sys.stdin):
    with open(path, 'wb') as file:
        file.write(text.encode('utf-8'))
    try:
        results.append({'file': load_config(path) if kind == 'aws-config' else raw_config_parse(path)})
    except ConfigParseError as refused:
        error = refused.kwargs['error']
        lines = [number for number, _ in getattr(error, 'errors', [])] or [getattr(error, 'lineno', None)]
        results.append({'refusedAt': [line for line in lines if line is not None]})
json.dump(results, sys.stdout)
`;

const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import botocore.configloader']).status === 0,
);
const sdk = loadSdk();

describe.skipIf(sdk === undefined)('readAsJs', () => {
  it('agrees with @smithy/core on any file', async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(iniText, kinds, async (text, kind) => {
        if (!sdk) return;
        files += 1;
        const path = `/virtual/${files}`;
        sdk.externalDataInterceptor.interceptFile(path, text);
        sdk.externalDataInterceptor.interceptFile('/virtual/none', '');
        const config = kind === 'aws-config' ? path : '/virtual/none';
        const credentials = kind === 'aws-config' ? '/virtual/none' : path;
        const read = await sdk.loadSharedConfigFiles({ configFilepath: config, filepath: credentials });
        const expected = {
          file: kind === 'aws-config' ? read.configFile : read.credentialsFile,
          ssoSessions: kind === 'aws-config' ? await sdk.loadSsoSessionData({ configFilepath: config }) : {},
        };
        const actual = asJsSdk(decodeSource(Buffer.from(text, 'utf8')), kind);
        expect(actual, describeFile(text)).toEqual(expected);
      }),
      { numRuns: 4000 },
    );
  });
});

describe.skipIf(python === undefined)('readAsCli', () => {
  it('agrees with botocore on any file', () => {
    const seed = Math.trunc(Math.random() * 0x7fffffff);
    const files = fc.sample(fc.tuple(kinds, iniText), { numRuns: 1500, seed });
    const folder = mkdtempSync(join(tmpdir(), 'keyless-botocore-'));
    try {
      const { stdout, stderr, status } = spawnSync(python ?? '', ['-c', LOADER, folder], {
        input: JSON.stringify(files),
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, PYTHONUTF8: '1' },
      });
      expect(status, stderr).toBe(0);
      const results = JSON.parse(stdout) as readonly LoaderResult[];
      for (const [index, [kind, text]] of files.entries()) {
        const { file = 'ConfigParseError', refusedAt = [] } = results[index] ?? {};
        const source = decodeSource(Buffer.from(text, 'utf8'));
        const where = `seed ${seed}, ${kind}: ${describeFile(text)}`;
        expect(asBotocore(source, kind), where).toEqual(file);
        // Python stops at some mistakes, so it may name fewer lines.
        const problems = parseIni('file:///x', kind, source).problems;
        const lines = problems.map(({ range }) => source.lines.positionAt(range.start).line + 1);
        expect(lines, where).toEqual(expect.arrayContaining([...refusedAt]));
      }
      // A generator that only makes refused files, or none, would prove nothing.
      const refused = results.filter(({ refusedAt }) => refusedAt !== undefined).length;
      expect(refused).toBeGreaterThan(files.length / 10);
      expect(files.length - refused).toBeGreaterThan(files.length / 10);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function loadSdk(): SharedIniFileLoader | undefined {
  try {
    return createRequire(import.meta.url)('@smithy/core/config') as SharedIniFileLoader;
  } catch {
    return undefined;
  }
}

function describeFile(text: string): string {
  return `file ${JSON.stringify(text)}`;
}
