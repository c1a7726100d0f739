import type { YAMLMap } from 'yaml';
import type { SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';

/** An object of Kubernetes as a file describes it. */
export interface Manifest {
  readonly kind: string;
  readonly name: string | undefined;
  /** For fingerprints and messages: `Deployment web`. */
  readonly label: SafeText;
  readonly range: Range;
  readonly node: YAMLMap.Parsed;
  /** The Secrets and ConfigMaps that its pods take variables or files from, as `storeName` names them. */
  readonly uses: ReadonlySet<string>;
  /** What its pods run as. */
  readonly serviceAccount: string | undefined;
  /** It is a ServiceAccount with a role (IRSA). */
  readonly givesRole: boolean;
  /** Its requests, or those of the pods that it is for, go to a store of another maker or to an emulator. */
  readonly foreign: boolean;
  /** It runs an emulator of AWS. */
  readonly emulator: boolean;
  /** What a Secret holds: nothing of it is to be shown, whatever it is for. */
  readonly hidden: readonly Range[];
}

/** How a manifest is named by those that use it. */
export function storeName(kind: 'Secret' | 'ConfigMap', name: string): string {
  return `${kind}/${name}`;
}

/** What others use a manifest by: nothing for one that holds no data. */
export function namesOf({ kind, name }: Pick<Manifest, 'kind' | 'name'>): readonly string[] {
  return name !== undefined && (kind === 'Secret' || kind === 'ConfigMap') ? [storeName(kind, name)] : [];
}

/** The ServiceAccount of the same file whose role the keys of a place are in the way of. */
export function accountWithRole(manifests: readonly Manifest[], place: Range): string | undefined {
  const own = manifests.find(({ range }) => range.start <= place.start && place.end <= range.end);
  if (!own) return undefined;
  const accounts = new Set(
    manifests.flatMap(({ kind, name, givesRole }) =>
      kind === 'ServiceAccount' && givesRole && name !== undefined ? [name] : [],
    ),
  );
  const names = namesOf(own);
  return manifests
    .filter((one) => one === own || names.some((name) => one.uses.has(name)))
    .map(({ serviceAccount }) => serviceAccount)
    .find((account) => account !== undefined && accounts.has(account));
}
