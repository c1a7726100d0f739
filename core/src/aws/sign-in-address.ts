/**
 * An address of IAM Identity Center's own, in any partition: `https://<id>.awsapps.com/start`, the like for China and
 * GovCloud, and the newer `https://ssoins-<id>.portal.<region>.app.aws`. No user name, port, or other scheme.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/howtochangeURL.html
 */
const ADDRESS = /^https:\/\/(?:[a-z\d-]+\.)+(?:awsapps\.com|awsapps\.cn|app\.aws)(?:\/[\w\-./~%#]*)?$/iu;

/** Whether an address is a sign-in page that AWS itself serves. */
export function isSignInAddress(address: string): boolean {
  return ADDRESS.test(address);
}
