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
  /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?$|(?:^|_)(?:AWS|S3|MINIO|R2|SPACES|B2|WASABI|LOCALSTACK|DYNAMODB|SQS|SCCACHE|BUCKET)_(?:[A-Z0-9]+_)*ENDPOINT(?:_URL)?$/iu;
const REGION_VARIABLE = /^AWS_(?:DEFAULT_)?REGION$/u;
/** Where restic keeps its backups: `s3:https://host/bucket`. */
const RESTIC_VARIABLE = /^RESTIC_REPOSITORY\d?$/u;

/**
 * Options by which commands get an endpoint of their own, the value behind a space or an equals sign; the endpoint that
 * s3cmd and MinIO's client are given; and the one in the address of a bucket (`s3://bucket?endpoint=…`).
 */
const ENDPOINT_OPTION = new RegExp(
  [
    String.raw`--(?:s3-)?endpoint(?:-url)?[= ]+["']?([^\s"']+)`,
    String.raw`-backend-config=["']?endpoints?(?:\.\w+)?=["']?([^\s"']+)`,
    String.raw`\bs3cmd\b[^\n]{0,300}?--host[= ]+["']?([^\s"']+)`,
    String.raw`\bmc[ \t]+alias[ \t]+set[ \t]+[\w-]+[ \t]+["']?([^\s"']+)`,
    String.raw`\bs3:\/\/[^\s"'?]+\?(?:[^\s"'&]*&)*endpoint=([^\s"'&]+)`,
    String.raw`\bAWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?=["']?([^\s"']+)`,
  ].join('|'),
  'giu',
);
/** A word of each of these: most commands have none. */
const MAY_NAME_ENDPOINT = /endpoint|s3cmd|\bmc[ \t]/iu;

/** Regions of other stores, none of which is one of AWS: `auto`, `fra1`, `fr-par`, `us-west-004`. */
const FOREIGN_REGION =
  /^(?:auto|(?:nyc|ams|sfo|sgp|lon|fra|tor|blr|syd|atl|fsn|nbg|hel)\d|(?:fr-par|nl-ams|pl-waw)|(?:us|eu|ca)-(?:east|west|central)-\d{3}|(?:gra|sbg|bhs|rbx)\d?|(?:ch-gva|ch-dk|de-muc|de-fra|at-vie|bg-sof)-\d)$/iu;

/** What people call the keys of other stores, which take them under AWS's names. */
const STORE_NAME =
  /(?:^|[^A-Z0-9])(?:R2|CLOUDFLARE|SPACES|DIGITALOCEAN|MINIO|WASABI|B2|BACKBLAZE|SCW|SCALEWAY|HETZNER|OVH|LINODE|VULTR|IDRIVE|STORJ|TIGRIS|EXOSCALE|CEPH|GARAGE|SEAWEEDFS|ALIYUN|ALIBABA|YANDEX|SELECTEL|CONTABO|FILEBASE|DREAMOBJECTS|GCS|UPCLOUD|LOCALSTACK)(?:[^A-Z0-9]|$)/u;

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
  if (REGION_VARIABLE.test(name)) return FOREIGN_REGION.test(value.trim());
  if (RESTIC_VARIABLE.test(name)) {
    const address = /^s3:(.+)$/su.exec(value.trim())?.[1];
    return address !== undefined && isForeignEndpoint(address);
  }
  return ENDPOINT_VARIABLE.test(name) && isForeignEndpoint(value);
}

/** Whether a reference to a stored key says that the key is for another store: `secrets.R2_ACCESS_KEY_ID`. */
export function namesOtherStore(reference: string): boolean {
  return STORE_NAME.test(reference.toUpperCase().replaceAll('_', ' '));
}

/** Whether a text names the image, host or command of an emulator. */
export function namesEmulator(text: string): boolean {
  return EMULATOR.test(text);
}

/** Whether a script gives its commands an endpoint that is not AWS's. */
export function scriptHasForeignEndpoint(script: string): boolean {
  if (/--s3-provider[= ]+["']?(?!AWS\b)\w/u.test(script)) return true;
  if (!MAY_NAME_ENDPOINT.test(script)) return false;
  return [...script.matchAll(ENDPOINT_OPTION)].some((match) =>
    isForeignEndpoint(match.slice(1).find(Boolean) ?? ''),
  );
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
  return inputs.entries.some((entry) => {
    if (!isForAws && !AWS_WORD.test(entry.key)) return false;
    if (/region/iu.test(entry.key)) return readEntry(entry, (text) => FOREIGN_REGION.test(text.trim()));
    return /endpoint/iu.test(entry.key) && readEntry(entry, isForeignEndpoint);
  });
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
