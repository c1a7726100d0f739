/** Where the language server is in its life. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

/** What the language server tells of the workspace. */
export interface ScanState {
  readonly scanning: boolean;
  readonly judged: number;
  readonly skipped: number;
}

/** The words of the status item, and how bad they are. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
}

/** Says how the language server is, and whether files were left out. */
export function serverStatusText(state: ServerState, scan: ScanState | undefined): StatusText {
  switch (state) {
    case 'starting':
      return { text: 'Keyless', detail: 'Starting', severity: 'information', busy: true };
    case 'failed':
      return {
        text: 'Keyless',
        detail: 'The language server could not be started',
        severity: 'error',
        busy: false,
      };
    case 'stopped':
      return { text: 'Keyless', detail: 'The language server is stopped', severity: 'warning', busy: false };
    case 'running':
      return running(scan);
  }
}

function running(scan: ScanState | undefined): StatusText {
  const judged = scan && (scan.scanning || scan.judged > 0) ? ` · ${files(scan.judged)} judged` : '';
  const skipped = scan && scan.skipped > 0 ? ` · ${files(scan.skipped)} skipped` : '';
  return {
    text: 'Keyless',
    detail: `${scan?.scanning === true ? 'Looking through the workspace' : 'Ready'}${judged}${skipped}`,
    severity: skipped === '' ? 'information' : 'warning',
    busy: scan?.scanning === true,
  };
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
