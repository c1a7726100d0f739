import type { OidcRoleParams, OidcRoleResult } from '@keyless/server/protocol';
import { describe, expect, it } from 'vitest';
import { createOidcRole, type RoleUi } from './create-oidc-role.ts';

function person(format: string | undefined, folder?: string) {
  const saw: string[] = [];
  const ui: RoleUi = {
    pickForm: (forms) => Promise.resolve(forms.find((one) => one.format === format)),
    folder: () => folder,
    show: (text, languageId) => {
      saw.push(`${languageId}: ${text}`);
      return Promise.resolve();
    },
    inform: (message) => {
      saw.push(message);
    },
  };
  return { ui, saw };
}

function source(result: OidcRoleResult) {
  const asked: OidcRoleParams[] = [];
  return {
    asked,
    sendRequest: (_method: string, params: OidcRoleParams) => {
      asked.push(params);
      return Promise.resolve(result);
    },
  };
}

const RESULT = { text: 'x', languageId: 'yaml', notes: ['Know this'] };

describe('createOidcRole', () => {
  it('shows the chosen form of the folder that the person works in', async () => {
    const { ui, saw } = person('cloudformation', 'file:///w');
    const server = source(RESULT);
    await createOidcRole(server, ui);
    expect(server.asked).toEqual([{ format: 'cloudformation', folder: 'file:///w' }]);
    expect(saw).toEqual(['yaml: x']);
  });

  it('tells the notes of a form that cannot hold them', async () => {
    const { ui, saw } = person('policy');
    const server = source({ ...RESULT, languageId: 'json' });
    await createOidcRole(server, ui);
    expect(server.asked).toEqual([{ format: 'policy' }]);
    expect(saw).toEqual(['json: x', 'Know this.']);
  });

  it('asks nobody where no form was chosen', async () => {
    const { ui, saw } = person(undefined);
    const server = source(RESULT);
    await createOidcRole(server, ui);
    expect([server.asked, saw]).toEqual([[], []]);
  });

  it('says why there is none', async () => {
    const { ui, saw } = person('terraform');
    await createOidcRole(source({ problem: 'No remote' }), ui);
    await createOidcRole(undefined, ui);
    expect(saw).toEqual(['No remote.', 'The language server does not run.']);
  });
});
