// The entry of the standalone executables.
import { main } from '../../src/cli/main.ts';

await main();
