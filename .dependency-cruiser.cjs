/** The arrows of the house: apps → adapters → platform; apps and adapters → contracts → domain → nothing. */
const adapters = 'amqp|postgres|mongo|redis|sender|mail';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^libs/domain/src' },
      to: { pathNot: '^libs/domain/src' },
    },
    {
      name: 'contracts-import-domain-and-zod',
      severity: 'error',
      from: { path: '^libs/contracts/src' },
      to: { pathNot: '^(libs/(contracts|domain)/src|node_modules/zod)' },
    },
    {
      name: 'client-imports-nothing',
      comment: 'it is published, and runs in browsers',
      severity: 'error',
      from: { path: '^libs/client/src' },
      to: { pathNot: '^libs/client/src' },
    },
    {
      name: 'platform-imports-no-adapter-and-no-app',
      severity: 'error',
      from: { path: '^libs/platform/src' },
      to: { path: `^(apps|libs/(${adapters}|testing))/` },
    },
    {
      name: 'an-adapter-imports-no-other-adapter',
      severity: 'error',
      from: { path: `^libs/(${adapters})/src` },
      to: { path: `^libs/(${adapters})/src`, pathNot: '^libs/$1/src' },
    },
    {
      name: 'libs-import-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'an-app-imports-no-other-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'only-composition-roots-build-adapters',
      comment:
        'types of an adapter may be named anywhere in an app; its functions are called where the app is put together',
      severity: 'error',
      from: {
        path: '^apps/[^/]+/src',
        pathNot: '/(compose|routes|main|migrate|replayMissing|postDelivery)\\.ts$',
      },
      to: { path: `^libs/(${adapters})/src`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-imports-no-test-code',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src', pathNot: '^libs/testing' },
      to: { path: '^(libs/testing|tests|bench|scripts)/|/test/' },
    },
    {
      name: 'the-cabinet-knows-the-client-and-pure-libraries-only',
      comment: 'what it can do, an integrator can do',
      severity: 'error',
      from: { path: '^apps/cabinet/src' },
      to: { path: '^(apps|libs)/', pathNot: '^(apps/cabinet|libs/(client|contracts|domain)/src)/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules/(?!@kassahook)' },
    exclude: { path: '(^|/)(dist|dist[.]next|test|fixtures)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['kassahook-source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
};
