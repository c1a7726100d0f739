import { describe, expect, it } from 'vitest';
import { passThroughsIn, tokenId } from './pass-through.ts';

const ID = 'AWS_ACCESS_KEY_ID';
const SECRET = 'AWS_SECRET_ACCESS_KEY';

describe('passThroughsIn', () => {
  it.each([
    [`docker run -e ${ID} -e ${SECRET} x`, '-e AWS_SESSION_TOKEN'],
    [`docker run --env ${ID} --env ${SECRET} x`, '--env AWS_SESSION_TOKEN'],
    [`docker run --env=${ID} --env=${SECRET} x`, '--env=AWS_SESSION_TOKEN'],
    [`docker run -e ${ID}=$${ID} -e "${SECRET}=\${${SECRET}}" x`, '-e AWS_SESSION_TOKEN'],
    [`docker run -e ${ID}=\${{ env.${ID} }} -e ${SECRET}=\${{ env.${SECRET} }} x`, '-e AWS_SESSION_TOKEN'],
    [`docker run \\\n  -e ${ID} \\\n  -e ${SECRET} \\\n  x`, '-e AWS_SESSION_TOKEN'],
    [
      `docker build --secret id=key,env=${ID} --secret id=secret,env=${SECRET} .`,
      '--secret id=aws_session_token,env=AWS_SESSION_TOKEN',
    ],
    [`docker build --build-arg ${ID} --build-arg ${SECRET} .`, undefined],
  ])('%j lacks %j', (script, token) => {
    const [found, ...others] = passThroughsIn(script);
    expect(found?.token).toBe(token);
    expect(script.slice(found?.start, found?.end)).toContain(SECRET);
    expect(others).toEqual([]);
  });

  it.each([
    `docker run -e ${ID} -e ${SECRET} -e AWS_SESSION_TOKEN x`,
    `docker run -e ${ID} -e ${SECRET} -e AWS_SECURITY_TOKEN x`,
    `docker run -e ${SECRET} x`,
    `docker run -e ${ID}; docker run -e ${SECRET}`,
    `docker run -e ${ID}=\${{ secrets.ID }} -e ${SECRET}=\${{ secrets.KEY }} x`,
    `docker run -e ${ID}=x -e ${SECRET}=y x`,
    `docker run -e ${ID} -e ${SECRET} minio/minio`,
    `# docker run -e ${ID} -e ${SECRET} x`,
    `docker run -e ${ID}_2 -e ${SECRET}_2 x`,
    `export ${ID} ${SECRET}`,
  ])('finds nothing in %j', (script) => {
    expect(passThroughsIn(script)).toEqual([]);
  });

  it('takes linear time', () => {
    const script = `docker run ${`-e ${SECRET} \\\n`.repeat(5000)} -e ${ID} x\n${'\\'.repeat(50_000)}`;
    expect(passThroughsIn(script)).toHaveLength(1);
  });
});

describe('tokenId', () => {
  it.each([
    ['aws_secret_access_key', 'aws_session_token'],
    ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    ['aws-secret-key', 'aws-session-token'],
    ['secretkey', 'sessiontoken'],
    ['s', 'aws_session_token'],
  ])('%s becomes %s', (id, expected) => {
    expect(tokenId(id)).toBe(expected);
  });
});
