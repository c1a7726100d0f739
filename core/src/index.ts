/** The public surface of the engine. Everything else is private to the package. */
export {
  createLinter,
  parseModel,
  type FixRun,
  type Linter,
  type LinterInit,
  type LintOptions,
} from './linter.ts';
export type { SessionsRewrite } from './rewrites/sessions-to-roles.ts';
export { bridgeCommand, bridgeEdits, isPortableName, type BridgeProfile } from './rewrites/bridge-profile.ts';
export type { FileRewrite, LeftOver } from './rewrites/file-to-oidc.ts';
export { rules } from './rules/index.generated.ts';
export { attached } from './memory/attached.ts';
export type { DocumentModel } from './model/document-model.ts';
export { knownSessionOf, type KnownSession } from './facts/known-session.ts';
export type { BaselineProblem } from './facts/baseline-problem.ts';
export type { AwsFiles, WorkspaceFacts } from './facts/workspace-facts.ts';
export type { GitFacts, IgnoreRemedy } from './facts/git-facts.ts';
export { rankRoles } from './facts/oidc-roles.ts';
export { readRepository, repositoryDigest, type RepositoryReader } from './facts/read-repository.ts';
export { repositoryFileOf, type RepositoryFile } from './facts/repository-file.ts';
export { noFacts } from './facts/workspace-facts.ts';

export { lensTitle, sessionLenses, type LensTitle, type SessionLens } from './language/code-lenses.ts';
export { completionsAt, documentationOf } from './language/completion/complete.ts';
export type { Completion, CompletionKind, CompletionList } from './language/completion/completion.ts';
export type { CaretWord } from './language/caret-word.ts';
export { chainProse } from './language/hover/chain-prose.ts';
export { describeTarget, profilesBehind } from './language/hover/describe-target.ts';
export { hoverTargetAt, type HoverTarget } from './language/hover/hover-target.ts';
export { inlayHintsIn, type InlayHint } from './language/inlay-hints.ts';
export { toMarkdown, toPlainText, type Prose } from './language/prose.ts';
export { providerDetail } from './language/provider-words.ts';
export { viewOf, type Surroundings, type View } from './language/surroundings.ts';

export type { Finding, Fix, LintResult, RelatedPlace, RuleFailure } from './engine/finding.ts';
export { NOTHING_FOUND } from './engine/finding.ts';
export { selectFixes, type FixSelection } from './engine/apply-fixes.ts';
export { bundledRulePage } from './report/bundled-rule-page.ts';
export { HOMEPAGE, rulePageUrl } from './report/rule-page.ts';
export { jsonFindings, jsonReport, type JsonFinding, type JsonSkip } from './report/json.ts';
export { maskSecrets } from './report/redact.ts';
export { redactedCopy } from './report/redacted-copy.ts';
export { addFindings, emptySummary, type Summary } from './report/summary.ts';
export { plainStyle, textFindings, textSummary, type TextStyle } from './report/text.ts';
export { createCodeFrames, type CodeFrames } from './report/code-frame.ts';
export { secretsOf } from './report/secret-search.ts';
export { githubFindings } from './report/github.ts';
export {
  SARIF_BASE,
  sarifLog,
  type SarifArtifact,
  type SarifNotification,
  type SarifResult,
  type SarifRule,
} from './report/sarif/sarif-log.ts';
export { sarifResults } from './report/sarif/sarif-results.ts';
export { sarifRule, unusedSuppressionRule } from './report/sarif/sarif-rules.ts';
export { suppressionEdit, UNUSED_SUPPRESSION } from './engine/suppressions.ts';

export type {
  Applicability,
  Category,
  Confidence,
  IndependentReaders,
  Placeholder,
  Rule,
  RuleMeta,
} from './rule-api/rule.ts';
export { CATEGORIES } from './rule-api/rule.ts';
export { isAtLeast, SEVERITIES, type Severity } from './rule-api/severity.ts';
export { defaultSettings, type OidcSettings, type RuleLevel, type Settings } from './rule-api/settings.ts';

export type { DocumentKind } from './documents/document.ts';
export type { KeylessDocument } from './documents/keyless-document.ts';
export { isOfConcern } from './documents/concern.ts';
export { isManifestText } from './documents/manifest-text.ts';
export {
  classify,
  documentGlobs,
  globsOf,
  isTemplate,
  ownGlobs,
  prunedFolders,
} from './documents/classify.ts';
export {
  emptyConfiguration,
  settingsOf,
  type Configuration,
  type ConfigurationProblem,
  type ConfigurationReading,
  type OwnSettings,
} from './configuration/configuration.ts';
export { CONFIGURATION_KEYS, readConfiguration } from './configuration/read-configuration.ts';
export { configurationSchema } from './configuration/configuration-schema.ts';
export {
  BASELINE_NAME,
  isBaseline,
  readBaseline,
  writeBaseline,
  type Baseline,
} from './configuration/baseline.ts';
export { RULE_IDS } from './rule-api/rule-ids.generated.ts';
export {
  isOidcValue,
  isRuleLevel,
  isSessionSeconds,
  RULE_LEVELS,
  SESSION_SECONDS,
} from './rule-api/setting-values.ts';
export { isLocal } from './documents/kinds.ts';
export { globToRegExp, literalGlob } from './documents/glob.ts';
export { parseIni } from './documents/ini/parser.ts';
export { readAsCli } from './documents/ini/readers/cli.ts';
export { readAsJs } from './documents/ini/readers/js.ts';
export type {
  FileReading,
  Reading,
  ReadSections,
  ReadSettings,
  Refusal,
} from './documents/ini/readers/reading.ts';
export type { YamlDocument } from './documents/yaml/nodes.ts';
export type { IniDocument, IniSection } from './documents/ini/nodes.ts';
export { takesComment } from './documents/yaml/comment-place.ts';
export { splitShellWords, type ShellWord } from './documents/ini/shell-words.ts';

export { patternFits } from './iam/evaluate-trust.ts';
export { parseRemote, type GitRemote } from './aws/ci/git-remote.ts';
export { guardrails, type Guardrail } from './guardrails/guardrails.ts';
export { planRole, type RolePlan } from './iam/role-plan.ts';
export { notesFor, renderRole, ROLE_FORMATS, type RoleFormat } from './iam/render-role.ts';

export { AWS_VARIABLES, type AwsVariable } from './aws/aws-variables.ts';
export { CREDENTIALS_INPUTS, type CredentialsInput } from './aws/ci/credentials-inputs.ts';
export { readersText, valueText, type Setting } from './aws/keys/setting.ts';
export { PROFILE_KEYS, type KeyPlace, type ProfileKey } from './aws/profile-keys.ts';
export { bridgedProfile } from './aws/bridge-command.ts';
export { endText, pastedEnd, type SessionEnd, type KnownEnds } from './aws/session-end.ts';
export { mentionsSession, parseAccessKeyId, type AccessKeyId } from './aws/access-key-id.ts';
export {
  parseRoleArn,
  parseSessionArn,
  partitionOfRegion,
  type RoleArn,
  type SessionArn,
} from './aws/arn.ts';
export { readExpiration, shownMoment, type Expiration } from './aws/expiration.ts';
export { LONGEST_SESSION, parseCliInteger, SHORTEST_SESSION } from './aws/duration.ts';
export type { CredentialProvider, RoleProvider, StaticProvider } from './aws/credential-provider.ts';
export type { Profile } from './aws/profile.ts';
export type { ProfileSetting } from './aws/profile-setting.ts';
export type { ChainEnd, ChainHop, ProfileChain } from './aws/profile-chain.ts';
export { buildProfileGraph, type ProfileGraph } from './aws/profile-graph.ts';
export { nearestName } from './aws/nearest-name.ts';
export { humanDuration, timeLeft, untilChange } from './aws/time-left.ts';

export { type Mention, type NamedThing } from './language/navigation/mention.ts';
export {
  isDeclaration,
  mentionAt,
  mentionsOfThing,
  namesOf,
  type PlacedMention,
} from './language/navigation/names.ts';
export {
  reasonNotToRename,
  rename,
  type DocumentEdits,
  type RenameResult,
} from './language/rename/rename.ts';
export { outlineOf, type OutlineItem } from './language/outline/outline.ts';
export { foldsOf, type Fold } from './language/outline/folding.ts';
export { selectionsAt } from './language/outline/selection.ts';
export { linksOf, type Link } from './language/outline/links.ts';
export {
  semanticTokens,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  type SemanticToken,
} from './language/tokens/semantic-tokens.ts';
export { formatEdits } from './language/format/format.ts';
export type { FormatOptions } from './language/format/format-options.ts';

export type { Clock } from './ports/clock.ts';
export { silentLogger, type Logger } from './ports/logger.ts';

export { SecretValue } from './secret/secret-value.ts';
export { safe, safeList, safeName, type SafeText } from './secret/safe-text.ts';

export { changedText, changedUri, type FileChange, type FileText } from './text/file-change.ts';
export { applyEdits, findConflict, sortEdits, type TextEdit } from './text/text-edit.ts';
export { createSourceText, type Eol, type SourceText } from './text/source-text.ts';
export { createLineIndex, type LineIndex, type Position } from './text/line-index.ts';
export type { Range } from './text/range.ts';
