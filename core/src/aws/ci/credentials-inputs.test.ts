import { describe, expect, it } from 'vitest';
import {
  CREDENTIALS_INPUTS,
  findCredentialsInput,
  inputsWithOidcEffect,
  variableOfInput,
} from './credentials-inputs.ts';

describe('the inputs of the credentials action', () => {
  it('stand once each, in lower case, with one sentence of what they are for', () => {
    const names = CREDENTIALS_INPUTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, summary, details } of CREDENTIALS_INPUTS) {
      expect(name).toMatch(/^[a-z-]+$/u);
      expect(summary, name).toMatch(/^[A-Z].*[^.]$/u);
      if (details !== undefined) expect(details, name).toMatch(/\.$/u);
    }
  });

  it('are found without case, and by what becomes of them under OIDC', () => {
    expect(findCredentialsInput('AWS-Region')?.name).toBe('aws-region');
    expect(findCredentialsInput('aws_region')).toBeUndefined();
    expect(inputsWithOidcEffect('tags')).toEqual(['custom-tags', 'transitive-tag-keys']);
    expect(inputsWithOidcEffect('external-id')).toEqual(['role-external-id']);
  });

  it('have a variable by their name', () => {
    expect(variableOfInput({ name: 'role-to-assume' })).toBe('ROLE_TO_ASSUME');
  });
});
