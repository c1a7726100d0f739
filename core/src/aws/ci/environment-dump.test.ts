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
    'echo "env=$(env)"',
    'ALL=$(env); echo "$ALL"',
    'for v in $(env); do echo $v; done',
    'cat <(env)',
    'env | cut -d= -f2',
    'env | cut -d= -f1-',
    'env | sed s/^/x/',
    'env | tee all.txt > /dev/null',
    'env | sort || grep x',
    'env # > /dev/null',
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
    'docker run --env-file <(env | grep ^AWS_) img',
    'docker run --env-file=<(env) img',
    'source <(export -p)',
    '. <(export -p)',
    'for v in $(env | cut -d= -f1 | grep AWS); do echo $v; done',
    'for v in $(env); do unset "${v%%=*}"; done',
    'N=$(env | wc -l)',
    'export ALL="$(env)"',
    'KEY=$(printenv AWS_SECRET_ACCESS_KEY)',
    'env > /dev/null',
    'env >/dev/null 2>&1',
    'env &> /dev/null',
    'env | sort > /dev/null',
    'env | cut -d= -f1 | sort',
    "printenv | sort | cut -f 1 -d '='",
    "env | awk -F= '{print $1}'",
    "env | sed -e 's/=.*//' | sort",
    'env | sort | grep STAGE',
    'env | grep -c AWS',
    'if env | grep -q AWS_ACCESS_KEY_ID; then make; fi',
    'env | sort | sha256sum',
    'gci env: | Out-Null',
    'Get-ChildItem env: | Select-Object -ExpandProperty Name',
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

  it.each([
    'set -e ',
    'printenv A ',
    '          ',
    'env | ',
    'x=$(env) ',
    'echo $x ',
    'env | sed ',
    'export -',
    'declare ',
    ';;;;{{{{(((',
  ])('takes linear time for many %j', (piece) => {
    expect(dumpsIn(`${piece.repeat(20_000)}\nenv\n`).length).toBeGreaterThan(0);
  });
});
