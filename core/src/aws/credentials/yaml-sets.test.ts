import { describe, expect, it } from 'vitest';
import type { YamlKind } from '../../documents/document.ts';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import type { CredentialSet } from '../credential-set.ts';
import { readYamlCredentials } from './yaml-sets.ts';

const ASIA = 'ASIAQNZGKIQY56JQ7WML';
const AKIA = 'AKIAQNZGKIQY56JQ7WMM';
const SECRET = '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';

function setsOf(kind: YamlKind, text: string): readonly CredentialSet[] {
  const document = parseYaml('file:///w/x.yml', kind, createSourceText(text));
  expect(document.problems).toEqual([]);
  return readYamlCredentials(document).sets;
}

/** Sets as `label (owner)` and their sites as `part origin name=underlined`. */
function shown(kind: YamlKind, text: string): readonly (readonly string[])[] {
  return setsOf(kind, text).map((set) => [
    `${set.label} (${set.owner.type})`,
    ...set.sites.map((site) => {
      const underlined = text.slice(site.range.start, site.range.end);
      return `${site.commentedOut ? '#' : ''}${site.part} ${site.origin} ${site.name}=${underlined}`;
    }),
  ]);
}

type Case = readonly [string, string, readonly (readonly string[])[]];
const ID = `access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`;
const KEY = `secret-access-key literal AWS_SECRET_ACCESS_KEY=${SECRET}`;
const STORED_ID = 'access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID';
const STORED_KEY = 'secret-access-key stored-secret AWS_SECRET_ACCESS_KEY=AWS_SECRET_ACCESS_KEY';

const gitlab: readonly Case[] = [
  [
    'global variables',
    `variables:\n  AWS_ACCESS_KEY_ID: ${ASIA}\n  AWS_SECRET_ACCESS_KEY: "${SECRET}"\n`,
    [['AWS variables (variables)', ID, KEY]],
  ],
  [
    'variables of a job',
    `deploy:\n  variables: {AWS_ACCESS_KEY_ID: ${ASIA}}\n  script: aws s3 ls\n`,
    [['job deploy (variables)', ID]],
  ],
  [
    'the long form',
    `variables:\n  AWS_ACCESS_KEY_ID:\n    value: ${ASIA}\n    description: x\n`,
    [['AWS variables (variables)', ID]],
  ],
  [
    'a variable of the settings by its own name',
    'a:\n  variables:\n    AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID\n    AWS_SECRET_ACCESS_KEY: "${AWS_SECRET_ACCESS_KEY}"\n',
    [['job a (variables)', STORED_ID, STORED_KEY]],
  ],
  [
    'a variable of the settings by another name',
    'a:\n  variables:\n    AWS_ACCESS_KEY_ID: $PROD_ID\n',
    [['job a (variables)', STORED_ID]],
  ],
  [
    'a variable that the file defines',
    'variables:\n  MINE: x\na:\n  variables:\n    AWS_ACCESS_KEY_ID: $MINE\n',
    [],
  ],
  ...['CI_JOB_TOKEN', 'CI_DEPLOY_PASSWORD', 'CI_JOB_JWT_V2', 'GITLAB_USER_ID', 'CI_REGISTRY_PASSWORD'].map(
    (name): Case => ['a predefined variable', `a:\n  variables:\n    AWS_ACCESS_KEY_ID: $${name}\n`, []],
  ),
  ...['CI_AWS_ACCESS_KEY_ID', 'CI_AWS_KEY', 'CI_ACCESS_KEY_ID', 'GITLAB_AWS_ID', 'CI_DEPLOY_KEY'].flatMap(
    (name): readonly Case[] => [
      [
        `a variable of the settings that is called ${name}`,
        `a:\n  variables:\n    AWS_ACCESS_KEY_ID: $${name}\n`,
        [['job a (variables)', STORED_ID]],
      ],
      [
        `a script that takes ${name}`,
        `a:\n  script:\n    - export AWS_ACCESS_KEY_ID=$${name}\n`,
        [['job a (script)', STORED_ID]],
      ],
    ],
  ),
  ['placeholders of the settings', 'variables:\n  AWS_ACCESS_KEY_ID: ""\n  AWS_SECRET_ACCESS_KEY: " "\n', []],
  [
    'a script',
    `a:\n  before_script:\n    - export AWS_ACCESS_KEY_ID=${ASIA}\n    - "export AWS_SECRET_ACCESS_KEY=${SECRET}"\n  script:\n    - aws configure set aws_access_key_id $PROD_ID\n`,
    [
      ['job a (script)', ID, KEY],
      ['job a (script)', 'access-key-id stored-secret aws_access_key_id=aws_access_key_id'],
    ],
  ],
  [
    'nested script lists and references',
    `a:\n  script:\n    - !reference [.b, script]\n    - - export AWS_ACCESS_KEY_ID=${ASIA}\n`,
    [['job a (script)', ID]],
  ],
  [
    'OIDC as GitLab documents it',
    `a:\n  id_tokens:\n    T: {aud: https://gitlab.com}\n  script:\n    - >\n      out=$(aws sts assume-role-with-web-identity --web-identity-token \${T} --output text)\n    - export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s" $out)\n    - read -r AWS_ACCESS_KEY_ID REST <<< "$out"\n    - export AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID\n`,
    [],
  ],
  [
    'an anchored map, once',
    `.v: &v\n  AWS_ACCESS_KEY_ID: ${ASIA}\na:\n  variables: *v\nb:\n  variables:\n    <<: *v\n`,
    [['job .v (variables)', ID]],
  ],
  ['an emulator', 'a:\n  services: [localstack/localstack]\n  variables:\n    AWS_ACCESS_KEY_ID: test\n', []],
  [
    'a store that is not AWS',
    'a:\n  variables:\n    AWS_ACCESS_KEY_ID: $R2_ID\n    AWS_ENDPOINT_URL: https://x.r2.cloudflarestorage.com\nb:\n  variables:\n    AWS_ACCESS_KEY_ID: $B_ID\n',
    [['job b (variables)', STORED_ID]],
  ],
  [
    'a commented line',
    `a:\n  variables:\n    # AWS_ACCESS_KEY_ID: ${ASIA}\n    X: y\n`,
    [['job a (variables)', `#${ID}`]],
  ],
  [
    'another name',
    `a:\n  variables:\n    TF_VAR_access_key: ${AKIA}\n`,
    [['job a (variables)', `access-key-id literal TF_VAR_access_key=${AKIA}`]],
  ],
];

const compose: readonly Case[] = [
  [
    'a map',
    `services:\n  web:\n    environment:\n      AWS_ACCESS_KEY_ID: ${ASIA}\n      AWS_SECRET_ACCESS_KEY: ${SECRET}\n`,
    [['service web (variables)', ID, KEY]],
  ],
  [
    'a list',
    `services:\n  web:\n    environment:\n      - AWS_ACCESS_KEY_ID=${ASIA}\n      - "AWS_SECRET_ACCESS_KEY=${SECRET}"\n      - X=y\n`,
    [['service web (variables)', ID, KEY]],
  ],
  [
    'a flow list with CRLF',
    `services:\r\n  web:\r\n    environment: [AWS_ACCESS_KEY_ID=${ASIA}]\r\n`,
    [['service web (variables)', ID]],
  ],
  [
    'names without value',
    'services:\n  web:\n    environment:\n      - AWS_ACCESS_KEY_ID\n      - AWS_SESSION_TOKEN=${AWS_SESSION_TOKEN}\n',
    [],
  ],
  [
    'nulls and references',
    'services:\n  web:\n    environment:\n      AWS_ACCESS_KEY_ID:\n      AWS_SECRET_ACCESS_KEY: ${KEY:-test}\n',
    [],
  ],
  [
    'a real key as a default',
    `services:\n  web:\n    environment:\n      AWS_ACCESS_KEY_ID: \${ID:-${ASIA}}\n`,
    [['service web (variables)', `access-key-id literal AWS_ACCESS_KEY_ID=\${ID:-${ASIA}}`]],
  ],
  [
    'a placeholder',
    'services:\n  web:\n    environment:\n      AWS_ACCESS_KEY_ID: changeme\n',
    [['service web (variables)', 'access-key-id placeholder AWS_ACCESS_KEY_ID=changeme']],
  ],
  [
    'a dummy without an emulator',
    'services:\n  web:\n    environment:\n      AWS_ACCESS_KEY_ID: test\n',
    [['service web (variables)', 'access-key-id placeholder AWS_ACCESS_KEY_ID=test']],
  ],
  [
    'the emulator itself',
    'services:\n  aws:\n    image: localstack/localstack:3\n    environment:\n      AWS_ACCESS_KEY_ID: whatever\n      AWS_SECRET_ACCESS_KEY: whatever-secret\n',
    [],
  ],
  [
    'a dummy beside an emulator',
    'services:\n  minio:\n    image: minio/minio\n  web:\n    environment:\n      - AWS_ACCESS_KEY_ID=minioadmin\n',
    [],
  ],
  [
    'a dummy beside an endpoint',
    'services:\n  web:\n    environment:\n      - AWS_ENDPOINT_URL=http://x:9000\n      - AWS_ACCESS_KEY_ID=me\n      - AWS_SECRET_ACCESS_KEY=my-secret\n',
    [],
  ],
  [
    'a real key beside an emulator',
    `services:\n  aws:\n    image: localstack/localstack\n    environment:\n      AWS_ACCESS_KEY_ID: ${ASIA}\n`,
    [['service aws (variables)', ID]],
  ],
  [
    'build arguments',
    `services:\n  web:\n    build:\n      args:\n        AWS_ACCESS_KEY_ID: ${ASIA}\n`,
    [['service web (variables)', ID]],
  ],
  [
    'a command',
    `services:\n  web:\n    command: sh -c "AWS_ACCESS_KEY_ID=${ASIA} run"\n`,
    [['service web (script)', ID]],
  ],
  [
    'a commented line',
    `services:\n  web:\n    environment:\n      # - AWS_ACCESS_KEY_ID=${ASIA}\n      - X=y\n`,
    [['service web (variables)', `#${ID}`]],
  ],
];

const others: readonly (readonly [YamlKind, ...Case])[] = [
  [
    'circleci',
    'environment',
    `version: 2.1\njobs:\n  build:\n    environment:\n      AWS_ACCESS_KEY_ID: ${ASIA}\n`,
    [['job build (variables)', ID]],
  ],
  [
    'circleci',
    'orb parameters, which name variables',
    'jobs:\n  b:\n    steps:\n      - aws-cli/setup:\n          aws_access_key_id: AWS_ACCESS_KEY_ID\n          aws-secret-access-key: AWS_SECRET_ACCESS_KEY\n',
    [
      [
        'job b (variables)',
        'access-key-id stored-secret aws_access_key_id=aws_access_key_id',
        'secret-access-key stored-secret aws-secret-access-key=aws-secret-access-key',
      ],
    ],
  ],
  [
    'circleci',
    'a command',
    `jobs:\n  b:\n    steps:\n      - run:\n          name: x\n          command: |\n            export AWS_ACCESS_KEY_ID=${ASIA}\n      - run: export AWS_SECRET_ACCESS_KEY=${SECRET}\n`,
    [
      ['job b (script)', ID],
      ['job b (script)', KEY],
    ],
  ],
  [
    'bitbucket-pipelines',
    'variables of a pipe',
    'pipelines:\n  default:\n    - step:\n        script:\n          - pipe: atlassian/aws-s3-deploy:1\n            variables:\n              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID\n              AWS_SECRET_ACCESS_KEY: ${KEY}\n',
    [['AWS variables (variables)', STORED_ID, STORED_KEY]],
  ],
  [
    'bitbucket-pipelines',
    'predefined variables that are called keys and hold none of AWS',
    'pipelines:\n  default:\n    - step:\n        script:\n          - export AWS_ACCESS_KEY_ID=$BITBUCKET_PROJECT_KEY\n          - export AWS_SECRET_ACCESS_KEY=$BITBUCKET_SSH_KEY_FILE\n',
    [],
  ],
  [
    'bitbucket-pipelines',
    'a script',
    'pipelines:\n  default:\n    - step:\n        script:\n          - aws configure set aws_access_key_id "${AWS_KEY}"\n',
    [['AWS variables (script)', 'access-key-id stored-secret aws_access_key_id=aws_access_key_id']],
  ],
  [
    'azure-pipelines',
    'a macro',
    'steps:\n  - script: aws configure set aws_access_key_id $(AWS_ACCESS_KEY_ID)\n    env:\n      AWS_SECRET_ACCESS_KEY: $(prodSecret)\n',
    [
      ['AWS variables (script)', 'access-key-id stored-secret aws_access_key_id=aws_access_key_id'],
      ['AWS variables (variables)', STORED_KEY],
    ],
  ],
  [
    'azure-pipelines',
    'named variables',
    `variables:\n  - name: AWS_ACCESS_KEY_ID\n    value: ${ASIA}\n  - name: X\n    value: y\n`,
    [['AWS variables (variables)', ID]],
  ],
  [
    'azure-pipelines',
    'a command in its place',
    'steps:\n  - bash: export AWS_ACCESS_KEY_ID=$(date) AWS_SECRET_ACCESS_KEY=$(aws configure get x)\n',
    [],
  ],
  [
    'buildkite',
    'env',
    `env:\n  AWS_ACCESS_KEY_ID: ${ASIA}\nsteps:\n  - command: x\n    env:\n      AWS_SECRET_ACCESS_KEY: $SECRET\n`,
    [['AWS variables (variables)', ID]],
  ],
  [
    'codebuild',
    'variables',
    `version: 0.2\nenv:\n  variables:\n    AWS_ACCESS_KEY_ID: ${ASIA}\n`,
    [['AWS variables (variables)', ID]],
  ],
  [
    'codebuild',
    'stores',
    'env:\n  parameter-store:\n    AWS_ACCESS_KEY_ID: /prod/id\n  secrets-manager:\n    AWS_SECRET_ACCESS_KEY: prod:key\n',
    [
      ['AWS variables (variables)', STORED_ID],
      ['AWS variables (variables)', STORED_KEY],
    ],
  ],
  [
    'codebuild',
    'commands',
    `phases:\n  build:\n    commands:\n      - export AWS_ACCESS_KEY_ID=${ASIA}\n`,
    [['AWS variables (script)', ID]],
  ],
  [
    'github-action',
    'a composite action',
    `runs:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n      with:\n        aws-access-key-id: ${AKIA}\n        aws-secret-access-key: \${{ inputs.key }}\n    - run: export AWS_ACCESS_KEY_ID=${ASIA}\n      shell: bash\n      env:\n        AWS_SECRET_ACCESS_KEY: \${{ inputs.key }}\n`,
    [
      ['AWS variables (variables)', `access-key-id literal aws-access-key-id=${AKIA}`],
      ['AWS variables (script)', ID],
    ],
  ],
  [
    'github-action',
    'inputs that it declares',
    'inputs:\n  aws-access-key-id:\n    description: x\n    default: ""\n',
    [],
  ],
];

describe('yamlCredentialSets', () => {
  it.each(gitlab)('GitLab: %s', (_, text, expected) => expect(shown('gitlab-ci', text)).toEqual(expected));
  it.each(compose)('compose: %s', (_, text, expected) => expect(shown('compose', text)).toEqual(expected));
  it.each(others)('%s: %s', (kind, _, text, expected) => expect(shown(kind, text)).toEqual(expected));

  it.each(['', '# x', '- a', 'a: &a [*a]', '[[[', '---\n---\n', 'a: {<<: *b}'])('has none in %j', (text) => {
    const document = parseYaml('file:///x.yml', 'compose', createSourceText(text));
    expect(readYamlCredentials(document).sets).toEqual([]);
  });

  it('never shows a value', () => {
    const text = `services:\n  ${AKIA}:\n    environment:\n      - AWS_ACCESS_KEY_ID=${ASIA}\n      - AWS_SECRET_ACCESS_KEY=${SECRET}\n`;
    const all = JSON.stringify(setsOf('compose', text));
    for (const secret of [ASIA, AKIA, SECRET]) expect(all).not.toContain(secret.slice(4));
  });
});
