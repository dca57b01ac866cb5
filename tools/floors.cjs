/**
 * The floors of the house, from the ground up. A room is a folder of `src/` or one of the files named here; it knows the
 * rooms of lower floors alone. What two rooms of one floor both need goes down, what brings them together goes up.
 */
const FLOORS = [
  ['kernel', 'config/configuration.ts', 'config/wechat-settings.ts'],
  ['database', 'threads'],
  ['acts', 'installation'],
  ['organisations'],
  ['programmes', 'volunteers'],
  ['messaging'],
  ['asks', 'statistics'],
  ['rota', 'settings'],
  ['accounts', 'watching', 'questions', 'rostering'],
  ['drafts', 'registrations', 'nurse-rostering'],
  ['sessions'],
  ['calendar', 'import'],
  ['documents'],
  ['conversation'],
  ['beat'],
  ['console', 'schema', 'config/data-source.ts'],
  ['channels'],
  ['platform.module.ts', 'core.module.ts'],
  ['simulator', 'admin'],
  ['app.module.ts', 'server.ts', 'command-line.ts', 'cli.ts', 'main.ts'],
];
/** Files that make one thing together, though they stand in two places. */
const TOGETHER = [
  ['config/configuration.ts', 'config/wechat-settings.ts'],
  ['schema', 'config/data-source.ts'],
  ['platform.module.ts', 'core.module.ts'],
  FLOORS.at(-1),
];

/** The path of a room, as the beginning of a regular expression. */
const pathOf = (room) => {
  const place = room.startsWith('config/') ? room : `src/${room}`;
  return `^${place.replace(/\./g, '\\.')}${place.endsWith('.ts') ? '$' : '/'}`;
};

/** A rule for each room: no arrow from it goes beside it or up. */
const floorRules = FLOORS.flatMap((rooms, index) =>
  rooms.map((room) => {
    const own = TOGETHER.find((places) => places.includes(room)) ?? [room];
    const closed = FLOORS.slice(index)
      .flat()
      .filter((other) => !own.includes(other));
    return {
      name: `down-from-${room.replace(/^.*\/|\.ts$/g, '').replace('.', '-')}`,
      comment: `Floor ${index + 1}: what it needs from beside or above goes down; what brings them together goes up.`,
      severity: 'error',
      from: { path: pathOf(room) },
      to: { path: closed.map(pathOf) },
    };
  }),
).filter(({ to }) => to.path.length > 0);

const everyRoom = FLOORS.flat();

module.exports = { FLOORS, floorRules, everyRoom, pathOf };
