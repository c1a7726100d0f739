import type { Profile } from '../../aws/profile.ts';
import { toolChoices, type ToolChoice } from '../../aws/tool-choice.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { phrase, type Block } from '../prose.ts';

const CHOICE_WORDS: Readonly<Record<ToolChoice, SafeText>> = {
  role: safe`the role`,
  'role-of-own-keys': safe`the role, assumed with the profile's own keys`,
  'role-of-provider': safe`the role, assumed with what else the profile gives`,
  'role-of-others': safe`the role, assumed with whatever credentials it finds elsewhere`,
  'web-identity': safe`the role, with the token of the file`,
  sso: safe`IAM Identity Center`,
  login: safe`aws login`,
  process: safe`the command`,
  static: safe`the profile's own keys`,
  nothing: safe`nothing in this profile`,
  refusal: safe`nothing: it refuses the profile`,
};

/** Which provider each tool takes, where they differ. */
export function toolBlocks(profile: Profile): readonly Block[] {
  const { botocore, js, go } = toolChoices(profile);
  if (js === botocore && go === botocore) return [];
  return [
    phrase`The tools do not agree:`,
    {
      list: 'bullets',
      items: [
        phrase`AWS CLI and boto3: ${CHOICE_WORDS[botocore]}`,
        phrase`JavaScript SDK: ${CHOICE_WORDS[js]}`,
        phrase`Go SDK: ${CHOICE_WORDS[go]}`,
      ],
    },
  ];
}
