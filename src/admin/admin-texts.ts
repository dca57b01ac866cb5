/** What the operator's commands say: Chinese first, then English. */
export const TEXTS = {
  invited: (who: string) => `给 ${who} 的一次性链接，半小时内有效 a one-time link, half an hour:`,
  whoeverSetsUp: '第一位设置的人 whoever sets the service up',
  noCoordinator:
    '没有在职的协调员：there is no active coordinator; import an organisation file that names one, then invite her',
  notCoordinator: (name: string, list: string) =>
    `没有叫 ${name} 的协调员或管理员：nobody called ${name} coordinates or operates; there are ${list}`,
  severalCalled: (name: string, list: string) => `不止一位叫 ${name}：several are called ${name}; use the key: ${list}`,

  program: (version: string, place: string) => `程序 program ${version}，数据库 database ${place}`,
  tablesSame: (count: number) =>
    `数据表与程序相符，启动不会改表 the tables are this program’s (${String(count)} migrations)`,
  tablesNone: (count: number) =>
    `还没有数据表，启动会建 no tables yet; a start makes them (${String(count)} migrations)`,
  tablesOlder: '数据表较旧，启动会改这些（请先备份） the tables are older; a start runs these, so make a copy before:',
  tablesNewer: (names: string) =>
    `数据表属于更新的版本，这个程序不能用它：the tables belong to a newer version, which has ${names}; start that version, or restore the copy made before it`,

  copyMade: (how: string, rows: number, encrypted: boolean) =>
    `备份好了 the copy is made (${how}, ${String(rows)} rows, ${encrypted ? '已加密 encrypted' : '未加密 not encrypted'})`,
  copyNotMade: (reason: string) => `没有备份成功 no copy was made: ${reason}`,
  engineCopy: 'SQLite: VACUUM INTO',
  readerCopy: 'MySQL/MariaDB: 本程序自己在一个一致的事务里读 read by this program in one consistent transaction',
  notNoted: (reason: string) =>
    `备份文件是好的，但没能记进数据库 the copy is whole but could not be noted in the database: ${reason}`,
  noCopies: (folder: string) => `${folder} 里还没有备份 there is no copy yet`,
  copyNewer: (names: string) =>
    `备份来自更新的版本，这个程序不能恢复它：the copy was made by a newer version, which has ${names}; use that version`,
  copyOfFile:
    'SQLite 的备份只能恢复到 SQLite；先恢复到文件，再用 admin -- copy 搬过去：a copy of an embedded database is restored to a file; then move it with admin -- copy',
  tryingIn: (where: string) => `恢复到临时的数据库 restoring aside, into ${where}`,
  tryCounts: (table: string, wanted: number, found: number | null) =>
    `${table}: 备份里 the copy says ${String(wanted)}, 恢复出 restored ${found === null ? '–' : String(found)}`,
  tryWhole: (tables: number, rows: number) =>
    `备份完好：${String(tables)} 张表 ${String(rows)} 行都在，升级也成功 the copy is whole: ${String(tables)} tables, ${String(rows)} rows, all of them there and migrated`,
  tryFailed: (differences: number) =>
    `备份不完整：${String(differences)} 张表对不上 the copy is not whole: ${String(differences)} tables differ`,
  tryKey:
    '密钥打不开这份备份里的电话等 the key that is set does not open what is sealed in this copy; set the SECRET_KEY of its time',
  running: (by: string) => `服务还在用这个数据库，先停下它 the service is using this database (${by}); stop it first`,
  runningYes: (by: string) =>
    `还有别的连接在用这个数据库，先停下服务；确定不是服务就加 --yes there are ${by} to this database: stop the service, or add --yes when they are not the service`,
  restorePoint: (path: string) => `恢复前的数据存在 what was there before is kept in ${path}`,
  restored: (path: string, at: string) => `已恢复 restored: ${path} (${at})`,
  replaced: (table: string, before: number, after: number) => `  ${table}: ${String(before)} → ${String(after)}`,
  restoredKey: '密钥文件也换成了备份里的 the key file is the copy’s as well',
  restoredNote:
    '那以后做的事都不在了；那以后该发的消息启动后会再发 what was done since is gone, and messages due since then are sent once the service starts',
} as const;
