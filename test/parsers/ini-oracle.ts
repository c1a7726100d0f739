import type { IniKind } from '../../core/src/documents/document.ts';
import { parseIni } from '../../core/src/documents/ini/parser.ts';
import { readAsCli } from '../../core/src/documents/ini/readers/cli.ts';
import { readAsJs } from '../../core/src/documents/ini/readers/js.ts';
import type { ReadSections, ReadSettings, ReadValue } from '../../core/src/documents/ini/readers/reading.ts';
import { SecretValue } from '../../core/src/secret/secret-value.ts';
import { createSourceText, type SourceText } from '../../core/src/text/source-text.ts';

/** A setting as the tools themselves print it. */
export type PlainValue = string | { readonly [key: string]: PlainValue };
export type PlainFile = Readonly<Record<string, PlainValue>>;

/** Decodes a file as the hosts do: the flag for broken bytes comes from the decoder, not from the text. */
export function decodeSource(bytes: Uint8Array): SourceText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return createSourceText(text, { malformed: !Buffer.from(text, 'utf8').equals(bytes) });
}

/** The file in the shape of botocore's loader: `load_config` for config, `raw_config_parse` for credentials. */
export function asBotocore(source: SourceText, kind: IniKind): PlainFile | 'ConfigParseError' {
  const reading = readAsCli(parseIni('file:///x', kind, source));
  if (reading.refusal) return 'ConfigParseError';
  if (kind === 'aws-credentials') return plainSections(reading.profiles);
  return {
    ...plainSections(reading.others),
    profiles: plainSections(reading.profiles),
    sso_sessions: plainSections(reading.ssoSessions),
    services: plainSections(reading.services),
  };
}

/** The file in the shape of the JS SDK's `loadSharedConfigFiles`, and its SSO sessions. */
export function asJsSdk(
  source: SourceText,
  kind: IniKind,
): { readonly file: PlainFile; readonly ssoSessions: PlainFile } {
  const reading = readAsJs(parseIni('file:///x', kind, source));
  const prefixed = (prefix: string, sections: ReadSections): PlainFile =>
    fromEntries(Object.entries(plainSections(sections)).map(([name, value]) => [`${prefix}.${name}`, value]));
  return {
    file: {
      ...plainSections(reading.profiles),
      ...prefixed('sso-session', reading.ssoSessions),
      ...prefixed('services', reading.services),
    },
    ssoSessions: plainSections(reading.ssoSessions),
  };
}

function plainSections(sections: ReadSections): PlainFile {
  return fromEntries([...sections].map(([name, { settings }]) => [name, plainSettings(settings)]));
}

function plainSettings(settings: ReadSettings): PlainFile {
  return fromEntries([...settings].map(([key, { value }]) => [key, plainValue(value)]));
}

function plainValue(value: ReadValue['value']): PlainValue {
  if (typeof value === 'string') return value;
  return value instanceof SecretValue ? value.expose() : plainSettings(value);
}

/** Also for the key `__proto__`, which a plain assignment would lose. */
function fromEntries(entries: readonly (readonly [string, PlainValue])[]): PlainFile {
  return Object.fromEntries(entries);
}
