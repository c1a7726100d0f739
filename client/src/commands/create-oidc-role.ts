import { OIDC_ROLE_REQUEST, type OidcRoleParams, type OidcRoleResult } from '@keyless/server/protocol';

/** Whatever can be asked for a role; the language client is. */
export interface RoleSource {
  sendRequest(method: string, params: OidcRoleParams): Promise<OidcRoleResult>;
}

/** A form in which the role can be written down. */
export interface RoleForm {
  readonly label: string;
  readonly format: string;
}

const FORMS: readonly RoleForm[] = [
  { label: 'CloudFormation template', format: 'cloudformation' },
  { label: 'Terraform', format: 'terraform' },
  { label: 'AWS CLI commands', format: 'commands' },
  { label: 'Trust policy (JSON)', format: 'policy' },
];

/** What the command asks of the person, and shows. */
export interface RoleUi {
  pickForm(forms: readonly RoleForm[]): Promise<RoleForm | undefined>;
  /** URI of the workspace folder that the person works in, if there are several. */
  folder(): string | undefined;
  /** Opens a new document, which is not saved anywhere. */
  show(text: string, languageId: string): Promise<void>;
  inform(message: string): void;
}

/**
 * Writes down the role that the CI jobs of this repository may assume, and whom it trusts, as a new document: nothing is
 * created in AWS.
 */
export async function createOidcRole(source: RoleSource | undefined, ui: RoleUi): Promise<void> {
  if (!source) {
    ui.inform('The language server does not run.');
    return;
  }
  const form = await ui.pickForm(FORMS);
  if (!form) return;
  const folder = ui.folder();
  const params = { format: form.format, ...(folder !== undefined && { folder }) };
  const result = await source.sendRequest(OIDC_ROLE_REQUEST, params);
  if ('problem' in result) {
    ui.inform(`${result.problem}.`);
    return;
  }
  await ui.show(result.text, result.languageId);
  // JSON takes no comments; the other forms have the notes in them.
  if (result.languageId === 'json') for (const note of result.notes) ui.inform(`${note}.`);
}
