import type { Alias, ParsedNode } from 'yaml';
import type { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import type { DocumentHeader, YamlKind } from '../document.ts';
import type { YamlFault } from './problems.ts';

/**
 * A YAML file: the trees of the `yaml` package, whose node ranges are offsets of the source text, and a thin view
 * over them. The text itself is the lossless form; edits are made on it, never by printing a tree.
 */
export interface YamlDocument extends DocumentHeader {
  readonly format: 'yaml';
  readonly kind: YamlKind;
  /** One tree a `---` document; empty where the text is no YAML at all, or is refused for its size or depth. */
  readonly trees: readonly YamlTree[];
  readonly comments: readonly YamlComment[];
  readonly structure: YamlStructure;
  /** Whether lines can be taken out at all: a lone CR ends a line for editors but not for YAML's parser. */
  readonly editable: boolean;
}

/** The tree of a `---` document. */
export interface YamlTree {
  readonly contents: ParsedNode | null;
  readonly errors: readonly YamlFault[];
}

/** What one walk over the trees finds out about aliases, merge keys and tags. */
export interface YamlStructure {
  /** The node that each alias stands for; an alias without an anchor before it is missing. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
  /** Nodes that at least one alias stands for: an edit inside them changes the other places too. */
  readonly aliased: ReadonlySet<ParsedNode>;
  /** Anchors and the aliases of them, as written. */
  readonly aliases: readonly Range[];
  /** The `<<` keys. */
  readonly mergeKeys: readonly Range[];
  /** Nodes with an explicit tag such as `!reference`. */
  readonly tagged: readonly Range[];
  /** Keys that stand a second time in their map, compared as written. */
  readonly duplicates: readonly Range[];
}

/** A comment from its `#` to the end of its line. */
export interface YamlComment {
  readonly range: Range;
  /** Whether nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

/** A scalar of a pair or of a list. */
export interface YamlScalar {
  readonly text: string | SecretValue;
  /** A plain, quoted or block scalar; decides how an edit of its inside is made. */
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly range: Range;
}

/** One item of a list. */
export interface YamlItem {
  /** The item, behind an alias where it is one; `undefined` for unresolved aliases. */
  readonly node: ParsedNode | undefined;
  readonly scalar: YamlScalar | undefined;
  /** From the `-` to the end of the item's last line, ending left out; in a flow list the item's own characters. */
  readonly range: Range;
  /** Column of the `-` in UTF-16 units; `undefined` in a flow list. */
  readonly dashColumn: number | undefined;
  readonly shared: boolean;
}
