import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import i18next from 'eslint-plugin-i18next';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Modules that open sockets: only the adapters may import them (and scripts, tests and benches, which play the outside world). */
const socketModules = [
  'node:net',
  'node:http',
  'node:https',
  'node:http2',
  'node:tls',
  'node:dgram',
  'undici',
  'amqplib',
  'ioredis',
  'pg',
  'sequelize',
  'mongoose',
  'mongodb',
];
const forbid = (names) => [
  'error',
  { paths: names.map((name) => ({ name, message: 'only the adapters open sockets' })) },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist.*/**',
      '**/node_modules/**',
      '.data/**',
      'coverage/**',
      'tools/**/target/**',
      'libs/client/src/apiTypes.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['*.mjs', '*.cjs', 'scripts/*.mjs', 'apps/cabinet/public/*.js'],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'only libs/platform/src/env.ts reads the environment',
        },
      ],
      'no-restricted-imports': forbid(socketModules),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['libs/platform/src/env.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['libs/postgres/src/**'],
    rules: {
      'no-restricted-imports': forbid(socketModules.filter((name) => !['pg', 'sequelize'].includes(name))),
    },
  },
  {
    files: ['libs/mongo/src/**'],
    rules: {
      'no-restricted-imports': forbid(
        socketModules.filter((name) => !['mongoose', 'mongodb'].includes(name)),
      ),
    },
  },
  {
    files: ['libs/redis/src/**'],
    rules: { 'no-restricted-imports': forbid(socketModules.filter((name) => name !== 'ioredis')) },
  },
  {
    files: ['libs/amqp/src/**'],
    rules: { 'no-restricted-imports': forbid(socketModules.filter((name) => name !== 'amqplib')) },
  },
  {
    // The sender is the only module that opens outgoing sockets to receivers.
    files: ['libs/sender/src/**'],
    rules: {
      'no-restricted-imports': forbid(
        socketModules.filter((name) => !['undici', 'node:net', 'node:tls'].includes(name)),
      ),
    },
  },
  {
    // These listen, or (the register) play an outside client of the public API; none of them calls a receiver.
    files: [
      'libs/platform/src/opsServer.ts',
      'apps/api/src/httpServer.ts',
      'apps/receiver-demo/src/**',
      'apps/register/src/deviceClient.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/test/**', 'tests/**', 'libs/testing/**', 'scripts/**', 'bench/**', '*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['apps/cabinet/src/**'],
    ...reactHooks.configs.flat['recommended-latest'],
  },
  {
    // What a person reads comes from src/locales; a name of ours and what machines write is not a sentence.
    files: ['apps/cabinet/src/**/*.tsx'],
    plugins: { i18next },
    rules: {
      'i18next/no-literal-string': [
        'error',
        {
          mode: 'jsx-only',
          'jsx-attributes': {
            include: ['^(label|title|placeholder|description|alt|aria-label|hint|message|children|error)$'],
          },
          words: { exclude: ['^kassahook$', '^[^A-Za-zА-Яа-яЁё]*$', '^[A-Z][A-Z0-9_-]*$'] },
        },
      ],
    },
  },
  { files: ['**/*.mjs', '**/*.cjs', 'apps/cabinet/public/*.js'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.mjs', '**/*.cjs', 'apps/cabinet/public/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        module: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        document: 'readonly',
        localStorage: 'readonly',
        matchMedia: 'readonly',
      },
    },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'no-console': 'off',
    },
  },
);
