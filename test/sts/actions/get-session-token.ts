import { accessDenied } from '../errors.ts';
import { verifyMfa } from '../mfa.ts';
import { constraints } from '../validate.ts';
import type { Operation } from './operation.ts';
import { credentialsElement } from './operation.ts';

const defaultDuration = 43_200;

/** `GetSessionToken`: a session of the calling user, who must have signed with long-term keys. */
export const getSessionToken: Operation = {
  signed: true,
  run: ({ state, caller, parameters }) => {
    const durationSeconds = parameters.duration(constraints.sessionTokenDuration);
    const serialNumber = parameters.text('SerialNumber', constraints.serialNumber);
    const tokenCode = parameters.text('TokenCode', constraints.tokenCode);
    parameters.check();
    if (caller.session !== undefined || caller.user === undefined) {
      throw accessDenied('Cannot call GetSessionToken with session credentials');
    }
    const mfa = verifyMfa(state, caller, serialNumber, tokenCode);
    const session = state.sessions.issue({
      accountId: caller.account.id,
      owner: { kind: 'user', userId: caller.user.user.userId },
      mfa,
      durationSeconds: durationSeconds ?? defaultDuration,
    });
    return [credentialsElement(session)];
  },
};
