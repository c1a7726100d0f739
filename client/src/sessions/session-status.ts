import { timeLeft } from '@keyless/core';
import type { SessionProfile } from '@keyless/sessions';
import type { StatusBarItem } from 'vscode';
import { lookOf, whoIs, type SessionLook } from './session-look.ts';

/** What the status bar says of a profile. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** What selecting it does. */
  readonly action: 'refresh' | 'sign-in' | 'show';
}

const ICONS: Readonly<Record<SessionLook, string>> = {
  live: 'key',
  soon: 'watch',
  ended: 'warning',
  corrupt: 'error',
  absent: 'circle-outline',
  unknown: 'key',
};

const SELECT: Readonly<Record<StatusText['action'], string>> = {
  refresh: 'Select to refresh',
  'sign-in': 'Select to sign in',
  show: 'Select to show all sessions',
};

/** `undefined` where there is nothing to count down and nothing to mend. */
export function sessionStatusText(profile: SessionProfile | undefined, now: number): StatusText | undefined {
  const end = profile?.end;
  if (!profile || !end || end.state === 'absent') return undefined;
  const look = lookOf(end, now);
  const action = profile.kind === 'role' ? 'refresh' : profile.signIn === undefined ? 'show' : 'sign-in';
  const lines =
    'expiresAt' in end
      ? [end.arn, `${end.expiresAt.getTime() <= now ? 'Ended' : 'Ends'} ${end.expiresAt.toLocaleString()}`]
      : [`The AWS CLI cannot read its cached session: ${end.reason}`];
  return {
    text: `$(${ICONS[look]}) Keyless: ${plain(profile.label)} ${leftText(profile, look, now)}`,
    tooltip: [whoIs(profile), ...lines, SELECT[action]].filter((line) => line !== undefined).join('\n'),
    action,
  };
}

function leftText({ expiresAt }: SessionProfile, look: SessionLook, now: number): string {
  if (!expiresAt) return look === 'corrupt' ? 'broken' : '';
  const left = expiresAt.getTime() - now;
  // It has ended, and the AWS CLI renews it.
  return left <= 0 && look === 'live' ? '' : timeLeft(left);
}

/** `$(…)` would be drawn as an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** The part of a status bar item that is used. */
export type SessionItem = Pick<StatusBarItem, 'text' | 'tooltip' | 'show' | 'hide'>;

/** Puts it into the item, and hides the item where there is nothing to say. */
export function drawStatus(item: SessionItem, status: StatusText | undefined): void {
  if (!status) {
    item.hide();
    return;
  }
  item.text = status.text.trimEnd();
  item.tooltip = status.tooltip;
  item.show();
}
