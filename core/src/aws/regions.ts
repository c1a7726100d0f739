import { closest, distance } from 'fastest-levenshtein';

/**
 * The regions of all partitions, to suggest one for a slip of the pen. Never to refuse one: regions come, and a local
 * emulator takes any name.
 * Source: partitions.json, which botocore and the JavaScript SDK share.
 */
export const REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-isoe-west-1',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eusc-de-east-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'sa-west-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'us-isob-west-1',
  'us-isof-east-1',
  'us-isof-south-1',
  'us-west-1',
  'us-west-2',
];

/** What botocore takes for a region: the label of a host. */
const HOST_LABEL = /^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/u;
/** The form of all regions that there are, so that one of tomorrow is none of our business. */
const REGION_FORM = /^[a-z]{2,5}(?:-[a-z]+)+-[0-9]+$/u;
const ZONE = /^([a-z]{2,5}(?:-[a-z]+)+-[0-9])[a-z]$/u;
/** A name this far from a region is hardly a slip of the pen. */
const FARTHEST_SLIP = 2;

/**
 * The region that a text is no proper form of: `nearest` where one can be told. `undefined` for a text that may be one,
 * such as `local` for an emulator or a region that is not on the list.
 */
export function malformedRegion(text: string): { readonly nearest: string | undefined } | undefined {
  if (REGION_FORM.test(text)) return undefined;
  const plain = text.toLowerCase().replaceAll(/[\s_]+/gu, '-');
  const zone = ZONE.exec(plain)?.[1];
  if (zone !== undefined) return { nearest: zone };
  const nearest = nearestRegion(plain);
  return nearest !== undefined || !HOST_LABEL.test(text) ? { nearest } : undefined;
}

function nearestRegion(text: string): string | undefined {
  if (REGION_FORM.test(text)) return text;
  const best = closest(text, [...REGIONS]);
  return distance(text, best) <= FARTHEST_SLIP ? best : undefined;
}
