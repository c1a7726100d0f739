import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';
import type { LimitForm } from './limit-form.ts';

/** A CloudFormation or SAM template: what its resources say about sessions. */
export interface Template {
  readonly document: YamlDocument;
  readonly parameters: readonly TemplateParameter[];
  readonly resources: readonly TemplateResource[];
  /** Looked for when they are first asked for, in document order. */
  readonly sessionLimits: readonly SessionLimit[];
}

/** A parameter whose value is the one that is given at the deployment, and `fallback` where none is. */
export interface TemplateParameter {
  readonly id: string;
  /** Its `Default`; `undefined` where that is only the name of a value that is kept elsewhere (SSM). */
  readonly fallback: YamlEntry | undefined;
  /** The template says which values it allows, so that not every other default would do. */
  readonly constrained: boolean;
}

export interface TemplateResource {
  readonly id: SafeText;
  /** E.g. `AWS::IAM::Role`. */
  readonly type: string;
  readonly properties: readonly YamlEntry[];
}

/** How long a role or a permission set of a template lets its sessions last, where the file itself tells. */
export interface SessionLimit {
  readonly form: LimitForm;
  /** E.g. `role Deploy`. */
  readonly owner: SafeText;
  /** Without quotes; `undefined` for null. */
  readonly text: string | undefined;
  /** In seconds; `undefined` where the text is of another form than the service takes. */
  readonly seconds: number | undefined;
  /** What gets underlined: the value, or the key where there is none. */
  readonly range: Range;
  /** The value between its quotes; `undefined` where another value would break or change other places. */
  readonly editable: Range | undefined;
  /** The property, where the value is the default of a parameter that it refers to. */
  readonly reference: Range | undefined;
}
