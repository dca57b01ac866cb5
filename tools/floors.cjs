/**
 * The floors of the house, from the ground up. A room is a folder of `src/` or one of the files named here; it knows the
 * rooms of lower floors alone. What two rooms of one floor both need goes down, what brings them together goes up.
 */
const FLOORS = [
  ['kernel', 'config/configuration.ts'],
  ['database', 'threads'],
  ['acts'],
  ['organisations', 'programmes', 'volunteers'],
  ['messaging', 'statistics'],
  ['asks'],
  ['rota', 'settings'],
  ['accounts', 'watching', 'rostering'],
  ['drafts', 'registrations', 'nurse-rostering'],
  ['sessions'],
  ['calendar', 'import'],
  ['conversation', 'beat'],
  ['console', 'schema', 'config/data-source.ts'],
  ['channels'],
  ['platform.module.ts', 'core.module.ts'],
  ['simulator'],
  ['app.module.ts', 'server.ts', 'command-line.ts', 'cli.ts', 'main.ts'],
];
/** On the top floors and in the schema the files of one floor lean on each other. */
const OPEN_PLAN = ['console', 'schema', 'config/data-source.ts', 'platform.module.ts', 'core.module.ts'];
OPEN_PLAN.push(...FLOORS.at(-1));

/** The path of a room, as the beginning of a regular expression. */
const pathOf = (room) => {
  const place = room.startsWith('config/') ? room : `src/${room}`;
  return `^${place.replace(/\./g, '\\.')}${place.endsWith('.ts') ? '$' : '/'}`;
};

/** A rule for each room: no arrow from it goes beside it or up. */
const floorRules = FLOORS.flatMap((rooms, index) =>
  rooms.map((room) => {
    const beside = OPEN_PLAN.includes(room) ? rooms.filter((other) => !OPEN_PLAN.includes(other)) : rooms;
    const closed = [...beside, ...FLOORS.slice(index + 1).flat()].filter((other) => other !== room);
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
