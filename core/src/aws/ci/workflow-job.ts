import { originOf } from '../../documents/yaml/moved.ts';
import type { ParsedPair } from '../../documents/yaml/extent.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { entryNamed } from '../../documents/yaml/path.ts';
import { safeName, type SafeText } from '../../secret/safe-text.ts';
import { range, type Range } from '../../text/range.ts';
import { readPermissions } from './read-permissions.ts';
import { entriesIn, readMap, readSteps, textOf, type Reader } from './read-step.ts';
import type { EntryMap, Permissions, Workflow, WorkflowJob, WorkflowStep } from './workflow.ts';

/** Where a job stands. */
export interface JobPlace {
  readonly entry: YamlEntry;
  readonly extent: Range;
  readonly pair: ParsedPair | undefined;
}

/** A job whose parts are read when somebody asks for them: of most jobs nobody does after an edit of another one. */
export class ReadJob implements WorkflowJob {
  readonly workflow: Workflow;
  readonly extent: Range;
  readonly pair: ParsedPair | undefined;
  readonly #reader: Reader;
  readonly #entry: YamlEntry;
  #entries: readonly YamlEntry[] | undefined;
  #own: OwnParts | undefined;
  #steps: readonly WorkflowStep[] | undefined;

  constructor(reader: Reader, workflow: Workflow, { entry, extent, pair }: JobPlace) {
    this.workflow = workflow;
    this.extent = extent;
    this.pair = pair;
    this.#reader = reader;
    this.#entry = entry;
  }

  get identity(): object | undefined {
    const value = this.pair?.value;
    return value ? originOf(value) : undefined;
  }

  get id(): SafeText {
    return safeName(this.#entry.key);
  }

  get idRange(): Range {
    return this.#entry.keyRange;
  }

  get range(): Range {
    const { valueRange, inFlow } = this.#entry;
    const { lines } = this.#reader.document.source;
    const end = inFlow ? valueRange.end : lines.lineEnd(lines.positionAt(valueRange.end).line);
    return range(valueRange.start, end);
  }

  get entries(): readonly YamlEntry[] {
    return (this.#entries ??= entriesIn(this.#reader, this.#entry));
  }

  get permissions(): Permissions | undefined {
    return this.#parts().permissions;
  }

  get env(): EntryMap | undefined {
    return this.#parts().env;
  }

  get uses(): string | undefined {
    return this.#parts().uses;
  }

  get steps(): readonly WorkflowStep[] {
    return (this.#steps ??= readSteps(this.#reader, this, entryNamed(this.entries, 'steps'), false));
  }

  #parts(): OwnParts {
    return (this.#own ??= {
      permissions: readPermissions(this.#reader, entryNamed(this.entries, 'permissions')),
      env: readMap(this.#reader, entryNamed(this.entries, 'env')),
      uses: textOf(entryNamed(this.entries, 'uses')),
    });
  }
}

type OwnParts = Pick<WorkflowJob, 'permissions' | 'env' | 'uses'>;
