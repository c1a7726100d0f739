import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { ChainPlace } from '../session-duration.ts';
import type { CiScript } from './ci-script.ts';
import { Shell } from './shell.ts';
import type { Judge } from './variable-judge.ts';
import type { Section } from './yaml-section.ts';

/** A command or several, with the part of the file that they belong to. */
export interface FoundScript extends Pick<CiScript, 'scalar' | 'list' | 'shared'> {
  /** The key that it stands at. */
  readonly key: string;
  readonly section: Section;
  /** As `Section` has it where the script stands. */
  readonly profile: ChainPlace | undefined;
}

/** A file of which the scripts are known. */
interface ScriptFile {
  readonly document: YamlDocument;
  readonly judge: Judge;
  readonly root: Section;
  readonly scripts: readonly FoundScript[];
}

/** The scripts of a file, each once, whatever aliases bring it to. */
export function scriptsOf(file: ScriptFile): readonly CiScript[] {
  const byPlace = new Map(file.scripts.map((one) => [one.scalar.range.start, one]));
  const scripts = [...byPlace.values()];
  const shells = shellsOf(file, scripts);
  return scripts.map((one) => scriptOf(file, one, shells.get(shellKey(file, one))));
}

function scriptOf(file: ScriptFile, found: FoundScript, shell: Shell | undefined): CiScript {
  const { document, judge, root } = file;
  const { scalar, list, shared, section } = found;
  return {
    scalar,
    list,
    shared,
    document,
    label: section.label,
    step: undefined,
    foreign: section.foreign || root.foreign,
    environment: section.keys || root.keys ? 'keys' : undefined,
    shell,
    session: sessionOf(file, found),
    sourceOf: (text) => judge(text, ['script']),
  };
}

/** The shells of a file, each with its scripts in the order in which they run. */
function shellsOf(file: ScriptFile, scripts: readonly FoundScript[]): ReadonlyMap<object, Shell> {
  const shells = new Map<object, Shell>();
  const isEarly = ({ key }: FoundScript): boolean => key === 'before_script';
  for (const one of [...scripts.filter(isEarly), ...scripts.filter((script) => !isEarly(script))]) {
    const key = shellKey(file, one);
    const shell = shells.get(key) ?? new Shell();
    shells.set(key, shell);
    shell.add(one.scalar);
  }
  return shells;
}

/** What the scripts of a shell have in common: their list, and of a job of GitLab `before_script` and `script`. */
function shellKey({ document, root }: ScriptFile, { key, list, scalar, section }: FoundScript): object {
  const isMain = document.kind === 'gitlab-ci' && section !== root && /^(?:before_)?script$/u.test(key);
  return isMain ? section : (list?.items ?? scalar);
}

function sessionOf({ document, root }: ScriptFile, { section, profile }: FoundScript): CiScript['session'] {
  const place = profile ?? section.identity ?? root.identity;
  if (place) return [place];
  // The role of the project is a session too, of which the file says nothing.
  return document.kind === 'codebuild' ? [] : undefined;
}
