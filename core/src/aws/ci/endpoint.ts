import { isReference } from '../../secret/placeholders.ts';
import { partOfInput } from './action-inputs.ts';
import { readExpressions } from './expression.ts';
import { allSteps, envMapsOf, readEntry, scriptHas } from './steps.ts';
import type { EntryMap, WorkflowJob, WorkflowStep } from './workflow.ts';

/** Hosts of AWS in all partitions, VPC endpoints and dual-stack names included. */
const AWS_HOST =
  /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn|on\.aws)$/iu;

/** Variables that the SDKs send their requests by, and the names that people give to the like. */
const ENDPOINT_VARIABLE =
  /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?$|(?:^|_)(?:AWS|S3|MINIO|R2|SPACES|B2|WASABI|LOCALSTACK|DYNAMODB|SQS)_(?:[A-Z0-9]+_)*ENDPOINT(?:_URL)?$/u;

/** Options by which commands get an endpoint of their own. The value may stand behind a space or an equals sign. */
const ENDPOINT_OPTION =
  /--endpoint(?:-url)?[= ]+["']?([^\s"']+)|-backend-config=["']?endpoints?(?:\.\w+)?=["']?([^\s"']+)/giu;

/** Images and actions that are an emulator of AWS. */
const EMULATOR =
  /(?:^|[\s/"'=])(?:localstack|minio|dynamodb-local|elasticmq|moto(?:server)?|s3mock|s3ninja|fake-s3|fakes3|ministack|goaws|kinesalite|dynalite|adobe\/s3mock|ceph|seaweedfs|garage|zenko|scality)(?:[\s/:@"'-]|$)/iu;

const AWS_WORD = /aws|(?:^|[-_/])(?:s3|sts|r2|minio)(?:[-_/]|$)/iu;

/** Whether an endpoint's URL or host is one of AWS's own. */
function isAwsEndpoint(url: string): boolean {
  const host = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^/?#@]*@)?([^/:?#]+)/iu.exec(url.trim())?.[1] ?? '';
  return AWS_HOST.test(host);
}

/**
 * Whether an endpoint's value leads away from AWS. One that the file does not tell does too: nobody stores the address
 * of AWS itself.
 */
export function isForeignEndpoint(value: string): boolean {
  const text = value.trim();
  if (text === '') return false;
  return isReference(text) || readExpressions(text).length > 0 || !isAwsEndpoint(text);
}

/** Whether a variable and its value send requests elsewhere than to AWS. */
export function isForeignVariable(name: string, value: string): boolean {
  return ENDPOINT_VARIABLE.test(name) && isForeignEndpoint(value);
}

/** Whether a text names the image, host or command of an emulator. */
export function namesEmulator(text: string): boolean {
  return EMULATOR.test(text);
}

/** Whether a script gives its commands an endpoint that is not AWS's. */
export function scriptHasForeignEndpoint(script: string): boolean {
  return [...script.matchAll(ENDPOINT_OPTION)].some((match) => isForeignEndpoint(match[1] ?? match[2] ?? ''));
}

/** Whether a step talks to an S3-compatible store or an emulator, by its variables, inputs or commands. */
export function stepIsForeign(step: WorkflowStep): boolean {
  if (envMapsOf(step).some(mapIsForeign) || inputsAreForeign(step)) return true;
  return step.run !== undefined && readEntry(step.run, scriptHasForeignEndpoint);
}

/** An input for an endpoint, of an action or by a name that has to do with AWS: others have endpoints too. */
function inputsAreForeign({ inputs, uses }: WorkflowStep): boolean {
  if (!inputs || !uses) return false;
  const isForAws =
    AWS_WORD.test(uses.action) || inputs.entries.some(({ key }) => partOfInput(uses.action, key));
  return inputs.entries.some(
    (entry) =>
      /endpoint/iu.test(entry.key) &&
      (isForAws || AWS_WORD.test(entry.key)) &&
      readEntry(entry, isForeignEndpoint),
  );
}

/** Whether a map of variables leads away from AWS. */
export function mapIsForeign(map: EntryMap): boolean {
  return map.entries.some((entry) => readEntry(entry, (text) => isForeignVariable(entry.key, text)));
}

/** Whether an emulator runs beside a job's steps: as a service, by an action, or started by a script. */
export function jobHasEmulator(job: WorkflowJob): boolean {
  const services = job.entries.find((entry) => entry.key === 'services');
  const { text } = job.workflow.document.source;
  if (services && namesEmulator(text.slice(services.valueRange.start, services.valueRange.end))) return true;
  return allSteps(job).some(
    (step) =>
      (step.uses !== undefined && namesEmulator(step.uses.action)) ||
      scriptHas(
        step,
        /\b(?:docker|podman|localstack|minio|moto_server)\b.*(?:localstack|minio|dynamodb-local|moto)/iu,
      ),
  );
}
