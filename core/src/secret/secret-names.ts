/** Endings by which names of keys and variables say that their value is a secret, in whatever case. */
const SECRET_NAME =
  /(?:access[-_]?key(?:[-_]?id)?|secret(?:[-_](?:access[-_])?key)?|token|password|passwd|passphrase|(?<=[-_])pass|private[-_]key|api[-_]?key|credentials?)$/iu;

/** An access key id of any kind, or the opening of a session token, anywhere in a text. */
const SECRET_TEXT =
  /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}|IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz/u;

/** A credential's key with its value in the middle of a text, such as the line of a script. */
const SECRET_ASSIGNMENT = /(?:secret_?access_?key|session_?token|security_?token)["']?\s?[=:]\s?\S/iu;

/**
 * Whether a key or variable holds a secret by its name: AWS's own (`aws_secret_access_key`, `AWS_SESSION_TOKEN`) and
 * everybody else's (`DB_PASSWORD`). The parts of a dotted name (`s3.token`) are one name. Hiding too much costs
 * little; showing one secret is one too many.
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a text holds something that looks like an access key id or a session token, under whatever name. */
export function looksSecret(text: string): boolean {
  return SECRET_TEXT.test(text) || SECRET_ASSIGNMENT.test(text);
}
