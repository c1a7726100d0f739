import { describe, expect, it } from 'vitest';
import { awsPipeOf } from './bitbucket-pipe.ts';

describe('awsPipeOf', () => {
  it.each([
    ['atlassian/aws-cloudfront-invalidate:0.4.1', true],
    ['atlassian/aws-cloudfront-invalidate:0.5.0', false],
    ['atlassian/aws-cloudfront-invalidate:1.0.0', false],
    ['atlassian/aws-cloudfront-invalidate:latest', false],
    ['atlassian/aws-s3-deploy:0.2.4', true],
    ['atlassian/aws-s3-deploy:0.3.2', true],
    ['atlassian/aws-s3-deploy:1.6.0', false],
    ['atlassian/aws-ecr-push-image:1.1.1', true],
    ['atlassian/aws-ecr-push-image:1.6.2', false],
    ['atlassian/aws-lambda-deploy:0.1.0', false],
  ])('tells whether %s is too old for a role', (reference, isTooOld) => {
    expect(awsPipeOf(reference)?.isTooOld).toBe(isTooOld);
  });

  it.each(['acme/aws-s3-deploy:1.0.0', 'atlassian/slack-notify:2.0.0', ''])(
    'knows nothing of %j',
    (reference) => {
      expect(awsPipeOf(reference)).toBeUndefined();
    },
  );
});
