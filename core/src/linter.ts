import type { CredentialSet } from './aws/credential-set.ts';
import { isWorthReading } from './documents/concern.ts';
import { parseDotenv } from './documents/dotenv/parser.ts';
import type { DocumentKind, YamlKind } from './documents/document.ts';
import { parseIni } from './documents/ini/parser.ts';
import type { KeylessDocument } from './documents/keyless-document.ts';
import { meantKind } from './documents/manifest-text.ts';
import type { YamlDocument } from './documents/yaml/nodes.ts';
import { parseYaml } from './documents/yaml/parser.ts';
import { unreadYaml } from './documents/yaml/unread.ts';
import { selectFixes } from './engine/apply-fixes.ts';
import type { Finding, Fix, LintResult } from './engine/finding.ts';
import { profilesAround } from './facts/profiles-around.ts';
import { KeptParts } from './engine/kept-parts.ts';
import { LastGuests } from './engine/last-guests.ts';
import { RunTime } from './engine/run-time.ts';
import { runRules } from './engine/run-rules.ts';
import { noFacts, type WorkspaceFacts } from './facts/workspace-facts.ts';
import { createDocumentModel, type DocumentModel } from './model/document-model.ts';
import type { Clock } from './ports/clock.ts';
import { sessionsToRoles, type SessionsRewrite } from './rewrites/sessions-to-roles.ts';
import { createOnce } from './rule-api/once.ts';
import type { IndependentReaders, Rule, RuleMeta } from './rule-api/rule.ts';
import { fileToOidc, type FileRewrite } from './rewrites/file-to-oidc.ts';
import { defaultSettings, type Settings } from './rule-api/settings.ts';
import type { SourceText } from './text/source-text.ts';
import { createSourceText } from './text/source-text.ts';
import { applyEdits } from './text/text-edit.ts';

/** What judging depends on besides the document. */
export interface LintOptions {
  readonly facts?: WorkspaceFacts;
  readonly settings?: Settings;
  /** Fingerprints of findings of this file that are known, and are set aside. */
  readonly baseline?: ReadonlySet<string>;
}

/** The engine as hosts see it. */
export interface Linter {
  readonly rules: readonly RuleMeta[];
  /** As `parseModel`. */
  parse(uri: string, kind: DocumentKind, source: SourceText, previous?: DocumentModel): DocumentModel;
  lint(model: DocumentModel, options?: LintOptions): LintResult;
  /** Rewrites every pasted session that findings of a config or credentials file are about, as one edit over both files. */
  rewriteSessions(model: DocumentModel, findings: readonly Finding[], options?: LintOptions): SessionsRewrite;
  /** Rewrites every key of a CI file that is found and can be rewritten to OIDC, as one edit. */
  rewriteToOidc(model: DocumentModel, options?: LintOptions): FileRewrite;
  /** Applies safe fixes until none is left, at most ten passes, and tells how often each was applied. */
  applySafeFixes(model: DocumentModel, options?: LintOptions): FixRun;
}

export interface FixRun {
  readonly text: string;
  readonly applied: readonly Fix[];
}

export interface LinterInit {
  readonly rules: readonly Rule[];
  readonly clock: Clock;
  readonly readers: IndependentReaders;
}

/** A safe fix may uncover the next one; more passes than this would mean that two fixes undo each other. */
const MOST_PASSES = 10;

/** Composes the engine. The rules are handed in, so that tests can run one alone. */
export function createLinter(init: LinterInit): Linter {
  const kept = new KeptParts();
  const last = new LastGuests();
  const lint = (model: DocumentModel, options: LintOptions = {}): LintResult =>
    runRules(model, {
      rules: init.rules,
      kept,
      last,
      readers: init.readers,
      time: new RunTime(init.clock()),
      facts: options.facts ?? noFacts,
      settings: options.settings ?? defaultSettings,
      baseline: options.baseline,
    });
  return Object.freeze({
    rules: init.rules.map((rule) => rule.meta),
    parse: parseModel,
    lint,
    rewriteSessions: (model: DocumentModel, findings: readonly Finding[], options: LintOptions = {}) => {
      const { facts = noFacts, settings = defaultSettings } = options;
      const { readers } = init;
      const profiles = profilesAround(model, facts.awsFiles)();
      const sets = setsFound(model, findings);
      return sessionsToRoles(sets, { model, profiles, facts, settings, readers, once: createOnce() });
    },
    rewriteToOidc: (model: DocumentModel, options: LintOptions = {}) => {
      const { findings } = lint(model, options);
      const { facts = noFacts, settings = defaultSettings } = options;
      return fileToOidc(setsFound(model, findings), { model, facts, settings, once: createOnce() });
    },
    applySafeFixes: (model: DocumentModel, options?: LintOptions) =>
      applySafeFixes(model, (one) => lint(one, options)),
  });
}

/**
 * Parses a text of a known kind. Never throws; what is wrong stands in the document's `problems`. With `previous`, the
 * version of the file before this one, what has not changed is not parsed again; the result is the same without it.
 */
export function parseModel(
  uri: string,
  kind: DocumentKind,
  source: SourceText,
  previous?: DocumentModel,
): DocumentModel {
  return createDocumentModel(parseDocument(uri, kind, source, previous?.document), previous !== undefined);
}

/** The credentials that findings are about: what a person has silenced is to stay. */
function setsFound(model: DocumentModel, findings: readonly Finding[]): readonly CredentialSet[] {
  const places = new Set(findings.map(({ range }) => range.start));
  return model.credentialSets.filter(({ sites }) =>
    sites.some((site) => !site.commentedOut && places.has(site.range.start)),
  );
}

function parseDocument(
  uri: string,
  kind: DocumentKind,
  source: SourceText,
  previous: KeylessDocument | undefined,
): KeylessDocument {
  switch (kind) {
    case 'aws-config':
    case 'aws-credentials':
      return parseIni(uri, kind, source, previous?.format === 'ini' ? previous : undefined);
    case 'dotenv':
      return parseDotenv(uri, source);
    default:
      return parseYamlOf(
        uri,
        meantKind(kind, source.text),
        source,
        previous?.format === 'yaml' ? previous : undefined,
      );
  }
}

/** Any YAML file may be a manifest, and most files of shared names hold nothing that matters. */
function parseYamlOf(
  uri: string,
  kind: YamlKind,
  source: SourceText,
  previous: YamlDocument | undefined,
): YamlDocument {
  return isWorthReading(kind, source.text)
    ? parseYaml(uri, kind, source, previous)
    : unreadYaml(uri, kind, source);
}

function applySafeFixes(start: DocumentModel, lint: (model: DocumentModel) => LintResult): FixRun {
  const applied: Fix[] = [];
  let model = start;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const { edits, chosen } = selectFixes(lint(model).findings, (fix) => fix.applicability === 'safe');
    if (edits.length === 0) break;
    applied.push(...chosen);
    const { uri, kind, source } = model.document;
    model = parseModel(uri, kind, createSourceText(applyEdits(source.text, edits), source));
  }
  return { text: model.document.source.text, applied };
}
