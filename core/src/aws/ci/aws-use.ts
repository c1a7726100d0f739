import { partOfVariable } from '../credential-names.ts';
import { partOfInput, partOfLogin } from './action-inputs.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { allSteps, readEntry, scriptHas } from './steps.ts';
import type { EntryMap, WorkflowJob, WorkflowStep } from './workflow.ts';

/** Commands that talk to AWS, where a command can stand: at the start, behind an operator, or behind another command. */
const COMMAND = new RegExp(
  String.raw`(?:^|[\s;&|(\x60"'=/])(?:aws|aws2|sam|samlocal|cdk|terraform|tofu|terragrunt|pulumi|serverless|sls|sst|eksctl|ecs-cli|ecs-deploy|eb|chalice|zappa|packer|s3cmd|s4cmd|s5cmd|aws-vault|amplify|ampx|apprunner|awscurl|awslocal|cloudfront-invalidate|cfn-lint-deploy|spacectl|s3deploy|s3_website|goofys|chamber|ssm-parent|docker-credential-ecr-login)(?:\.exe)?(?=\s+[\w-]|\s*$)`,
  'mu',
);

/** Actions that use AWS, some of them only behind the last step, when they save a cache. */
const ACTION =
  /^(?:aws-actions\/|aws-powertools\/actions|aws\/|amazon-|terraform-aws-|gruntwork-io\/terragrunt-action|dflook\/terraform-|dflook\/tofu-|pulumi\/actions|serverless\/github-action|youyo\/aws-cdk-github-actions|runs-on\/(?:cache|s3-cache)|whywaita\/actions-cache-s3|tespkg\/actions-cache|jakejarvis\/s3-sync-action|chetan\/|einaregilsson\/beanstalk-deploy|appleboy\/lambda-action|hkusu\/s3-upload-action|kciter\/aws-ecr-action|int128\/.*aws|abatilo\/actions-.*aws|shallwefootball\/s3-upload-action|reggionick\/s3-deploy|keithweaver\/aws-s3-github-action|silas\/.*aws|helaili\/.*aws)|(?:^|[/-])(?:aws|ecr|ecs|eks|cloudfront|beanstalk|s3|lambda)(?:[/-]|$)/u;

/** Keys that a script reads or hands on. */
const KEY_NAME = /\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)\b/u;

/** Variables that only something that talks to AWS is given. */
const AWS_VARIABLE = /^AWS_(?:PROFILE|REGION|DEFAULT_REGION|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|ENDPOINT_URL)/u;

/** Whether a script has a command that talks to AWS. */
export function commandUsesAws(script: string): boolean {
  return COMMAND.test(script);
}

/**
 * Whether a step uses AWS, as far as the file tells: by a command of its script or a key that it
 * names, by an action that is known to, or by variables that only AWS's tools read. A script that calls another one cannot be seen through.
 */
export function stepUsesAws(step: WorkflowStep): boolean {
  if (step.parallel.some(stepUsesAws)) return true;
  if (scriptHas(step, COMMAND) || scriptHas(step, KEY_NAME)) return true;
  if (step.uses !== undefined && ACTION.test(step.uses.action)) return true;
  if (step.env?.entries.some(({ key }) => partOfVariable(key) !== undefined || AWS_VARIABLE.test(key)))
    return true;
  return takesKeys(step);
}

/** The first step of a job that uses AWS; credentials have to be there before it. */
export function firstAwsStep(job: WorkflowJob): WorkflowStep | undefined {
  return job.steps.find(stepUsesAws);
}

/** The steps of a job that use AWS, the credentials action left out. */
export function awsSteps(job: WorkflowJob): readonly WorkflowStep[] {
  return allSteps(job).filter(
    (step) => !isCredentialsStep(step) && step.parallel.length === 0 && stepUsesAws(step),
  );
}

/** Whether an action is given AWS keys as inputs. */
function takesKeys(step: WorkflowStep): boolean {
  const { inputs, uses } = step;
  if (!inputs || !uses) return false;
  const text = inputReader(inputs);
  return inputs.entries.some(
    ({ key }) =>
      partOfInput(uses.action, key) !== undefined ||
      partOfLogin(uses.action, key, text('registry'), text('username')) !== undefined,
  );
}

/** Reads inputs by name, without case. */
export function inputReader(inputs: EntryMap): (name: string) => string | undefined {
  return (name) => {
    const entry = inputs.entries.findLast(({ key }) => key.toLowerCase() === name);
    return entry && readEntry(entry, (text) => text.trim());
  };
}
