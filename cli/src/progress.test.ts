import { describe, expect, it } from 'vitest';
import { clearing, createProgress } from './progress.ts';

function terminal(isTerminal = true) {
  const written: string[] = [];
  const write = (text: string): Promise<void> => {
    written.push(text);
    return Promise.resolve();
  };
  return { written, output: { isTerminal, write } };
}

describe('createProgress', () => {
  it('shows nothing of a run that is soon over, and nothing where nobody watches', () => {
    const [fast, file] = [terminal(), terminal(false)];
    let time = 0;
    const quick = createProgress(fast.output, () => time);
    const mute = createProgress(file.output, () => time);
    for (time = 0; time < 400; time += 1) quick.step('folder');
    for (time = 0; time < 4000; time += 1) mute.step('folder');
    expect([fast.written, file.written]).toEqual([[], []]);
  });

  it('shows one line of a long run, ten times a second at most', () => {
    const { written, output } = terminal();
    let time = 0;
    const progress = createProgress(output, () => time);
    for (time = 0; time < 1500; time += 1) progress.step(time % 10 === 0 ? 'document' : 'folder');
    expect(written).toHaveLength(10);
    expect(written[0]).toBe('\r\u001B[2K51 judged, 450 folders looked into …');
    expect(written.join('')).not.toContain('\n');
  });

  it('makes way for what is written, once', async () => {
    const { written, output } = terminal();
    let time = 0;
    const progress = createProgress(output, () => time);
    const other = clearing(output, progress);
    time = 1000;
    progress.step('folder');
    await other.write('a\n');
    await other.write('b\n');
    expect(written.slice(1)).toEqual(['\r\u001B[2K', 'a\n', 'b\n']);
  });
});
