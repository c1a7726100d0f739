import { allSteps } from '../aws/ci/steps.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import type { Visitor } from '../rule-api/visitor.ts';
import { EntryIndex } from './entry-index.ts';

/** A rule that looks at a document. */
export interface Guest {
  readonly ruleId: string;
  readonly visitor: Visitor;
  /** It has thrown, and is shown nothing more. */
  broken: boolean;
}

/** What a walk needs besides the document. */
export interface WalkOptions {
  readonly guests: readonly Guest[];
  /** Gets what a rule has thrown, once a rule. */
  readonly fail: (ruleId: string, error: unknown) => void;
}

/**
 * Walks a document once, in document order or job by job, and shows each node to the rules that want to see its kind:
 * files have many nodes, and most rules look at one kind only.
 */
export function walk(model: DocumentModel, options: WalkOptions): void {
  const { document, workflow } = model;
  if (workflow) {
    walkJobs(model, workflow, options);
    return;
  }
  if (document.format === 'ini') walkIni(document, options);
  walkDotenv(model, options);
  walkPipeline(model, options);
  walkTemplate(model, options);
  const showSet = audience('credentialSet', options);
  for (const set of showSet ? model.credentialSets : []) showSet?.(set);
  audience('documentEnd', options)?.();
}

/**
 * Gives a function that shows a single section to the rules: its header, its entries, and the credentials in it. For
 * `undefined` it shows the credentials before the first section.
 */
export function sectionShow(
  model: DocumentModel,
  options: Pick<WalkOptions, 'guests' | 'fail'>,
): (section: IniSection | undefined) => void {
  const showSection = audience('section', options);
  const showEntry = entryAudience(options);
  const showSet = audience('credentialSet', options);
  return (section) => {
    if (section) showSection?.(section);
    if (section && showEntry) for (const entry of section.entries) showEntry(entry, section);
    if (showSet) for (const set of model.credentialSetsIn(section)) showSet(set);
  };
}

/**
 * Gives a function that shows a single job of a workflow to the rules: the job, its steps and scripts, and the credentials in
 * it. For `undefined` it shows the credentials that stand in no job, and the document's end.
 */
export function jobShow(
  model: DocumentModel,
  options: Pick<WalkOptions, 'guests' | 'fail'>,
): (job: WorkflowJob | undefined) => void {
  const showJob = audience('job', options);
  const showStep = audience('step', options);
  const showScript = audience('script', options);
  const showSet = audience('credentialSet', options);
  const showEnd = audience('documentEnd', options);
  return (job) => {
    if (job) {
      showJob?.(job);
      if (showStep) for (const step of allSteps(job)) showStep(step);
      if (showScript) for (const script of model.scriptsIn(job)) showScript(script);
    }
    if (showSet) for (const set of model.credentialSetsIn(job)) showSet(set);
    if (!job) showEnd?.();
  };
}

/** In the order in which the jobs of a file that is edited are shown: of several that say the same, the first one counts. */
function walkJobs(model: DocumentModel, { parts }: Workflow, options: WalkOptions): void {
  const show = jobShow(model, options);
  show(undefined);
  for (const job of parts) show(job);
}

/**
 * Shows a file to one rule after the other: a rule that sees all of its nodes in a row is quicker than many rules that
 * take turns at each.
 */
function walkIni({ sections }: IniDocument, { guests, fail }: WalkOptions): void {
  let index: EntryIndex | undefined;
  for (const guest of guests) {
    if (guest.broken || !wantsSections(guest.visitor)) continue;
    try {
      if (wantsAll(guest.visitor)) showSections(sections, guest.visitor);
      else showFew((index ??= new EntryIndex(sections)), guest.visitor);
    } catch (error) {
      guest.broken = true;
      fail(guest.ruleId, error);
    }
  }
}

function wantsSections({ section, entry, flawedEntry }: Visitor): boolean {
  return section !== undefined || entry !== undefined || flawedEntry !== undefined;
}

/** Whether a rule has to be shown sections or entries one after the other. */
function wantsAll({ section, entry, entryNames, flawedEntry }: Visitor): boolean {
  return section !== undefined || (entry !== undefined && (!entryNames || flawedEntry !== undefined));
}

function showFew(index: EntryIndex, { entry, entryNames = [], flawedEntry }: Visitor): void {
  if (entry) index.forEach(entryNames, entry);
  if (flawedEntry) index.forEachFlawed(flawedEntry);
}

function showSections(
  sections: readonly IniSection[],
  { section: showSection, entry: showEntry, entryNames, flawedEntry }: Visitor,
): void {
  for (const section of sections) {
    showSection?.(section);
    if (!showEntry && !flawedEntry) continue;
    for (const entry of section.entries) {
      if (showEntry && (!entryNames || entryNames.includes(entry.name))) showEntry(entry, section);
      if (!entry.isFlawless) flawedEntry?.(entry, section);
    }
  }
}

function walkDotenv({ document }: DocumentModel, options: WalkOptions): void {
  const showAssignment = audience('assignment', options);
  if (document.format !== 'dotenv' || !showAssignment) return;
  for (const assignment of document.assignments) showAssignment(assignment);
}

/** What a template deploys. */
function walkTemplate({ template }: DocumentModel, options: WalkOptions): void {
  const showLimit = audience('sessionLimit', options);
  if (!showLimit) return;
  for (const limit of template?.sessionLimits ?? []) showLimit(limit);
}

/** What a pipeline runs. */
function walkPipeline(model: DocumentModel, options: WalkOptions): void {
  const showStep = audience('step', options);
  const showDuration = audience('orbDuration', options);
  const showScript = audience('script', options);
  if (showStep) for (const step of model.action?.jobs.flatMap(allSteps) ?? []) showStep(step);
  if (showDuration) for (const duration of model.orbDurations) showDuration(duration);
  if (showScript) for (const script of model.scripts) showScript(script);
}

type Handlers = Omit<Visitor, 'entryNames'>;
type Handler<Kind extends keyof Handlers> = NonNullable<Handlers[Kind]>;

interface Seat {
  readonly guest: Guest;
  readonly handle: (node?: unknown, parent?: unknown) => void;
}

/** Gives a function that shows a node to all rules that have a handler for its kind; `undefined` where none has. */
function audience<Kind extends keyof Handlers>(
  kind: Kind,
  { guests, fail }: Pick<WalkOptions, 'guests' | 'fail'>,
): Handler<Kind> | undefined {
  const seats = guests.flatMap((guest) => seatsOf(guest, kind));
  if (seats.length === 0) return undefined;
  return (node?: unknown, parent?: unknown) => show(seats, fail, node, parent);
}

/** As `audience`, for entries, of which most rules want to see those of a name or two, or none that is as it should be. */
function entryAudience({ guests, fail }: Pick<WalkOptions, 'guests' | 'fail'>): Handler<'entry'> | undefined {
  const seats = guests.flatMap((guest) => seatsOf(guest, 'entry'));
  const strict = guests.flatMap((guest) => seatsOf(guest, 'flawedEntry'));
  if (seats.length === 0 && strict.length === 0) return undefined;
  const open = seats.filter(({ guest }) => guest.visitor.entryNames === undefined);
  const byName = new Map<string, Seat[]>();
  for (const seat of seats) {
    for (const name of seat.guest.visitor.entryNames ?? []) {
      const known = byName.get(name);
      if (known) known.push(seat);
      else byName.set(name, [seat]);
    }
  }
  return (entry, section) => {
    show(open, fail, entry, section);
    const named = byName.get(entry.name);
    if (named) show(named, fail, entry, section);
    if (!entry.isFlawless) show(strict, fail, entry, section);
  };
}

function seatsOf(guest: Guest, kind: keyof Handlers): readonly Seat[] {
  const handle = guest.visitor[kind];
  // A handler that takes less than it is given does not mind.
  return handle ? [{ guest, handle: handle as Seat['handle'] }] : [];
}

function show(seats: readonly Seat[], fail: WalkOptions['fail'], node: unknown, parent: unknown): void {
  for (const { guest, handle } of seats) {
    if (guest.broken) continue;
    try {
      handle(node, parent);
    } catch (error) {
      guest.broken = true;
      fail(guest.ruleId, error);
    }
  }
}
