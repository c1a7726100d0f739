import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { accountsWithRole, manifestAt } from './manifest.ts';
import { readManifests } from './read-manifests.ts';

const read = (text: string) =>
  readManifests(parseYaml('file:///r/app.yaml', 'kubernetes', createSourceText(text)));
const labels = (text: string) => read(text).map(({ label }) => label);

const pod = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  ${spec}\n`;
const endpoint =
  'containers: [{ env: [{ name: AWS_ENDPOINT_URL, value: "http://minio:9000" }], envFrom: [{ secretRef: { name: s } }] }]';
const plain = 'containers: [{ envFrom: [{ secretRef: { name: s } }] }]';
const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: {}\n';

describe('readManifests', () => {
  it('reads documents, lists and lists of one kind', () => {
    const list =
      'apiVersion: v1\nkind: SecretList\nitems:\n- metadata: { name: a }\n- kind: ConfigMap\n  metadata: { generateName: b- }\n';
    expect(labels(`${secret}---\nnot: one\n---\n${list}`)).toEqual(['Secret s', 'Secret a', 'ConfigMap b-']);
  });

  it.each([
    '',
    'a: 1',
    '- apiVersion: v1\n  kind: Secret',
    'apiVersion: v1',
    'apiVersion: {}\nkind: []',
    '{{ x }}',
  ])('finds none in %j', (text) => expect(read(text)).toEqual([]));

  it.each([
    ['a pod and its Secret', `${pod('a', endpoint)}---\n${secret}`, [true, true]],
    [
      'a Secret that another pod uses for AWS',
      `${pod('a', endpoint)}---\n${secret}---\n${pod('b', plain)}`,
      [true, false, false],
    ],
    [
      'pods by the endpoint of what they use',
      `${secret.replace('{}', '{ AWS_ENDPOINT_URL: aHR0cDovL21pbmlvOjkwMDA= }')}---\n${pod('b', plain)}`,
      [true, true],
    ],
    [
      'nothing by an endpoint of AWS',
      pod('a', endpoint.replace('minio:9000', 's3.eu-west-1.amazonaws.com')),
      [false],
    ],
    [
      'an endpoint that the cluster knows',
      pod('a', 'containers: [{ env: [{ name: AWS_ENDPOINT_URL, valueFrom: {} }] }]'),
      [true],
    ],
    ['the image of an emulator', pod('a', 'containers: [{ image: minio/minio }]'), [true]],
    [
      'a command with an endpoint',
      pod('a', 'containers: [{ args: [sh, -c, aws --endpoint-url http://x s3 ls] }]'),
      [true],
    ],
    ['an endpoint in the cluster', pod('a', 's3Url: http://minio.velero.svc:9000'), [true]],
  ])('knows what is for others: %s', (_name, text, expected) =>
    expect(read(text).map(({ foreign }) => foreign)).toEqual(expected),
  );

  it('hides what a Secret holds, but no references', () => {
    const text =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: "{}"\ndata: { a: eA== }\nstringData: { b: y, c: "${C}" }\n';
    const [one] = read(text);
    expect(one?.hidden.map(({ start, end }) => text.slice(start, end))).toEqual(['eA==', 'y', '"{}"']);
  });

  it('knows the account whose role keys are in the way of', () => {
    const account = (name: string, role: string) =>
      `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, annotations: { ${role}: arn } }\n`;
    const text = [
      account('app', 'eks.amazonaws.com/role-arn'),
      account('other', 'x'),
      pod('a', `serviceAccountName: app\n  ${plain}`),
      secret,
      pod('b', 'serviceAccountName: other'),
    ].join('---\n');
    const all = read(text);
    const accounts = accountsWithRole(all);
    expect(all.map((one) => accounts.get(one))).toEqual([undefined, undefined, 'app', 'app', undefined]);
  });

  it('finds the manifest of a place', () => {
    const text = `${pod('a', 'x: y')}---\n${secret}`;
    const all = read(text);
    const at = (word: string) => {
      const start = text.indexOf(word);
      return manifestAt(all, { start, end: start + word.length })?.label;
    };
    expect([at('x: y'), at('---'), at('data: {}')]).toEqual(['Pod a', undefined, 'Secret s']);
    expect(manifestAt([], { start: 0, end: 0 })).toBeUndefined();
  });

  it('ends with aliases in a circle', () => {
    expect(labels('apiVersion: v1\nkind: Pod\nspec: &a\n  b: *a\n')).toEqual(['Pod']);
  });
});
