import type { YamlKind } from './document.ts';

/** The two keys that every manifest of Kubernetes has, at the start of a line. */
const VERSION = /^["']?apiVersion["']?[ \t]*:/mu;
const KIND = /^["']?kind["']?[ \t]*:/mu;

/**
 * Whether a text is a manifest of Kubernetes, as far as can be told without parsing it: files of all sorts have the same
 * names.
 * @param isBeginning the text is only the beginning of one, and the kind may come behind long data
 */
export function isManifestText(text: string, isBeginning = false): boolean {
  return VERSION.test(text) && (isBeginning || KIND.test(text));
}

/** Kinds by a name that manifests have, too: `secret.template.yaml`, `composer-deployment.yaml`. */
const SHARED_NAMES: ReadonlySet<YamlKind> = new Set(['cloudformation', 'compose']);

/** The kind that a file of a kind by its name is by its content. */
export function meantKind(kind: YamlKind, text: string): YamlKind {
  return SHARED_NAMES.has(kind) && isManifestText(text) ? 'kubernetes' : kind;
}
