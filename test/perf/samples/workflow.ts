import { sampleKeys } from './keys.ts';
import { pick, seededRandom } from './random.ts';

const TOOLS = ['build', 'test', 'lint', 'package', 'deploy'];
const LINES_A_JOB = 34;

/** The text of a GitHub workflow of about so many lines; one job in ten holds keys, one lacks the permission for OIDC. */
export function workflowText(lines: number, seed = 2): string {
  const random = seededRandom(seed);
  const keys = sampleKeys(random);
  const text = [
    'name: everything',
    'on:',
    '  push:',
    '    branches: [main]',
    'permissions:',
    '  contents: read',
    'jobs:',
  ];
  for (let job = 0; text.length + LINES_A_JOB < lines; job += 1) {
    const tool = pick(random, TOOLS);
    text.push(`  job-${job}:`, '    runs-on: ubuntu-latest', '    needs: []');
    if (job % 10 !== 1) text.push('    permissions:', '      id-token: write', '      contents: read');
    text.push('    env:', `      STAGE: ${pick(random, ['dev', 'prod'])}`, '      AWS_REGION: eu-west-1');
    if (job % 10 === 0) {
      text.push(
        `      AWS_ACCESS_KEY_ID: ${keys.id('AKIA')}`,
        `      AWS_SECRET_ACCESS_KEY: ${keys.secret()}`,
      );
    }
    text.push(
      '    steps:',
      '      - uses: actions/checkout@v4',
      '      - name: Credentials',
      '        uses: aws-actions/configure-aws-credentials@v4',
      '        with:',
      `          role-to-assume: arn:aws:iam::111122223333:role/${tool}`,
      '          aws-region: eu-west-1',
      `          role-duration-seconds: ${pick(random, [900, 3600, 7200])}`,
    );
    for (let step = 0; step < 4; step += 1) {
      text.push(
        `      - name: Step ${step} of ${tool}`,
        '        run: |',
        `          make ${tool} STAGE="$STAGE"`,
        `          aws s3 sync ./out s3://bucket-${job}-${step} --region eu-west-1`,
      );
    }
  }
  return `${text.join('\n')}\n`;
}
