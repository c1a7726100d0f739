import {
  SecretValue,
  type DocumentModel,
  type Finding,
  type IniDocument,
  type LintResult,
} from '@keyless/core';

/** All that is known of an AWS file, as plain data: two models are alike where this is equal. */
export function plainDocument({ document }: DocumentModel): unknown {
  if (document.format !== 'ini') throw new TypeError('Only AWS files are parsed by parts');
  const { sections, lines, orphans, commentedEntries, commentedOrphans, problems, kind, uri } = document;
  const places = new Map(
    [...orphans, ...sections.flatMap((one) => one.entries)].map((one, index) => [one, index]),
  );
  const plainEntry = (entry: IniDocument['orphans'][number]): unknown => {
    const { name, key, keyRange, delimiter, delimiterRange, valueRange, value, parent } = entry;
    return {
      name,
      key,
      keyRange,
      delimiter,
      delimiterRange,
      valueRange,
      value: openValue(value),
      indented: entry.indented,
      swallowed: entry.swallowed,
      parent: parent && places.get(parent),
      lineRange: entry.lineRange,
      refused: document.isRefusedKey(entry),
    };
  };
  const plainComment = (entry: IniDocument['commentedEntries'][number]): unknown => ({
    name: entry.name,
    keyRange: entry.keyRange,
    valueRange: entry.valueRange,
    value: openValue(entry.value),
    lineRange: entry.lineRange,
    section: entry.section && sections.indexOf(entry.section),
  });
  return {
    kind,
    uri,
    lines,
    problems,
    orphans: orphans.map(plainEntry),
    commentedEntries: commentedEntries.map(plainComment),
    commentedOrphans: commentedOrphans.map(plainComment),
    sections: sections.map((section) => ({
      type: section.type,
      name: section.name,
      rawName: section.rawName,
      nameRange: section.nameRange,
      headerRange: section.headerRange,
      isFlawless: section.isFlawless,
      hasSecret: section.hasSecret,
      range: section.range,
      lines: section.lines,
      headerLine: section.headerLine,
      goesOn: section.hasLine('continuation'),
      entries: section.entries.map(plainEntry),
      commentedEntries: section.commentedEntries.map(plainComment),
    })),
  };
}

/** All that was found in a file. Fixes take long to make: they are asked of one finding in `every`, from the first on. */
export function plainResult({ findings, suppressed, failures }: LintResult, every = 1, first = 0): unknown {
  const plain = (finding: Finding, index: number): unknown => {
    const { ruleId, severity, message, range, related, fingerprint, tag } = finding;
    const fixes = index % every === first % every ? finding.fixes : undefined;
    return { ruleId, severity, message, range, related, fingerprint, tag, fixes };
  };
  return { findings: findings.map(plain), suppressed: suppressed.map(plain), failures };
}

function openValue(value: string | SecretValue): unknown {
  return value instanceof SecretValue ? { secret: value.derive((text) => text) } : value;
}
