import { ROOMS, type Room } from '../layers/rooms.ts';
import { table } from './markdown.ts';

/** The import matrix, for docs/architecture.md. */
export function printRooms(): string {
  const rows = ROOMS.map((room) => [`\`src/${room.name}\``, room.holds, printImports(room), printDoors(room)]);
  return table(['Room', 'Holds', 'May import', 'Others import'], rows);
}

function printImports({ mayImport }: Room): string {
  return mayImport.length === 0 ? 'nothing' : mayImport.map((name) => `\`${name}\``).join(', ');
}

function printDoors({ name, doors }: Room): string {
  if (name.endsWith('.ts')) return 'it';
  if (doors === 'all') return 'any file';
  return doors.length === 0 ? 'nothing' : doors.map((door) => `\`${door}\``).join(', ');
}
