import { describe, expect, it } from 'vitest';
import { parseIni } from '../documents/ini/parser.ts';
import { readTolerantly } from '../documents/ini/readers/tolerant.ts';
import { createSourceText } from '../text/source-text.ts';
import { buildProfileGraph } from './profile-graph.ts';
import { toolChoices } from './tool-choice.ts';

/** The choices for a profile whose settings stand in config, or behind `---` in credentials. */
function choices(settings: string): readonly string[] {
  const [config = '', credentials = ''] = settings.split('---\n');
  const read = (kind: 'aws-config' | 'aws-credentials', text: string) =>
    readTolerantly(parseIni('file:///x', kind, createSourceText(text)));
  const { profiles } = buildProfileGraph({
    config: read('aws-config', `[profile a]\n${config}`),
    credentials: read('aws-credentials', `[a]\n${credentials}`),
  });
  const { botocore, js, go } = toolChoices(profiles.get('a')!);
  return [botocore, js, go];
}

const KEYS = 'aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\naws_secret_access_key = x\n';
const ROLE = 'role_arn = arn:aws:iam::123456789012:role/R\n';

/** What the AWS CLI, the JavaScript SDK and the Go SDK do, as seen by running them or, for Go, in its source. */
describe('toolChoices', () => {
  it.each([
    [`${ROLE}source_profile = b\n${KEYS}`, ['role', 'role', 'role']],
    [`${ROLE}${KEYS}`, ['refusal', 'static', 'role-of-own-keys']],
    [ROLE, ['refusal', 'nothing', 'role-of-others']],
    [`${ROLE}source_profile = b\ncredential_source = Environment\n`, ['refusal', 'nothing', 'refusal']],
    [`${ROLE}source_profile = b\nweb_identity_token_file = t\n`, ['web-identity', 'role', 'refusal']],
    [`credential_process = x\n${KEYS}`, ['process', 'static', 'static']],
    [`credential_process = x\n---\n${KEYS}`, ['static', 'static', 'static']],
    [`sso_account_id = 1\nsso_role_name = r\n${KEYS}`, ['sso', 'static', 'static']],
    [`sso_start_url = u\n`, ['nothing', 'sso', 'nothing']],
    [`login_session = l\n${KEYS}`, ['login', 'static', 'static']],
    [`login_session = l\n`, ['login', 'login', 'login']],
    [`${ROLE}source_profile = b\ncredential_process = x\n`, ['role', 'role', 'refusal']],
    [`${ROLE}sso_account_id = 1\n`, ['refusal', 'sso', 'role-of-provider']],
    [`${ROLE}credential_source = Environment\n`, ['role', 'role', 'role']],
    [`${ROLE}web_identity_token_file = t\n`, ['web-identity', 'web-identity', 'web-identity']],
    [`web_identity_token_file = t\n`, ['refusal', 'nothing', 'refusal']],
    [`aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\n`, ['refusal', 'nothing', 'nothing']],
    [
      `aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\n---\naws_secret_access_key = x\n`,
      ['refusal', 'static', 'nothing'],
    ],
    [`aws_session_token = x\n`, ['nothing', 'nothing', 'nothing']],
    [KEYS, ['static', 'static', 'static']],
    ['region = x\n', ['nothing', 'nothing', 'nothing']],
  ])('%j', (settings, expected) => {
    expect(choices(settings)).toEqual(expected);
  });
});
