import { safe, shownMoment, type SafeText } from '@keyless/core';
import { readLogin } from '../sign-in/login-cache.ts';
import { readSsoToken } from '../sign-in/sso-cache.ts';
import type { StsFailure } from '../sts-port.ts';
import { calledService } from './called-service.ts';
import { explainNetwork } from './explain-network.ts';
import type { Meaning } from './failed-call.ts';
import type { SignInSource } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { cancelled, failure, type FoundCredentials, type RefreshFailure } from './result.ts';
import { safeSaid } from './safe-said.ts';
import { loadPort } from './load-port.ts';

type Of<Kind extends SignInSource['kind']> = Extract<SignInSource, { readonly kind: Kind }>;

/** Gets the session of a permission set with the token of a sign-in; says how to sign in where there is none. */
export async function ssoCredentials(source: Of<'sso'>, ports: RefreshPorts): Promise<FoundCredentials> {
  const token = await readSsoToken(ports.home, source.tokenOf, ports.clock());
  if (token.state !== 'live') {
    return signInFirst(source, {
      meaning:
        token.state === 'ended'
          ? safe`The token of the last sign-in ended at ${shownMoment(token.expiresAt)}`
          : safe`Nobody has signed in to IAM Identity Center here yet, or the token cannot be read`,
    });
  }
  const sts = await loadPort(ports);
  if (!sts.ok) return sts;
  ports.progress(safe`Getting the session of profile ${source.profile} from IAM Identity Center`);
  const { accountId, roleName, target } = source;
  const request = { accountId, roleName, accessToken: token.accessToken };
  const outcome = await sts.port.roleCredentials(request, target, ports.signal);
  return outcome.ok ? outcome : explainPortal(outcome.failure, source, ports);
}

/** Takes the credentials that `aws login` has left, as long as they last. */
export async function loginCredentials(source: Of<'login'>, ports: RefreshPorts): Promise<FoundCredentials> {
  const login = await readLogin(source.file, ports.clock());
  if (login.state === 'live') return { ok: true, credentials: login.credentials };
  return signInFirst(source, {
    meaning:
      login.state === 'ended'
        ? safe`The credentials of the console login ended at ${shownMoment(login.expiresAt)}; the AWS CLI renews them for up to twelve hours, this extension does not`
        : safe`Nobody has logged in with aws login here yet, or what it left cannot be read`,
  });
}

function explainPortal(reason: StsFailure, source: Of<'sso'>, ports: RefreshPorts): RefreshFailure {
  if (reason.type === 'cancelled') return cancelled();
  if (reason.type === 'network') {
    const called = calledService(source.target, safe`IAM Identity Center`, ports.env);
    return failure('network', {
      title: safe`IAM Identity Center did not answer for profile ${source.profile}`,
      ...explainNetwork(reason, called),
    });
  }
  const said = safe`${safeSaid(reason.code)}: ${safeSaid(reason.message)}`;
  if (reason.code === 'UnauthorizedException') {
    return signInFirst(source, { said, meaning: safe`IAM Identity Center does not take the token any more` });
  }
  return failure('source', {
    title: safe`IAM Identity Center gave no session for profile ${source.profile}`,
    said,
    ...(PORTAL_MEANINGS[reason.code] ?? OTHER),
  });
}

const OTHER: Meaning = {
  meaning: safe`It refused the request`,
  action: safe`Act on what it said, and check sso_account_id, sso_role_name and sso_region`,
};

/** By the errors of GetRoleCredentials. */
const PORTAL_MEANINGS: Readonly<Record<string, Meaning>> = {
  ForbiddenException: {
    meaning: safe`Whoever has signed in has no access to that account with that permission set`,
    action: safe`Check sso_account_id and sso_role_name; the start page lists what there is`,
  },
  ResourceNotFoundException: {
    meaning: safe`There is no such account or permission set`,
    action: safe`Check sso_account_id and sso_role_name; the start page lists what there is`,
  },
  TooManyRequestsException: {
    meaning: safe`Too many requests were made in a short time`,
    action: safe`Wait a minute and try again`,
  },
};

function signInFirst(
  { profile, signIn }: SignInSource,
  told: { readonly said?: SafeText; readonly meaning: SafeText },
): RefreshFailure {
  return failure('source', {
    title: safe`Profile ${profile} needs a sign-in`,
    ...told,
    action: safe`Run ${signIn}, then refresh again`,
    mend: { type: 'run', command: signIn },
  });
}
