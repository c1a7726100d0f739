/** What of a name says that it is an access key id's. */
const KEY_WORDS = /(?:AWS_?)?(?:ACCESS_?)?KEY(?:_?ID)?|(?:AWS_?)?ACCESS_?ID/iu;

/**
 * The variable for the role of an identity, after the secret that holds its key: `PROD_AWS_ACCESS_KEY_ID` becomes
 * `PROD_AWS_ROLE_ARN`, so that several identities of a file do not become one role, whichever is rewritten first.
 *
 * @param secrets those of all identities in the file
 * @param role the name where there is only one
 */
export function roleVariable(secret: string, secrets: readonly string[], role: string): string {
  const others = secrets.filter((one) => one !== secret);
  if (others.length === 0) return role;
  const name = named(secret, role);
  return others.some((one) => named(one, role).toUpperCase() === name.toUpperCase())
    ? `${secret}_${role}`
    : name;
}

/** What is named for nothing but a key is not the role of a single identity either. */
function named(secret: string, role: string): string {
  const name = KEY_WORDS.test(secret) ? secret.replace(KEY_WORDS, role) : `${secret}_${role}`;
  return name === role ? `DEFAULT_${role}` : name;
}
