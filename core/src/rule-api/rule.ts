import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { DocumentKind } from '../documents/document.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { WorkspaceFacts } from '../facts/workspace-facts.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { FileChange } from '../text/file-change.ts';
import type { FilePlace } from '../text/file-place.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { Once } from './once.ts';
import type { Settings } from './settings.ts';
import type { Severity } from './severity.ts';
import type { TemplateData } from './template.ts';
import type { Visitor } from './visitor.ts';

/** Groups of the rule index. */
export const CATEGORIES = [
  'Static credentials',
  'Duration',
  'Role chains',
  'File dialect',
  'Environment files',
  'CI identity',
  'Configuration',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * Whether a fix may be applied unasked. `safe` keeps the meaning and loses nothing; `review` changes what happens
 * and is applied only when a person picks it.
 */
export type Applicability = 'safe' | 'review';

/** How sure a finding is: `high` for what the file alone proves. */
export type Confidence = 'high' | 'medium' | 'low';

export interface FixDeclaration {
  /** Template of the title; sentence case, no final stop. */
  readonly title: string;
  readonly applicability: Applicability;
}

/** All that is said about a rule without running it. Docs, settings and reports are made from it. */
export interface RuleMeta {
  /** Equal to the file's name. */
  readonly id: string;
  /** One sentence, imperative, without final stop. */
  readonly summary: string;
  readonly category: Category;
  readonly documents: readonly [DocumentKind, ...DocumentKind[]];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Templates by message id: what is wrong and what it causes, then what to do; at most two sentences. */
  readonly messages: Readonly<Record<string, string>>;
  readonly fixes: Readonly<Record<string, FixDeclaration>>;
  /** The version that brought the rule. */
  readonly since: string;
  readonly references: readonly string[];
  /** Weaknesses of the CWE list that the rule is about. */
  readonly cwe: readonly number[];
}

/** Another place that explains a finding, such as the next hop of a role chain. */
export type RelatedNode = { readonly message: SafeText } & (
  | {
      /** The file that it is in; the one under judgement where this is left out. */
      readonly document?: KeylessDocument;
      readonly range: Range;
    }
  | { readonly place: FilePlace }
);

/** A stand-in in the edited text that the person has to replace; the editor selects it. */
export interface Placeholder extends Range {
  /** The file that it is in, where that is not the one under judgement. */
  readonly uri?: string;
}

/** A fix as data: edits of the document under judgement whose offsets refer to its text. */
export type FixProposal<Fixes extends RuleMeta['fixes']> = {
  [Id in keyof Fixes & string]: {
    readonly fixId: Id;
    readonly data: TemplateData<Fixes[Id]['title']>;
    readonly edits: readonly TextEdit[];
    /** What the fix does to other files, one change a file. Such a fix is declared as `review`. */
    readonly elsewhere?: readonly FileChange[];
    /** The likeliest of several. */
    readonly preferred?: boolean;
    readonly placeholder?: Placeholder;
  };
}[keyof Fixes & string];

/** What a rule says. The message's values are exactly those that its template names. */
export type Report<Meta extends RuleMeta> = {
  [Id in keyof Meta['messages'] & string]: {
    readonly messageId: Id;
    readonly range: Range;
    readonly data: TemplateData<Meta['messages'][Id]>;
    /** What the finding is about (a profile, a variable, a job): makes its fingerprint stable over edits. */
    readonly anchor: SafeText;
    /** What this finding weighs by itself, where that differs from the rule's default; a person's setting wins over it. */
    readonly severity?: Severity;
    /** The value is a stand-in, not a secret: the finding weighs one severity less. */
    readonly placeholder?: boolean;
    readonly related?: readonly RelatedNode[];
    /** Called when somebody asks for the fixes, which may be never: diagnostics must not wait for rewrites. */
    readonly fixes?: () => readonly FixProposal<Meta['fixes']>[];
    /** `unnecessary`: no tool reads it; `deprecated`: something has replaced it. */
    readonly tag?: 'unnecessary' | 'deprecated';
  };
}[keyof Meta['messages'] & string];

/**
 * Parsers that are not ours and read a rewritten text before it is offered. `ini` and `yaml` are part of the engine;
 * npm's `dotenv` needs Node, so the host hands it in.
 */
export interface IndependentReaders {
  readonly dotenv: (text: string) => Readonly<Record<string, string>>;
}

/** All that a rule can reach. There is no file system, environment, log or randomness behind it. */
export interface RuleContext<Meta extends RuleMeta = RuleMeta> {
  readonly model: DocumentModel;
  readonly facts: WorkspaceFacts;
  /** The profiles of config and credentials together, the document under judgement included. */
  readonly profiles: ProfileGraph;
  /** The sections of the AWS file under judgement by what their headers mean, see `sectionId`. None in other files. */
  readonly headers: ReadonlyMap<string, readonly IniSection[]>;
  readonly settings: Settings;
  readonly readers: IndependentReaders;
  /**
   * Makes something once a run, for all rules: a rewrite mends several findings, and is worked out for the first only.
   * `key` is the node that it is about, and stands for nothing else.
   */
  readonly once: Once;
  /** Whether a moment is over. What a rule says holds until the first one that is not. */
  hasPassed(moment: Date): boolean;
  report(report: Report<Meta>): void;
}

/** A rule: what is said about it, and how it looks at a document. */
export interface Rule<Meta extends RuleMeta = RuleMeta> {
  readonly meta: Meta;
  /**
   * For AWS files, it judges each section by that section's own text, by its settings, and by what it asks of its context
   * meanwhile, and remembers nothing from one section for the next. What it has said is then said again in later
   * versions of the file, without asking it, as long as all of that is the same. Its handlers of a document's end are
   * not called.
   */
  readonly bySection?: true;
  create(context: RuleContext<Meta>): Visitor;
}
