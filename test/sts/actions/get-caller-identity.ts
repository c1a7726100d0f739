import type { Operation } from './operation.ts';

/** `GetCallerIdentity`: needs a valid signature and no permission. */
export const getCallerIdentity: Operation = {
  signed: true,
  run: ({ caller }) => [
    ['Arn', caller.arn],
    ['UserId', caller.userId],
    ['Account', caller.account.id],
  ],
};
