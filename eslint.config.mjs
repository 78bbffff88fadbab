import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import i18next from 'eslint-plugin-i18next';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const nodeModules = ['net', 'http', 'https', 'http2', 'tls', 'dgram'];
const packages = ['undici', 'amqplib', 'ioredis', 'pg', 'sequelize', 'mongoose', 'mongodb', 'nodemailer'];
/** Modules that open sockets: only the adapters may import them (and scripts, tests and benches, which play the outside world). */
const socketModules = [...nodeModules.map((name) => `node:${name}`), ...packages];
const socketMessage = 'only the adapters open sockets';
const environmentMessage = 'only libs/platform/src/env.ts reads the environment';

/** Forbids imports of these, by whatever name Node knows them (`http` is `node:http`) and by their packages' inner paths. */
const forbid = (names) => [
  'error',
  {
    paths: [
      ...names.flatMap((name) =>
        [name, name.replace(/^node:/, '')]
          .filter((each, index, all) => all.indexOf(each) === index)
          .map((each) => ({ name: each, message: socketMessage })),
      ),
      ...['node:process', 'process'].map((name) => ({
        name,
        importNames: ['env'],
        message: environmentMessage,
      })),
    ],
    patterns: names
      .filter((name) => packages.includes(name))
      .map((name) => ({ group: [`${name}/*`], message: socketMessage })),
  },
];
const forbidAllBut = (...allowed) => forbid(socketModules.filter((name) => !allowed.includes(name)));

/** What opens a connection without an import. */
const socketGlobals = [
  'error',
  {
    globals: ['fetch', 'WebSocket', 'EventSource'].map((name) => ({ name, message: socketMessage })),
    checkGlobalObject: true,
  },
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
          message: environmentMessage,
        },
      ],
      'no-restricted-imports': forbid(socketModules),
      'no-restricted-globals': socketGlobals,
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
    files: ['libs/{postgres,mongo,redis,amqp,sender,mail,client}/src/**', 'apps/cabinet/src/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['libs/postgres/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('pg', 'sequelize') },
  },
  {
    files: ['libs/mongo/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('mongoose', 'mongodb') },
  },
  {
    files: ['libs/redis/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('ioredis') },
  },
  {
    files: ['libs/amqp/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('amqplib') },
  },
  {
    files: ['libs/mail/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('nodemailer') },
  },
  {
    // The sender is the only module that opens outgoing sockets to receivers.
    files: ['libs/sender/src/**'],
    rules: { 'no-restricted-imports': forbidAllBut('undici', 'node:net', 'node:tls') },
  },
  {
    // These listen, or (the register) play an outside client of the public API; none of them calls a receiver.
    files: [
      'libs/platform/src/opsServer.ts',
      'apps/api/src/httpServer.ts',
      'apps/receiver-demo/src/**',
      'apps/register/src/deviceClient.ts',
    ],
    rules: { 'no-restricted-imports': forbid([]) },
  },
  {
    files: ['**/test/**', 'tests/**', 'libs/testing/**', 'scripts/**', 'bench/**', '*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      'no-restricted-globals': 'off',
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
      'no-restricted-globals': 'off',
      'no-console': 'off',
    },
  },
);
