import { main } from './cli/main.ts';

// The entry of the bundle: what was typed after `lingxian` becomes an exit code.
process.exitCode = await main(process.argv.slice(2));
