import { describe, expect, it } from 'vitest';
import { readEnd } from './session-end.ts';

describe('readEnd', () => {
  it.each([
    ['2026-01-01T12:00:00Z', '2026-01-01T12:00:00.000Z'],
    ['2026-01-01T12:00:00+00:00', '2026-01-01T12:00:00.000Z'],
    ['2026-01-01T12:00:00.123456Z', '2026-01-01T12:00:00.123Z'],
    ['2026-01-01 12:00:00+0200', '2026-01-01T10:00:00.000Z'],
    ['2026-01-01T12:00:00UTC', '2026-01-01T12:00:00.000Z'],
    ['2026-01-01T12:00:00', '2026-01-01T12:00:00.000Z'],
    ['2026-01-01 12:00', '2026-01-01T12:00:00.000Z'],
    [' 2026-01-01T12:00:00z ', '2026-01-01T12:00:00.000Z'],
  ])('reads %j, UTC where no zone is told', (text, iso) => {
    expect(readEnd(text)?.toISOString()).toBe(iso);
  });

  it.each(['', 'soon', '1767268800', '2026-01-01', '2026-13-01T00:00:00Z', '2026-01-01T25:00:00Z'])(
    'takes %j for no time',
    (text) => expect(readEnd(text)).toBeUndefined(),
  );
});
