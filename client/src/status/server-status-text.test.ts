import { describe, expect, it } from 'vitest';
import { serverStatusText } from './server-status-text.ts';

describe('serverStatusText', () => {
  it('is busy while the server starts', () => {
    expect(serverStatusText('starting', undefined)).toMatchObject({ detail: 'Starting', busy: true });
  });

  it('is ready without a word about files that nobody has looked for', () => {
    expect(serverStatusText('running', undefined)).toMatchObject({
      detail: 'Ready',
      severity: 'information',
    });
    expect(serverStatusText('running', { scanning: false, judged: 0, skipped: 0 }).detail).toBe('Ready');
  });

  it('counts while it scans', () => {
    expect(serverStatusText('running', { scanning: true, judged: 1, skipped: 0 })).toMatchObject({
      detail: 'Looking through the workspace · 1 file judged',
      busy: true,
      severity: 'information',
    });
  });

  it('warns of skipped files', () => {
    expect(serverStatusText('running', { scanning: false, judged: 12, skipped: 2 })).toMatchObject({
      detail: 'Ready · 12 files judged · 2 files skipped',
      severity: 'warning',
      busy: false,
    });
  });

  it('forgets the files of a server that is gone', () => {
    const scan = { scanning: true, judged: 5, skipped: 5 };
    expect(serverStatusText('stopped', scan)).toMatchObject({ severity: 'warning', busy: false });
    expect(serverStatusText('failed', scan)).toMatchObject({ severity: 'error', busy: false });
  });
});
