import { rulePageUrl } from '@keyless/core';
import { RULE_PAGE_REQUEST, type RulePageParams, type RulePageResult } from '@keyless/server/protocol';
import { commands, env, Uri, workspace } from 'vscode';

/** The scheme of the read-only documents that hold the pages of the rules. */
const SCHEME = 'keyless-rule';

/** Whatever can be asked for a page; the language client is. */
export interface PageSource {
  sendRequest(method: string, params: RulePageParams): Promise<RulePageResult>;
}

/** The pages of the rules, shown beside the code without a network. */
export interface RulePages {
  /** Opens a rule's page; the one on the web where the server has none. */
  open(ruleId: string): Promise<void>;
  dispose(): void;
}

/** @param source what to ask; `undefined` while no server runs */
export function createRulePages(source: () => PageSource | undefined): RulePages {
  const fetch = async (ruleId: string): Promise<string | undefined> => {
    const page = await source()?.sendRequest(RULE_PAGE_REQUEST, { ruleId });
    return page ?? undefined;
  };
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) => fetch(path.replace(/^\/|\.md$/gu, '')),
  });
  return {
    open: async (ruleId) => {
      const page = await fetch(ruleId).catch(() => undefined);
      if (page === undefined) {
        await env.openExternal(Uri.parse(rulePageUrl(ruleId)));
        return;
      }
      await commands.executeCommand(
        'markdown.showPreviewToSide',
        Uri.from({ scheme: SCHEME, path: `/${ruleId}.md` }),
      );
    },
    dispose: () => {
      provider.dispose();
    },
  };
}
