/** One runner for everything: unit, stories, HTTP, database, browser. Specs run under TZ=UTC (see tools/test.mjs). */
const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts', '<rootDir>/src/**/*.spec.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc], '/node_modules/hucre/.+\\.m?js$': ['@swc/jest', swc] },
  transformIgnorePatterns: ['/node_modules/(?!(hucre)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  testTimeout: 60000,
  maxWorkers: 2,
};
