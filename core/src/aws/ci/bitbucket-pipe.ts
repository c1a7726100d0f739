/** Atlassian's own pipes for AWS. */
const AWS_PIPE = /^atlassian\/(aws-[\w-]+):(.*)$/u;

type Version = readonly [major: number, minor: number, patch: number];

/**
 * The first versions that may take a role. Pipes learnt that in spring 2021: that of CloudFront in 0.5.0, as its
 * changelog says, and of the others those cannot that people used before.
 */
const OLDEST_WITH_ROLE: ReadonlyMap<string, Version> = new Map([
  ['aws-cloudfront-invalidate', [0, 5, 0]],
  ['aws-s3-deploy', [0, 3, 3]],
  ['aws-ecr-push-image', [1, 1, 2]],
]);

/** One of Atlassian's pipes for AWS. */
export interface AwsPipe {
  readonly name: string;
  /** Its version is known to take no role. */
  readonly isTooOld: boolean;
}

/** Reads what `pipe:` names; `undefined` for everybody else's pipes. */
export function awsPipeOf(reference: string): AwsPipe | undefined {
  const [, name, tag = ''] = AWS_PIPE.exec(reference) ?? [];
  if (name === undefined) return undefined;
  const oldest = OLDEST_WITH_ROLE.get(name);
  const version = /^(\d+)\.(\d+)\.(\d+)$/u.exec(tag)?.slice(1).map(Number);
  return { name, isTooOld: oldest !== undefined && version !== undefined && isBefore(version, oldest) };
}

function isBefore(version: readonly number[], than: Version): boolean {
  const at = than.findIndex((part, index) => version[index] !== part);
  return at >= 0 && (version[at] ?? 0) < (than[at] ?? 0);
}
