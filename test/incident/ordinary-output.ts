/** Output of everyday work, failures included, that has nothing to do with AWS credentials. */
export const ORDINARY: readonly (readonly [name: string, output: string])[] = [
  [
    'npm install',
    'npm warn deprecated inflight@1.0.6: This module is not supported\nadded 559 packages in 20s\n\n142 packages are looking for funding\n  run `npm fund` for details\n',
  ],
  [
    'npm, private registry',
    'npm error code E401\nnpm error Unable to authenticate, your authentication token seems to be invalid.\nnpm error To correct this please try logging in again with:\nnpm error     npm login\n',
  ],
  [
    'tsc',
    "src/a.ts(9,30): error TS2307: Cannot find module 'token' or its corresponding type declarations.\nFound 1 error in src/a.ts:9\n",
  ],
  [
    'a web token of its own',
    'TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:190:21 {\n  expiredAt: 2026-11-25T10:00:00.000Z\n}\n',
  ],
  [
    'git push',
    'remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed\n',
  ],
  [
    'git log',
    'commit ecd91d7989471012b3d38d435d4d037a581676a5\nAuthor: A <a@example.com>\n\n    Say that the token has expired\n',
  ],
  [
    'one digest in quotes among others',
    "'ecd91d7989471012b3d38d435d4d037a581676a5'\n'469f99a491a334a4b390676e17eded5058f475f2'\n",
  ],
  ['docker', 'denied: Your authorization token has expired. Reauthenticate and try again.\n'],
  ['kubectl', 'error: You must be logged in to the server (Unauthorized)\n'],
  [
    'pytest',
    "E       AssertionError: assert 'Credentials' == 'credentials'\n=========== 1 failed, 3 passed in 0.12s ===========\n",
  ],
  [
    'AWS CLI, a bucket that is not there',
    '\nAn error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist\n',
  ],
  [
    'AWS CLI, what a role may not do',
    '\nAn error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k"\n',
  ],
  [
    'AWS CLI, a stack that does not validate',
    '\nAn error occurred (ValidationError) when calling the CreateStack operation: Stack [x] already exists\n',
  ],
  [
    'Terraform plan',
    '│ Error: Reference to undeclared resource\n│ \n│   on main.tf line 3:\n│    3:   name = token.expired\n',
  ],
  [
    'SDK for Java, throttled',
    'Rate exceeded (Service: Sts, Status Code: 400, Request ID: 1) (SDK Attempt Count: 4)\n',
  ],
  [
    'SDK for Go, a table that is not there',
    'operation error DynamoDB: DescribeTable, https response error StatusCode: 400, RequestID: 1, api error ResourceNotFoundException: not found\n',
  ],
  ['a test that passes', '✓ says that the session has expired (12 ms)\n✓ refuses an invalid token (3 ms)\n'],
  ['curl', 'curl: (22) The requested URL returned error: 403\n'],
  ['pip', 'ERROR: Could not find a version that satisfies the requirement credentials\n'],
  ['make', 'make: *** [Makefile:3: deploy] Error 1\n'],
];
