import { describe, expect, it } from 'vitest';
import { dumpsIn } from './environment-dump.ts';

describe('dumpsIn', () => {
  it.each([
    'env',
    'printenv',
    'printenv -0',
    '/usr/bin/env',
    'env | sort',
    'env > all.txt',
    'env | grep AWS',
    'env | grep -v STAGE_X',
    'printenv STAGE AWS_SECRET_ACCESS_KEY',
    'make && env',
    'echo "$(env)"',
    'if true; then printenv; fi',
    'sudo env',
    'export -p',
    'declare -px',
    'declare -x',
    'set',
    'set | less',
    'gci env:',
    'Get-ChildItem -Path Env:\\*',
    'dir env:',
  ])('%j prints the environment', (script) => {
    expect(dumpsIn(script).map(({ type }) => type)).toEqual(['environment']);
  });

  it.each([
    'set -x',
    'set -ex',
    'set -eux -o pipefail',
    'set -e -o xtrace',
    'bash -x run.sh',
    'sh -ex run.sh',
  ])('%j traces', (script) => {
    expect(dumpsIn(script).map(({ type }) => type)).toEqual(['trace']);
  });

  it.each([
    '# env',
    'env STAGE=prod make',
    'env -u AWS_SECRET_ACCESS_KEY make',
    'env | grep STAGE',
    'env | grep -v AWS',
    'printenv AWS_REGION',
    'set -e',
    'set +x',
    'set -- "$@"',
    'export STAGE=prod',
    'source .env',
    'npm run env',
    'python -m env',
    'cat env',
    'my-env',
    'environment',
    'unset AWS_PROFILE',
    'bash run.sh -x',
    'ls env',
  ])('%j does neither', (script) => {
    expect(dumpsIn(script)).toEqual([]);
  });

  it('says which commands are alone on their lines', () => {
    const script = 'env\n  printenv | sort -u # all\nmake; env\nenv > all.txt\n';
    expect(dumpsIn(script).map(({ alone }) => alone)).toEqual([true, true, false, false]);
    for (const { command, start, end } of dumpsIn(script)) expect(script.slice(start, end)).toBe(command);
  });

  it.each(['set -e ', 'printenv A ', '          ', 'env | ', 'export -', 'declare ', ';;;;{{{{((('])(
    'takes linear time for many %j',
    (piece) => {
      expect(dumpsIn(`${piece.repeat(20_000)}\nenv\n`).length).toBeGreaterThan(0);
    },
  );
});
