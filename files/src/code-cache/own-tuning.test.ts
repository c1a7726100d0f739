import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ownTuning, type Tuning } from './own-tuning.ts';

const PHASES = ['starting', 'started', 'usual'] as const satisfies readonly (keyof Tuning)[];

function flagsOf(phase: keyof Tuning, version: string): readonly string[] {
  const flags: string[] = [];
  ownTuning({ patience: 2 }, { version, setFlag: (flag) => flags.push(flag) })[phase]();
  return flags;
}

/** What a flag is about, and what it says of that. */
function parts(flag: string): readonly [string, string] {
  const [, no = '', name = '', value = ''] = /^--(no-)?([a-z-]+)=?(.*)$/u.exec(flag) ?? [];
  return [name, no + value];
}

describe('ownTuning', () => {
  it('waits longer until functions are optimized with the V8 of Node 20 alone, and only until the program has started', () => {
    const budgets = PHASES.map((phase) => new Map(flagsOf(phase, '11.3.244.8-node.38').map(parts)));
    expect(budgets.map((flags) => flags.get('interrupt-budget'))).toEqual(['135168', '67584', '67584']);
    for (const version of ['11.8.172.17', '12.4.254.21-node.57', '14.6.202.34-electron.0'])
      for (const phase of PHASES)
        expect(flagsOf(phase, version).map(parts)).not.toContainEqual([
          'interrupt-budget',
          expect.anything(),
        ]);
  });

  it('sets the same flags in each phase, so that none stays as it was', () => {
    const names = PHASES.map((phase) => flagsOf(phase, '12.4.254.21').map((flag) => parts(flag)[0]));
    expect(names[0]).toHaveLength(2);
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });

  it('sets flags that this Node knows, and ends with what they are by themselves', () => {
    const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    for (const flag of flagsOf('usual', process.versions.v8)) {
      const [name, value] = parts(flag);
      const byItself = new RegExp(`^  --${name} .*\\n.*default: (.*)$`, 'mu').exec(options)?.[1];
      expect(byItself).toMatch(value === '' ? `--${name}` : value);
    }
  });

  it('leaves a V8 alone that it does not know, and survives what has none', () => {
    for (const version of ['10.2.154', '15.0.1', '']) expect(flagsOf('starting', version)).toEqual([]);
    const setFlag = (): never => {
      throw new Error('not implemented');
    };
    expect(() => ownTuning({ patience: 2 }, { version: '12.4.254', setFlag }).starting()).not.toThrow();
  });
});
