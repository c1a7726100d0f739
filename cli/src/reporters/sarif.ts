import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  HOMEPAGE,
  rulePageUrl,
  SARIF_BASE,
  sarifLog,
  sarifResults,
  sarifRule,
  UNUSED_SUPPRESSION,
  unusedSuppressionRule,
  type Finding,
  type RuleMeta,
  type SarifArtifact,
  type SarifNotification,
  type SarifResult,
  type SarifRule,
} from '@keyless/core';
import manifest from '../../package.json' with { type: 'json' };
import { INTERNAL_ERROR } from '../judge.ts';
import type { CliIo } from '../io.ts';
import { displayName, uriOf } from '../names.ts';
import type { Reporter } from './reporter.ts';

export interface SarifReporterOptions {
  readonly metas: readonly RuleMeta[];
  /** Whether findings that comments or the baseline silence are listed too, marked as such. */
  readonly withSuppressed: boolean;
}

/** For code scanning: one SARIF log at the end and nothing else. */
export function createSarifReporter(io: CliIo, { metas, withSuppressed }: SarifReporterOptions): Reporter {
  const results: SarifResult[] = [];
  const notifications: SarifNotification[] = [];
  const ids = [...metas.map((meta) => meta.id), UNUSED_SUPPRESSION];
  const artifactOf = (uri: string): SarifArtifact => artifactIn(io.cwd, uri);
  const ruleIndexOf = (ruleId: string): number => ids.indexOf(ruleId);
  const notify = (uri: string, level: SarifNotification['level'], text: string): void => {
    const locations = [{ physicalLocation: { artifactLocation: artifactOf(uri) } }];
    notifications.push({ level, message: { text }, locations });
  };
  return {
    judged: (path, model, { findings, suppressed, known }) => {
      const isInternal = ({ ruleId }: Finding): boolean => ruleId === INTERNAL_ERROR;
      for (const finding of findings.filter(isInternal)) notify(uriOf(path), 'error', finding.message);
      const own = findings.filter((finding) => !isInternal(finding));
      results.push(...sarifResults(model, own, { artifactOf, ruleIndexOf }));
      if (withSuppressed) {
        const options = { artifactOf, ruleIndexOf };
        results.push(...sarifResults(model, suppressed, { ...options, silencedBy: 'inSource' }));
        results.push(...sarifResults(model, known, { ...options, silencedBy: 'external' }));
      }
      return Promise.resolve();
    },
    skipped: (path, reason) => {
      notify(uriOf(path), 'note', `Skipped: ${reason}`);
      return Promise.resolve();
    },
    end: async (_summary, failures) => {
      const run = {
        version: manifest.version,
        rules: await describeRules(metas, io),
        results,
        notifications,
        successful: failures === 0,
        base: pathToFileURL(`${io.cwd}/`).href,
      };
      await io.stdout.write(sarifLog(run, HOMEPAGE));
    },
  };
}

/** Relative to the working folder what is in it, absolute what is not: GitHub knows nothing above its checkout. */
function artifactIn(cwd: string, uri: string): SarifArtifact {
  if (!uri.startsWith('file:')) return { uri };
  const name = displayName(cwd, fileURLToPath(uri));
  const isInside = !name.startsWith('../') && name !== '..' && !/^(?:[A-Za-z]:|[\\/])/u.test(name);
  return isInside
    ? { uri: name.split('/').map(encodeURIComponent).join('/'), uriBaseId: SARIF_BASE }
    : { uri };
}

async function describeRules(metas: readonly RuleMeta[], io: CliIo): Promise<readonly SarifRule[]> {
  const page = async (id: string): Promise<string | undefined> => {
    const markdown = await io.rulePage?.(id);
    return markdown === undefined ? undefined : withAbsoluteLinks(withoutMarkers(markdown), id);
  };
  const rules = await Promise.all(metas.map(async (meta) => sarifRule(meta, await page(meta.id))));
  return [...rules, unusedSuppressionRule(await page(UNUSED_SUPPRESSION))];
}

function withoutMarkers(markdown: string): string {
  return markdown.replaceAll(/^<!--.*-->\r?\n+/gmu, '');
}

/** Elsewhere the links between pages lead nowhere. */
function withAbsoluteLinks(markdown: string, id: string): string {
  return markdown.replaceAll(
    /\]\((?![a-z]+:|#)([^)\s]+)\)/gu,
    (_whole, target: string) => `](${new URL(target, rulePageUrl(id)).href})`,
  );
}
