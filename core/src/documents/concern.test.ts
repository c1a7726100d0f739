import { describe, expect, it } from 'vitest';
import { isOfConcern } from './concern.ts';
import type { DocumentKind } from './document.ts';

const manifest = (rest: string) => `apiVersion: v1\nkind: ConfigMap\n${rest}`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    metadata:
      annotations: { eks.amazonaws.com/skip-containers: web }
    spec:
      imagePullSecrets: [{ name: registry }]
      containers:
        - image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop
          env:
            - { name: TZ, value: Asia/Tokyo }
            - { name: PASSWORD, valueFrom: { secretKeyRef: { name: shop, key: password } } }
`;

describe('isOfConcern', () => {
  it.each<[string, DocumentKind, string]>([
    ['a variable', 'kubernetes', manifest('data: { AWS_PROFILE: dev }\n')],
    ['a key id under any name', 'kubernetes', manifest('data: { a: ASIAQNZGKIQY56JQ7WML }\n')],
    ['a key id in base64', 'kubernetes', manifest('data: { a: QVNJQVFOWkdLSVFZNTZKUTdXTUw= }\n')],
    ['a token under any name', 'kubernetes', manifest('data: { a: IQoJb3JpZ2luX2VjE }\n')],
    ['what is to be hidden', 'kubernetes', 'apiVersion: v1\nkind: Secret\ndata: { a: eA== }\n'],
    ['a list of it', 'kubernetes', 'apiVersion: v1\nkind: "SecretList"\nitems: []\n'],
    ['a comment for Keyless', 'kubernetes', manifest('# keyless: ignore-file\n')],
    ['a variable of a service', 'compose', 'services: { a: { environment: [AWS_PROFILE=dev] } }\n'],
    ['a manifest with a name of Compose', 'compose', manifest('data: { AWS_PROFILE: dev }\n')],
    ['a manifest with a name of CloudFormation', 'cloudformation', manifest('data: { AWS_PROFILE: dev }\n')],
    ['a template', 'cloudformation', 'Resources:\n  A: { Type: AWS::IAM::Role }\n'],
    ['an empty template', 'cloudformation', 'AWSTemplateFormatVersion: 2010-09-09\n'],
    ['a workflow', 'github-workflow', ''],
    ['a configuration', 'keyless-config', ''],
    ['an AWS file', 'aws-config', ''],
    ['a file of variables', 'dotenv', ''],
  ])('%s is', (_what, kind, text) => expect(isOfConcern(kind, text)).toBe(true));

  it.each<[string, DocumentKind, string]>([
    ['a site', 'kubernetes', 'site_name: Shop\nnav: [index.md]\nplugins: [search]\n'],
    ['a file about AWS that is no manifest', 'kubernetes', 'provider: aws\nkind: x\n'],
    ['a manifest without keys', 'kubernetes', DEPLOYMENT],
    ['a manifest with a name of Compose', 'compose', DEPLOYMENT],
    ['Compose without AWS', 'compose', 'services: { db: { image: postgres, secrets: [password] } }\n'],
    ['what only has a name of CloudFormation', 'cloudformation', 'title: Letter to aws people\n'],
  ])('%s is not', (_what, kind, text) => expect(isOfConcern(kind, text)).toBe(false));
});
