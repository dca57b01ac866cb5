/** What the operator's commands say: Chinese first, then English. */
export const TEXTS = {
  invited: (who: string) => `给 ${who} 的一次性链接，半小时内有效 a one-time link, half an hour:`,
  whoeverSetsUp: '第一位设置的人 whoever sets the service up',
  noCoordinator:
    '没有在职的统筹员：there is no active coordinator; import an organisation file that names one, then invite her',
  notCoordinator: (name: string, list: string) =>
    `没有叫 ${name} 的统筹员或管理员：nobody called ${name} coordinates or operates; there are ${list}`,
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

  maintenanceOn:
    '维护开始：几秒之内，聊天只回一句话，控制台只能看，消息先不发；办完记得 maintenance off maintenance is on: within seconds chat says so, the console only reads, messages wait; end it with maintenance off',
  maintenanceOff: '维护结束，几秒之内照常 maintenance is off: within seconds all goes on',

  copyOtherTables: (place: string) =>
    `${place} 的数据表与程序不符，先用这个程序启动一次服务 has not the tables of this program: start the service on it once, then copy`,
  copyThere: (file: string) => `${file} 已经有了，目标必须是空的 is there already; the target must be empty`,
  copyDiffers: (table: string, wanted: number, found: number | null) =>
    `${table} 对不上：目标不能用 the target must not be used: ${table} has ${String(found ?? 'no')} rows instead of ${String(wanted)}`,
  copied: (tables: number, rows: number) =>
    `都搬过去了：${String(tables)} 张表 ${String(rows)} 行，逐表数过 everything is copied: ${String(tables)} tables, ${String(rows)} rows, compared table by table`,
  copyKey: (file: string) =>
    `启动新的数据库时，把 SECRET_KEY 设成 ${file} 的内容 start on the new database with SECRET_KEY set to what is in that file`,

  keyMade: '新的密钥，只显示这一次，先存好 the new key, shown this once; keep it before you go on:',
  keySet: '下次启动前把 SECRET_KEY 换成新的 set SECRET_KEY to the new key before the next start',
  keyFileChanged: (file: string) => `密钥文件已换 the key file is exchanged: ${file}`,
  keyExchanged: (count: number) =>
    `已用新密钥重新封存 ${String(count)} 个电话 sealed anew: ${String(count)} telephone numbers`,
  keyAlready: '这个数据库已经用新密钥封存 this database is sealed with the new key already',
  keyWrong:
    'SECRET_KEY 和新的密钥都打不开这个数据库，什么都没有改 neither SECRET_KEY nor the new key is the one of this database; nothing was changed',
  keyMissing: (file: string) => `没有密钥：没有 SECRET_KEY，也没有 ${file} there is no key to exchange`,
  keySame: '新的密钥和原来的一样 the new key is the same as the former one',
  keyGone:
    '还没用的绑定码、验证码和已发出的链接不再有效，需要的重新发 binding codes, sign-in codes and links in messages already sent no longer work; issue new ones',
} as const;
