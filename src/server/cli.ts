import { main } from './cli/main.ts';

// Whoever reads may stop reading (| head): that is no fault of ours.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});

// The entry of the bundle: what was typed after `lingxian` becomes an exit code.
process.exitCode = await main(process.argv.slice(2));
