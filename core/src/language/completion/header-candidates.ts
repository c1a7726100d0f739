import { plainHeader, type HeaderForm } from '../../documents/ini/header-form.ts';
import type { IniDocument } from '../../documents/ini/nodes.ts';
import { meantText } from '../../aws/profile-sso.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import type { View } from '../surroundings.ts';
import { shownName } from '../shown-name.ts';
import { snippetText, type Completion } from './completion.ts';

type NamedType = HeaderForm['type'];

/** Kinds of sections, with the name that stands in a snippet until a person types another. */
const KINDS: readonly (readonly [NamedType, string, SafeText])[] = [
  ['profile', 'NAME', safe`settings of a profile`],
  ['sso-session', 'NAME', safe`sign-in to IAM Identity Center`],
  ['services', 'NAME', safe`addresses of single services`],
];

/**
 * What can stand between the brackets: names that something refers to or that the other file has, then the kinds of
 * sections. `closing`: what is missing behind.
 */
export function headerCandidates(
  document: IniDocument,
  { profiles }: View,
  closing: ']' | '',
): readonly Completion[] {
  const isConfig = document.kind === 'aws-config';
  const wanted = isConfig ? wantedInConfig(profiles) : wantedInCredentials(profiles);
  const known = wanted.flatMap(({ type, name, detail }): readonly Completion[] => {
    const label = shownName(plainHeader(document.kind, { type, name }));
    if (label === undefined || name.includes(']')) return [];
    return [{ label, kind: 'section', newText: `${label}${closing}`, detail }];
  });
  return isConfig ? [...known, ...KINDS.map((kind) => kindCompletion(kind, closing))] : known;
}

function kindCompletion([type, name, detail]: (typeof KINDS)[number], closing: string): Completion {
  return {
    label: safe`${type as SafeText} …`,
    kind: 'section',
    newText: `${type} `,
    snippet: `${type} \${1:${snippetText(name)}}${closing}`,
    detail,
  };
}

interface Wanted {
  readonly type: NamedType;
  readonly name: string;
  readonly detail: SafeText;
}

function wantedInConfig(graph: ProfileGraph): readonly Wanted[] {
  const { profiles, ssoSessions, services } = graph;
  const all = [...profiles.values()];
  const named = (key: string): readonly string[] =>
    [...new Set(all.map(({ settings }) => meantText(settings.get(key)) ?? ''))].filter((name) => name !== '');
  const missing = (type: NamedType, key: string, there: ReadonlyMap<string, unknown>, detail: SafeText) =>
    named(key)
      .filter((name) => !there.has(name))
      .map((name): Wanted => ({ type, name, detail }));
  return [
    ...missing('profile', 'source_profile', profiles, safe`is named as a source`),
    ...missing('sso-session', 'sso_session', ssoSessions, safe`is named by a profile`),
    ...missing('services', 'services', services, safe`is named by a profile`),
    ...all
      .filter(({ config }) => !config)
      .map(({ name }): Wanted => ({ type: 'profile', name, detail: safe`has keys in credentials` })),
    ...(profiles.get('default') ? [] : [defaultProfile]),
  ];
}

function wantedInCredentials({ profiles }: ProfileGraph): readonly Wanted[] {
  const others = [...profiles.values()].filter(({ credentials }) => !credentials);
  return [
    ...(profiles.get('default') ? [] : [defaultProfile]),
    ...others.map(({ name }): Wanted => ({ type: 'profile', name, detail: safe`stands in config` })),
  ];
}

const defaultProfile: Wanted = { type: 'profile', name: 'default', detail: safe`used where none is named` };
