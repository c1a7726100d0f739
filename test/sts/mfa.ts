import type { Caller } from './authenticate.ts';
import { accessDenied } from './errors.ts';
import type { StsState } from './state.ts';
import type { MfaDevice } from './world-types.ts';

const accepts = (state: StsState, device: MfaDevice, code: string): boolean => {
  const { codes } = device;
  if (codes === 'any') return /^\d{6}$/.test(code);
  return typeof codes === 'function' ? codes(code, state.clock.now()) : codes.includes(code);
};

/**
 * Verifies the MFA of a request and uses the code up. The texts end with a space, as STS's do.
 * @returns Whether MFA was given at all.
 * @throws StsError `AccessDenied`
 */
export const verifyMfa = (
  state: StsState,
  caller: Caller,
  serialNumber: string | undefined,
  tokenCode: string | undefined,
): boolean => {
  if (serialNumber === undefined && tokenCode === undefined) return false;
  if (serialNumber === undefined || tokenCode === undefined) {
    throw accessDenied(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. ',
    );
  }
  // Only a user with long-term keys has a device: neither a role's session nor a user's can give MFA.
  const devices = caller.session === undefined ? caller.user?.user.mfaDevices : undefined;
  const device = devices?.find((candidate) => candidate.serialNumber === serialNumber);
  if (device === undefined) {
    throw accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
        'Please verify your MFA serial number is valid and associated with this user. ',
    );
  }
  const use = `${serialNumber} ${tokenCode}`;
  if (state.usedMfaCodes.has(use) || !accepts(state, device, tokenCode)) {
    throw accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
  }
  state.usedMfaCodes.add(use);
  return true;
};
