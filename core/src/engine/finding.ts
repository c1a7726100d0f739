import type { Applicability, Placeholder } from '../rule-api/rule.ts';
import type { Severity } from '../rule-api/severity.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { FileChange } from '../text/file-change.ts';
import type { FilePlace } from '../text/file-place.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** A problem of a document, ready to be shown. Plain data: hosts convert and serialise it. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: SafeText;
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
  /** Made when they are first asked for, because a rewrite reads its result again before it is offered. */
  readonly fixes: readonly Fix[];
  /** Rule, what it is about, and a number among equals. Holds nothing of a secret and survives edits elsewhere. */
  readonly fingerprint: string;
  readonly tag: 'unnecessary' | 'deprecated' | undefined;
}

/** Another place that explains a finding. It may be in another file. */
export interface RelatedPlace extends FilePlace {
  readonly message: SafeText;
}

/** A way to mend a finding. The edits refer to the text that was judged. */
export interface Fix {
  readonly id: string;
  readonly title: SafeText;
  readonly applicability: Applicability;
  readonly edits: readonly TextEdit[];
  /** Changes of other files that belong to it: all or nothing. Never part of a safe fix. */
  readonly elsewhere: readonly FileChange[];
  readonly preferred: boolean;
  /** In the edited text: the stand-in that the person has to replace. */
  readonly placeholder: Placeholder | undefined;
}

/** A rule that threw. Its own findings are missing, all others stand. */
export interface RuleFailure {
  readonly ruleId: string;
  /** The error's kind and where it arose; never its message, which may quote the document. */
  readonly reason: SafeText;
}

/** All that judging one document gave. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** Findings that a comment silenced. */
  readonly suppressed: readonly Finding[];
  /** Findings that the baseline knows. */
  readonly known: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  /** A moment from which the findings may be others, though nothing else has changed. */
  readonly validUntil: Date | undefined;
}

/** What is found where nothing is looked at. */
export const NOTHING_FOUND: LintResult = {
  findings: [],
  suppressed: [],
  known: [],
  failures: [],
  validUntil: undefined,
};
