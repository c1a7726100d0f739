import { describe, expect, it } from 'vitest';
import { keyAssignments } from './script-sites.ts';

function targetsIn(script: string): readonly (string | undefined)[] {
  return keyAssignments(script).map(({ target }) => target);
}

describe('keyTargets', () => {
  it.each([
    ['aws configure set aws_access_key_id X', 'aws-files'],
    ['aws configure --profile p set aws_access_key_id X', undefined],
    ['serverless config credentials --provider aws --key X', 'aws-files'],
    ['echo "AWS_ACCESS_KEY_ID=X" >> $GITHUB_ENV', 'job-environment'],
    ['echo AWS_ACCESS_KEY_ID=X | tee -a "$GITHUB_ENV"', 'job-environment'],
    ['echo "export AWS_ACCESS_KEY_ID=X" >> "$BASH_ENV"', 'job-environment'],
    ['echo "AWS_ACCESS_KEY_ID=X" > .env', 'file'],
    ['printf "aws_access_key_id=X\\n" >> ~/.aws/credentials', 'aws-files'],
    ['"AWS_ACCESS_KEY_ID=X" | Out-File -FilePath $env:GITHUB_ENV -Append', 'job-environment'],
    ['Add-Content $env:GITHUB_ENV "AWS_ACCESS_KEY_ID=X"', 'job-environment'],
    ['cat > x.env <<EOF\nAWS_ACCESS_KEY_ID=X\nEOF', 'file'],
    ["cat <<'END' >> ~/.aws/credentials\n[a]\naws_access_key_id = X\nEND", 'aws-files'],
    ['tee -a ~/.aws/credentials <<-EOF\n\t[a]\n\taws_access_key_id = X\n\tEOF', 'aws-files'],
    ['{\n  echo "AWS_ACCESS_KEY_ID=X"\n} >> $GITHUB_ENV', 'job-environment'],
  ])('%j goes to %s', (script, target) => {
    expect(targetsIn(script)).toEqual(target === undefined ? [] : [target]);
  });

  it.each([
    'export AWS_ACCESS_KEY_ID=X',
    'AWS_ACCESS_KEY_ID=X aws s3 ls > list.txt',
    'docker run -e AWS_ACCESS_KEY_ID=X image > log.txt',
    'echo "AWS_ACCESS_KEY_ID=X"',
    'echo "AWS_ACCESS_KEY_ID=X" > /dev/null',
    'echo "AWS_ACCESS_KEY_ID=X" >&2',
    'aws_access_key_id=X',
    '$env:AWS_ACCESS_KEY_ID = "X"',
    'ssh host <<EOF\nexport AWS_ACCESS_KEY_ID=X\nEOF',
    'cat > x <<EOF\na\nEOF\nexport AWS_ACCESS_KEY_ID=X',
    '{\n  export AWS_ACCESS_KEY_ID=X\n}\necho x > y',
  ])('%j goes to no file', (script) => {
    expect(targetsIn(script)).toEqual([undefined]);
  });

  it('takes linear time', () => {
    const one = 'cat > x <<EOF\nAWS_ACCESS_KEY_ID=X\nEOF\necho "AWS_SECRET_ACCESS_KEY=Y" >> z\n';
    expect(targetsIn(one.repeat(5000))).toHaveLength(10_000);
  });
});
