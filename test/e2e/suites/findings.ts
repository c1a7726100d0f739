import * as vscode from 'vscode';
import { until } from '../page/until.ts';

/** Less than mocha gives a test, so that what was seen instead is told. In milliseconds. */
const PATIENCE_MS = 20_000;

/** The findings of a file, open or not, as the Problems panel has them. */
export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'keyless');
}

/** The rule of a finding. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until the findings of a file are as wanted. */
export async function waitForFindings(
  uri: vscode.Uri,
  wanted: (rules: readonly string[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const seen = () => findings(uri).map(ruleOf).join(', ') || 'nothing';
  return until(
    `other findings in ${uri.fsPath}`,
    () => Promise.resolve(wanted(findings(uri).map(ruleOf)) ? findings(uri) : undefined),
    { seen, timeout: PATIENCE_MS },
  );
}

/** Waits for a finding of a rule. */
export async function waitForRule(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  const found = await waitForFindings(uri, (rules) => rules.includes(rule));
  const finding = found.find((one) => ruleOf(one) === rule);
  if (!finding) throw new Error(`${rule} has gone again`);
  return finding;
}

/** Opens a file in an editor, as a person does; what is not shown is not asked about. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Puts the file back to what is on the disk and closes all editors. */
export async function discard(uri: vscode.Uri): Promise<void> {
  await show(uri);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
