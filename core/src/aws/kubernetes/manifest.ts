import type { YAMLMap } from 'yaml';
import type { SafeText } from '../../secret/safe-text.ts';
import { contains, type Range } from '../../text/range.ts';

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

/** The manifest that a place lies in. Manifests come in the order of the file, and apart from each other. */
export function manifestAt(manifests: readonly Manifest[], place: Range): Manifest | undefined {
  let low = 0;
  let high = manifests.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((manifests[middle]?.range.end ?? 0) <= place.start) low = middle + 1;
    else high = middle;
  }
  const found = manifests[low];
  return found && contains(found.range, place) ? found : undefined;
}

/**
 * For each manifest the ServiceAccount of the same file whose role its keys are in the way of: the one that its own pods
 * run as, or those that use it.
 */
export function accountsWithRole(manifests: readonly Manifest[]): ReadonlyMap<Manifest, string> {
  const giving = new Set(
    manifests.flatMap(({ kind, name, givesRole }) =>
      kind === 'ServiceAccount' && givesRole && name !== undefined ? [name] : [],
    ),
  );
  const byStore = new Map<string, string>();
  const found = new Map<Manifest, string>();
  for (const manifest of manifests) {
    const { serviceAccount, uses } = manifest;
    if (serviceAccount === undefined || !giving.has(serviceAccount)) continue;
    found.set(manifest, serviceAccount);
    for (const store of uses) byStore.set(store, serviceAccount);
  }
  for (const manifest of manifests) {
    const [account] = namesOf(manifest).flatMap((name) => byStore.get(name) ?? []);
    if (account !== undefined) found.set(manifest, account);
  }
  return found;
}
