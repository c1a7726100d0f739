import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = ['core', 'files', 'sessions', 'server', 'cli', 'client'];

/** Our hard limit: a file that is longer has more than one purpose. */
const LONGEST_FILE = 400;

function sourceFiles(): readonly string[] {
  return [...PACKAGES, 'scripts', 'test/sts', 'test/e2e']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter(
      (file) => /\.(?:ts|mts|mjs)$/u.test(file) && !/\.test\.ts$|node_modules|\.generated\./u.test(file),
    );
}

describe('architecture', () => {
  it('has no cycle and no arrow that the layers forbid', async () => {
    const options = await extractDepcruiseOptions(join(ROOT, '.dependency-cruiser.cjs'));
    const previous = process.cwd();
    process.chdir(ROOT);
    try {
      const { output } = await cruise(
        PACKAGES.map((name) => `${name}/src`),
        options,
      );
      const { summary } = output as ICruiseResult;
      expect(summary.totalCruised).toBeGreaterThan(100);
      expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    } finally {
      process.chdir(previous);
    }
  });

  it(`has no source file over ${LONGEST_FILE} lines`, () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(100);
    const long = files.filter(
      (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 > LONGEST_FILE,
    );
    expect(long).toEqual([]);
  });
});
