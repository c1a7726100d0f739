import tseslint from 'typescript-eslint';

/** What `core` may never import: it runs in any host, so it knows neither Node nor VS Code nor AWS's network. */
const hostImports = ['vscode', 'vscode-*', 'node:*', '@aws-sdk/*', '@keyless/*'];

/** V8 makes a hidden class for each object that is written like this, and keeps it for long. See docs/performance.md. */
const hiddenClasses = [
  {
    selector:
      'CallExpression[callee.property.name="report"] > ObjectExpression > SpreadElement:not(:last-child)',
    message: 'Spread last: V8 makes a hidden class for each object that gets a property behind a spread.',
  },
  {
    selector: 'ObjectExpression > Property[kind="get"]',
    message:
      'Make it a class or a function: V8 makes a hidden class for each object with getters of its own.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      '.cache/**',
      'test/rules/fixtures/**',
      'test/e2e/host/**',
      'test/e2e/results/**',
      'examples/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ['error', 12],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...hiddenClasses],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['core/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: hostImports, message: 'core is host-neutral.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'Program > VariableDeclaration[kind="let"]', message: 'No module-level state in core.' },
        {
          selector: 'CallExpression[callee.property.name="expose"]',
          message: 'core never opens a secret: test it with SecretValue.matches or show it with mask().',
        },
        ...hiddenClasses,
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['scripts/**/*.ts', 'cli/src/main.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
);
