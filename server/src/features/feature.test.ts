import { describe, expect, it } from 'vitest';
import { mergeCapabilities } from './feature.ts';

describe('mergeCapabilities', () => {
  it('keeps what each feature says about the workspace', () => {
    const merged = mergeCapabilities([
      { capabilities: { hoverProvider: true, workspace: { workspaceFolders: { supported: true } } } },
      { capabilities: { workspace: { fileOperations: {} } } },
      { capabilities: {} },
    ]);
    expect(merged).toEqual({
      hoverProvider: true,
      workspace: { workspaceFolders: { supported: true }, fileOperations: {} },
    });
  });
});
