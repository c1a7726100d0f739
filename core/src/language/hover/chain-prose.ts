import type { Profile } from '../../aws/profile.ts';
import type { ProfileSetting } from '../../aws/profile-setting.ts';
import type { ChainEnd, ChainHop, ProfileChain } from '../../aws/profile-chain.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { decisiveSetting } from '../decisive-setting.ts';
import { code, phrase, type Block, type Phrase, type Prose } from '../prose.ts';
import { providerPhrase } from '../provider-words.ts';

/** How a profile comes to its credentials, hop by hop, with the place of each. Empty for a profile that is missing. */
export function chainProse(profiles: ProfileGraph, name: string): Prose {
  const chain = profiles.chainOf(name);
  if (!chain) return [];
  return [{ list: 'ordered', items: chain.hops.map(hopPhrase) }, ...endBlocks(chain)];
}

/** What a hop of a chain is, and where that stands. */
export function hopPhrase({ profile, provider }: ChainHop): Phrase {
  const place = placeOf(decisiveSetting(provider), profile);
  return phrase`${code(safeName(profile.name))}: ${providerPhrase(provider)}${place}`;
}

/** The file, with the line for people who want to go there. */
function placeOf(setting: ProfileSetting | undefined, { config }: Profile): Phrase {
  if (!setting) return phrase` (${config ? safe`config` : safe`credentials`})`;
  const { document, entry, file } = setting;
  if (!entry) return phrase` (${safeName(file)})`;
  const line = document.source.lines.positionAt(entry.keyRange.start).line + 1;
  return phrase` (${safeName(file)}, line ${safe`${line}`})`;
}

/** What is wrong with the end of a chain, if anything is. */
export function endBlocks({ hops, end }: ProfileChain): readonly Block[] {
  const last = code(safeName((hops.at(-1) ?? hops[0]).profile.name));
  const problem = endPhrase(end, last);
  return problem ? [problem] : [];
}

function endPhrase(end: ChainEnd, last: ReturnType<typeof code>): Phrase | undefined {
  switch (end.type) {
    case 'root':
    case 'no-credentials':
      return undefined;
    case 'no-source':
      return phrase`Nothing says whose credentials assume the role of ${last}.`;
    case 'conflicting-sources':
      return phrase`${last} has both source_profile and credential_source, which the AWS CLI refuses.`;
    case 'dangling':
      return end.name === undefined
        ? phrase`The source of ${last} is no name of a profile.`
        : phrase`${code(safeName(end.name))}, the source of ${last}, does not exist.`;
    case 'cycle':
      return phrase`${last} leads back to ${code(safeName(end.name))}: a circle, which the AWS CLI refuses.`;
    case 'too-long':
      return phrase`The chain goes on behind ${last}; Keyless follows it no further.`;
  }
}
