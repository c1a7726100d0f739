import type { Witness } from '../aws/witness.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { WatchedMap } from '../aws/watched-map.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { sectionsByMeaning } from '../documents/ini/section-meaning.ts';
import { profilesAround } from '../facts/profiles-around.ts';
import type { WorkspaceFacts } from '../facts/workspace-facts.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { createOnce, type Once } from '../rule-api/once.ts';
import type { IndependentReaders, RuleContext } from '../rule-api/rule.ts';
import type { Settings } from '../rule-api/settings.ts';
import type { RunTime } from './run-time.ts';
import { watchFacts, watchFactsOfJobs } from './watched-facts.ts';
import { watchModel } from './watched-model.ts';

/** What rules can reach besides the document. */
export interface Reach {
  readonly facts: WorkspaceFacts;
  readonly settings: Settings;
  readonly time: RunTime;
  readonly readers: IndependentReaders;
}

/** Makes the context of a rule of what it reports to. */
export type ContextMaker = (report: RuleContext['report']) => RuleContext;

/** Contexts of rules that may look at everything, unseen. */
export function plainContexts(model: DocumentModel, reach: Reach): ContextMaker {
  const { readers, facts, settings, time } = reach;
  const base = new Context({
    model,
    readers,
    facts,
    settings,
    once: createOnce(),
    profiles: profilesAround(model, facts.awsFiles),
    headers: headersOf(model),
    hasPassed: (moment) => time.hasPassed(moment),
  });
  return (report) => base.reportingTo(report);
}

/** Contexts of rules of single sections: they are seen to look at more than that. */
export interface WatchedContexts extends Seeable {
  readonly make: ContextMaker;
}

/** What rules of single sections look at. */
export interface Seeable {
  readonly profiles: () => ProfileGraph;
  readonly headers: () => Headers;
  readonly sessions: WorkspaceFacts['sessions'];
}

export function watchedContexts(
  model: DocumentModel,
  document: IniDocument,
  reach: Reach,
  witness: Witness,
): WatchedContexts {
  const { readers, settings, time } = reach;
  const watched = watchModel(model, document, witness);
  const plainHeaders = headersOf(model);
  let headers: Headers | undefined;
  const parts: Parts = {
    model: watched.model,
    readers,
    settings,
    facts: watchFacts(reach.facts, document.kind, witness),
    profiles: profilesAround(watched.seen, reach.facts.awsFiles, witness),
    headers: () => (headers ??= new WatchedMap(plainHeaders(), 'headers', witness)),
    once: witness.memory(),
    hasPassed: (moment) => {
      witness.sawAll();
      return time.hasPassed(moment);
    },
  };
  const base = new Context(parts);
  const { sessions } = reach.facts;
  return {
    make: (report) => base.reportingTo(report),
    profiles: parts.profiles,
    headers: parts.headers,
    sessions,
  };
}

/** Contexts of rules of single jobs. The model's own witness is told who looks at more of the workflow. */
export function jobContexts(model: DocumentModel, reach: Reach): ContextMaker {
  const { readers, settings, time } = reach;
  const { witness } = model;
  const profiles = profilesAround(model, reach.facts.awsFiles);
  const all = <Part>(part: () => Part) => {
    witness.sawAll();
    return part();
  };
  const base = new Context({
    model,
    readers,
    settings,
    facts: watchFactsOfJobs(reach.facts, witness),
    profiles: () => all(profiles),
    headers: headersOf(model),
    once: witness.memory(),
    hasPassed: (moment) => all(() => time.hasPassed(moment)),
  });
  return (report) => base.reportingTo(report);
}

type Headers = RuleContext['headers'];

function headersOf({ document }: DocumentModel): () => Headers {
  let headers: Headers | undefined;
  return () => (headers ??= document.format === 'ini' ? sectionsByMeaning(document) : new Map());
}

interface Parts extends Pick<RuleContext, 'model' | 'readers' | 'facts' | 'settings' | 'once'> {
  readonly profiles: () => ProfileGraph;
  readonly headers: () => Headers;
  readonly hasPassed: RuleContext['hasPassed'];
}

/** One for each rule and run, so its getters are the class's: V8 is slow to make objects that have getters of their own. */
class Context implements RuleContext {
  readonly model: DocumentModel;
  readonly readers: IndependentReaders;
  readonly facts: WorkspaceFacts;
  readonly settings: Settings;
  readonly once: Once;
  readonly report: RuleContext['report'];
  readonly #parts: Parts;

  constructor(parts: Parts, report = NOBODY) {
    this.model = parts.model;
    this.readers = parts.readers;
    this.facts = parts.facts;
    this.settings = parts.settings;
    this.once = parts.once;
    this.report = report;
    this.#parts = parts;
  }

  get profiles(): ProfileGraph {
    return this.#parts.profiles();
  }

  get headers(): Headers {
    return this.#parts.headers();
  }

  hasPassed(moment: Date): boolean {
    return this.#parts.hasPassed(moment);
  }

  reportingTo(report: RuleContext['report']): RuleContext {
    return new Context(this.#parts, report);
  }
}

const NOBODY: RuleContext['report'] = () => undefined;
