/** The arrows of the house. Each rule says why; test/house/arrows.spec.ts breaks each of them once and sees it fire. */
const { everyRoom, floorRules, pathOf } = require('./tools/floors.cjs');

/** The port that messages are made for is a vocabulary of its own and as pure as a domain folder. */
const PURE = '^src/(kernel/|[^/]+/domain/|conversation/grammar/|messaging/channel\\.ts$)';

/** A package that has one home: `home` is the only place that may import it. */
const oneHome = (name, packages, home) => ({
  name: `one-home-for-${name}`,
  comment: 'A foreign thing has one home, so that it can be replaced.',
  severity: 'error',
  from: { path: '^(src|config|migrations)/', pathNot: home },
  to: { path: `(^|/)node_modules/(${packages})(/|$)` },
});

/** The grammar reads in stages, and each knows the stages before it alone. */
const STAGES = ['text', 'crisis', 'time', 'entities', 'clauses', 'readings'];
const stageRules = STAGES.slice(0, -1).map((stage, index) => ({
  name: `grammar-${stage}-comes-first`,
  comment: 'A stage is read without knowing what later ones make of it.',
  severity: 'error',
  from: { path: `^src/conversation/grammar/${stage}/` },
  to: {
    path: `^src/conversation/grammar/(${STAGES.slice(index + 1).join('|')})/|^src/conversation/grammar/parse\\.ts$`,
  },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    ...stageRules,
    {
      name: 'commands-come-last',
      comment: 'How a message is read, matched and worded is the same for every command; none of it waits for one.',
      severity: 'error',
      from: { path: '^src/conversation/(grammar|wording|dialogue|language-model)/' },
      to: { path: '^src/conversation/commands/' },
    },
    {
      name: 'no-room-without-a-floor',
      comment: 'A new room gets a floor in tools/floors.cjs first.',
      severity: 'error',
      from: { path: '^src/', pathNot: everyRoom.map(pathOf) },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'A cycle is one module under two names.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-unresolvable',
      comment: 'An import that leads nowhere hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules must run without a framework, a database or I/O.',
      severity: 'error',
      from: { path: PURE, pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'domain-knows-only-domain',
      comment: 'Pure code leans on pure code.',
      severity: 'error',
      from: { path: '^src/([^/]+/domain|conversation/grammar)/' },
      to: { path: '^(src|config|migrations)/', pathNot: PURE },
    },
    {
      name: 'rows-are-written-at-home',
      comment: 'Only the room that writes a table has its row as a value; others may read its shape.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/.+\\.row\\.ts$', pathNot: '^src/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-see-no-rows',
      comment: 'What a door shows is made by a service, not read off a table.',
      severity: 'error',
      from: { path: '^src/(console|channels|simulator)/' },
      to: { path: '^src/.+\\.row\\.ts$' },
    },
    {
      name: 'repositories-stay-home',
      comment: 'A neighbour is asked through its service or its rules; how it stores is its own.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/.+\\.repository\\.ts$', pathNot: '^src/$1/' },
    },
    oneHome('wechaty', 'wechaty|wechaty-puppet[^/]*|file-box', '^src/channels/wechat/'),
    oneHome('ical', 'ical-generator', '^src/calendar/'),
    oneHome('database-drivers', 'mysql2|@photostructure/sqlite|better-sqlite3', '^src/database/'),
    oneHome('redis', 'bullmq|ioredis', '^src/messaging/redis-transport\\.ts$'),
    oneHome('spreadsheets', 'hucre', '^src/.*/spreadsheet\\.ts$'),
    oneHome('word', 'docx', '^src/documents/word-paper\\.ts$'),
    oneHome('pdf', 'pdfmake|fontkit', '^src/documents/pdf-paper\\.ts$'),
    oneHome('highs', 'highs', '^src/rostering/solver/'),
    oneHome('passkeys', '@simplewebauthn', '^src/accounts/passkeys\\.service\\.ts$'),
    oneHome('holidays', 'chinese-days', '^src/.*/holidays\\.ts$'),
    {
      name: 'one-home-for-typeorm',
      comment:
        'Only the database folder, the data source, rows and migrations know the mapper; all else is given a Tx.',
      severity: 'error',
      from: {
        path: '^(src|config|migrations)/',
        pathNot: ['^src/database/', '^config/data-source\\.ts$', '^migrations/', '\\.(row|repository)\\.ts$'],
      },
      to: { path: '(^|/)node_modules/typeorm/' },
    },
    {
      name: 'no-barrels',
      comment: 'Import the file that says it.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'not-to-test',
      comment: 'Production never leans on tests.',
      severity: 'error',
      from: { path: '^(src|config|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'not-to-dev',
      comment: 'What runs in production must be installed there.',
      severity: 'error',
      from: { path: '^(src|config|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
