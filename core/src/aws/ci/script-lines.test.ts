import { describe, expect, it } from 'vitest';
import { keyLinesIn } from './script-lines.ts';

const ID = '${{ secrets.ID }}';

function linesOf(script: string): readonly string[] | undefined {
  return keyLinesIn(script)?.lines.map(({ start, end }) => script.slice(start, end));
}

describe('keyLinesIn', () => {
  it.each([
    `aws configure set aws_access_key_id ${ID}`,
    `aws configure set default.aws_secret_access_key "${ID}"`,
    `aws configure set aws_session_token $TOKEN`,
    `export AWS_ACCESS_KEY_ID=${ID}`,
    `export AWS_ACCESS_KEY_ID="${ID}" AWS_SECRET_ACCESS_KEY='x'`,
    `echo "AWS_ACCESS_KEY_ID=${ID}" >> $GITHUB_ENV`,
    `echo AWS_SESSION_TOKEN=${ID} >> "$GITHUB_ENV"`,
    `echo 'AWS_SECRET_ACCESS_KEY=abc/d+e=' >>\${GITHUB_ENV}`,
    `echo "AWS_ACCESS_KEY_ID=${ID}" | tee -a $GITHUB_ENV`,
    `echo "AWS_ACCESS_KEY_ID=${ID}" | Out-File -FilePath $env:GITHUB_ENV -Append`,
    `"AWS_ACCESS_KEY_ID=${ID}" >> $env:GITHUB_ENV`,
    `$env:AWS_ACCESS_KEY_ID = "${ID}"`,
    `npx serverless config credentials --provider aws --key ${ID} --secret ${ID}`,
  ])('takes out %s', (line) => {
    expect(linesOf(`# start\n${line}\necho done\n`)).toEqual([line]);
    expect(keyLinesIn(`${line}\r\n`)).toMatchObject({ only: true });
  });

  it.each([
    ['nothing of keys', 'aws s3 ls'],
    ['a condition', `if true; then\nexport AWS_ACCESS_KEY_ID=${ID}\nfi`],
    ['a line that goes on', `export AWS_ACCESS_KEY_ID=${ID} \\\n  X=y`],
    ['a command substitution', 'export AWS_ACCESS_KEY_ID=$(vault read id)'],
    ['a second command on the line', `export AWS_ACCESS_KEY_ID=${ID}; aws s3 ls`],
    ['a command with variables of its own', `AWS_ACCESS_KEY_ID=${ID} aws s3 ls`],
    ['a here-document', `cat <<EOF\naws_access_key_id = ${ID}\nEOF`],
    ['a group', `{\necho "AWS_ACCESS_KEY_ID=${ID}"\n} >> $GITHUB_ENV`],
    ['a function', `keys() {\nexport AWS_ACCESS_KEY_ID=${ID}\n}`],
    ['a key that is read elsewhere', `export AWS_ACCESS_KEY_ID=${ID}\necho $AWS_ACCESS_KEY_ID | wc -c`],
    [
      'another profile of Serverless',
      `sls config credentials --provider aws --key ${ID} --secret x --profile p`,
    ],
    [
      'two profiles',
      `aws configure set aws_access_key_id ${ID} --profile a\naws configure set aws_secret_access_key ${ID}`,
    ],
    [
      'a profile that is used at once',
      `aws configure set aws_access_key_id ${ID} --profile a\naws s3 ls --profile a`,
    ],
    [
      'two regions',
      `aws configure set aws_access_key_id ${ID}\naws configure set region eu-west-1\naws configure set region eu-west-2`,
    ],
  ])('leaves %s to a person', (_, script) => expect(keyLinesIn(script)).toBeUndefined());

  it('takes the settings of a profile out with its keys where nothing else is left', () => {
    const script = [
      `aws configure set aws_access_key_id ${ID} --profile prod`,
      'aws configure set region "eu-west-1" --profile prod',
      'aws configure set output json --profile prod',
    ].join('\n');
    expect(keyLinesIn(script)).toMatchObject({ only: true, profile: 'prod' });
    expect(linesOf(script)).toHaveLength(3);
  });

  it('leaves the region where other commands may need it', () => {
    const script = `aws configure set aws_access_key_id ${ID}\naws configure set region eu-west-1\naws s3 ls`;
    expect(linesOf(script)).toEqual([`aws configure set aws_access_key_id ${ID}`]);
  });

  it('takes linear time', () => {
    const script = `export AWS_ACCESS_KEY_ID=${'a'.repeat(50_000)}${'"'.repeat(50_000)}\n`.repeat(4);
    const begin = performance.now();
    keyLinesIn(script);
    keyLinesIn(`echo "AWS_ACCESS_KEY_ID=${'${{ a '.repeat(20_000)}`);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
