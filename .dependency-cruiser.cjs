/** The arrows of docs/ARCHITECTURE.md, as rules. */
const packages = ['core', 'files', 'sessions', 'server', 'cli', 'client'];
const allowed = {
  core: [],
  files: ['core'],
  sessions: ['core', 'files'],
  server: ['core', 'files', 'sessions'],
  cli: ['core', 'files', 'sessions'],
  client: ['core', 'files', 'sessions', 'server'],
};

/** Inside core, from the ground up: a layer may import those before it. */
const layers = [
  'memory',
  'text',
  'secret',
  'documents',
  'aws',
  'model',
  'facts',
  'language',
  'rule-api',
  'configuration',
  'rewrites',
  'rules',
];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(allowed).map(([name, targets]) => ({
      name: `package-${name}`,
      severity: 'error',
      from: { path: `^${name}/src/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^(${packages.join('|')}|test|scripts)/`, pathNot: `^(${[name, ...targets].join('|')})/` },
    })),
    {
      name: 'server-cache-only',
      comment: 'Of sessions the server reads the cache of the AWS CLI and nothing else.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^sessions/', pathNot: '^sessions/src/cache\\.ts$' },
    },
    ...layers.map((layer, floor) => ({
      name: `core-${layer}`,
      comment: 'A layer of core imports only the layers below it.',
      severity: 'error',
      from: { path: `^core/src/${layer}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^core/src/',
        pathNot: `^core/src/(${[...layers.slice(0, floor + 1), 'ports'].join('|')})/`,
      },
    })),
    {
      name: 'core-iam',
      comment: 'The IAM side is worked out from models alone.',
      severity: 'error',
      from: { path: '^core/src/iam/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/src/', pathNot: '^core/src/(text|secret|documents|aws|model|iam)/' },
    },
    {
      name: 'core-guardrails',
      comment: 'Guardrails are texts.',
      severity: 'error',
      from: { path: '^core/src/guardrails/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/src/', pathNot: '^core/src/guardrails/' },
    },
    {
      name: 'rules-apart',
      comment: 'No rule knows another rule.',
      severity: 'error',
      from: { path: '^core/src/rules/(?!index\\.generated)', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/src/(rules|engine|report)/' },
    },
    {
      name: 'core-host-neutral',
      comment: 'core runs in any host.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-dependencies',
      severity: 'error',
      from: { path: '^core/src/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules', pathNot: 'node_modules/(ini|yaml|fastest-levenshtein|@types/ini)/' },
    },
    {
      name: 'one-door-to-aws',
      comment: 'The AWS SDK is a bundle of its own, loaded by the first refresh.',
      severity: 'error',
      from: {
        path: '^(core|files|sessions|server|cli|client)/src/',
        pathNot: '^sessions/src/aws/|\\.test\\.ts$',
      },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'one-door-to-lsp',
      comment: 'Bundled CommonJS is copied into each file that imports it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/lsp\\.ts$|\\.test\\.ts$' },
      to: { path: 'node_modules/vscode-languageserver/' },
    },
    {
      name: 'no-tests-in-source',
      severity: 'error',
      from: { path: '/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache|fixtures|e2e/host)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
