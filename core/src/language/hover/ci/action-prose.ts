import { isBefore, isCommit, NEWEST_ACTION, versionOf } from '../../../aws/ci/action-version.ts';
import { knowsOidc, modeOf, type CredentialMode } from '../../../aws/ci/credentials-action.ts';
import {
  variableOfInput,
  type CredentialsInput,
  type OidcEffect,
} from '../../../aws/ci/credentials-inputs.ts';
import { notesOnOidc } from '../../../aws/ci/rewrite-obstacles.ts';
import { effectiveIdToken, type IdToken } from '../../../aws/ci/permissions.ts';
import type { GitRemote } from '../../../aws/ci/git-remote.ts';
import { githubProvider, githubServer } from '../../../aws/ci/oidc-provider.ts';
import type { ActionReference, WorkflowStep } from '../../../aws/ci/workflow.ts';
import { safe, safeName, type SafeText } from '../../../secret/safe-text.ts';
import { code, phrase, strong, type Block, type Phrase, type Prose } from '../../prose.ts';

const MODES: Readonly<Record<CredentialMode, SafeText>> = {
  static: safe`exports the keys that it is given, for all later steps of the job.`,
  'static-assume-role': safe`assumes the role with the keys that it is given; no OIDC token is asked for.`,
  oidc: safe`assumes the role with an OIDC token of the job; no keys are needed.`,
  'web-identity-file': safe`assumes the role with the token of the file.`,
  chaining: safe`assumes the role with the credentials of an earlier step, for one hour at most.`,
  ambient: safe`assumes the role with the credentials that it finds: keys of the environment, or the runner's own role.`,
  none: safe`is given neither a role nor keys, and only checks the credentials that are there.`,
};

const TOKENS: Readonly<Record<Exclude<IdToken, 'granted'>, SafeText>> = {
  missing: safe`But the job lacks id-token: write, so it gets no token.`,
  inherited: safe`Whether it gets one is up to the job that calls this workflow or uses this action.`,
  unknown: safe`Whether it gets one cannot be told from the permissions.`,
};

/** How a step of the credentials action comes to credentials, and which version it is. */
export function credentialsActionProse(step: WorkflowStep, remote?: GitRemote): Prose {
  const mode = modeOf(step) ?? 'none';
  const idToken = effectiveIdToken(step.job);
  return [
    phrase`${strong(safe`AWS credentials for the later steps`)}`,
    phrase`The step ${MODES[mode]}`,
    ...(mode === 'oidc' && idToken !== 'granted' ? [[TOKENS[idToken]]] : []),
    ...(mode === 'oidc' && remote ? issuerBlocks(remote) : []),
    ...(mode === 'static' || mode === 'static-assume-role' ? noteBlocks(step) : []),
    ...(step.uses ? versionBlocks(step.uses) : []),
  ];
}

/** What changes for the job with a rewrite to OIDC, apart from its keys. */
function noteBlocks({ job }: WorkflowStep): readonly Block[] {
  const notes = notesOnOidc(job);
  if (notes.length === 0) return [];
  return [
    [safe`Worth knowing before it moves to OIDC:`],
    { list: 'bullets', items: notes.map(({ reason }) => [reason]) },
  ];
}

/** Who issues the tokens of a repository, which is what the identity provider in IAM has to be of. */
function issuerBlocks(remote: GitRemote): readonly Block[] {
  const server = githubServer(remote);
  if (server.type === 'unknown') {
    return [
      phrase`Who issues the token is not known: ${code(safeName(server.host))} is ${server.why === 'alias' ? safe`a name of your SSH configuration` : safe`no server that runs GitHub workflows`}.`,
    ];
  }
  const issuer = code(safeName(githubProvider(remote, 'aws').url));
  return [
    phrase`By the remote of the repository the token is issued by ${issuer}, for which the account needs an identity provider.${server.type === 'enterprise-server' ? safe` AWS has to reach that address, and the server needs the action: through GitHub Connect, or as a copy.` : safe``}`,
  ];
}

function versionBlocks(uses: ActionReference): readonly Block[] {
  const newest = phrase`The newest known is ${code(safeName(NEWEST_ACTION.version))}.`;
  if (!knowsOidc(uses))
    return [phrase`This version knows no OIDC: that came with ${code(safe`v1.6.0`)}. ${newest}`];
  const version = versionOf(uses);
  if (!isCommit(uses.ref) || !version) return [newest];
  const minor = version.minor === undefined ? safe`` : safe`.${version.minor}`;
  return [phrase`The commit is of ${code(safe`v${version.major}${minor}`)}. ${newest}`];
}

const EFFECTS: Readonly<Record<OidcEffect, SafeText>> = {
  keys: safe`Under OIDC: leave it out. With keys the action asks for no token, even where a role and the permission are there.`,
  'other-way': safe`Under OIDC: leave it out. With it the action comes to credentials in another way, and asks for no token.`,
  'external-id': safe`Under OIDC: dropped, because a token is sent without external id; a trust policy that asks for one refuses it.`,
  tags: safe`Under OIDC: dropped, because a session that comes by a token gets no tags.`,
  tagging: safe`Under OIDC: without effect, because a session that comes by a token gets no tags anyway.`,
  arn: safe`Under OIDC: the whole ARN. A bare name works only with keys, which tell the account.`,
};

/** Said of what not every version has. */
function sincePhrase({ since }: CredentialsInput, uses: ActionReference | undefined): Phrase | undefined {
  const [major, minor] = since;
  if (major === 1 && minor === 0) return undefined;
  const version = uses && versionOf(uses);
  const first = code(safe`v${major}.${minor}`);
  return version && isBefore(version, since)
    ? phrase`From ${first} on, so that this version ignores it`
    : phrase`From ${first} on`;
}

/** The documentation of an input, with what it does in the way in which its step comes to credentials. */
export function inputProse(step: WorkflowStep, input: CredentialsInput): Prose {
  const { name, summary, details, usual, oidc, isSwitch, isVariable } = input;
  const facts: readonly (Phrase | undefined)[] = [
    isSwitch ? phrase`Value: true or false` : undefined,
    usual && phrase`Without it: ${usual}`,
    isVariable
      ? phrase`Also taken from the variable ${code(safeName(variableOfInput(input)))}, from ${code(safe`v4.2.0`)} on`
      : undefined,
    sincePhrase(input, step.uses),
    oidc && [EFFECTS[oidc]],
  ];
  const mode = modeOf(step);
  return [
    phrase`${code(safeName(name))} ${safe`–`} ${summary}.`,
    ...(details ? [[details]] : []),
    { list: 'bullets', items: facts.filter((one) => one !== undefined) },
    ...(mode ? [phrase`This step ${MODES[mode]}`] : []),
  ];
}
