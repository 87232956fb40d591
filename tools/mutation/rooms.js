/** What can be changed, and the tests that have to notice: those of the room, without whole programs and charts. */
export const ROOMS = {
  values: { mutate: ['src/values/**/*.ts'], tests: ['test/values'] },
  yaml: { mutate: ['src/yaml/**/*.ts'], tests: ['test/yaml', 'test/manifests'] },
  manifests: { mutate: ['src/manifests/**/*.ts'], tests: ['test/manifests'] },
  go: { mutate: ['src/templates/go/**/*.ts'], tests: ['test/templates', 'test/functions'] },
  handlebars: {
    mutate: ['src/templates/*.ts', 'src/templates/handlebars/**/*.ts', 'src/templates/common/**/*.ts'],
    tests: ['test/templates'],
  },
};

/** @param {string} name @returns the room of that name; throws with the names that there are */
export function roomOf(name) {
  const room = Object.hasOwn(ROOMS, name) ? ROOMS[name] : undefined;
  if (!room) throw new Error(`no room ${name}: the rooms are ${Object.keys(ROOMS).join(', ')}`);
  return room;
}
