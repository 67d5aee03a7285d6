import { enableCompileCache } from 'node:module';

enableCompileCache();
// After the line above, as Whetstone's command line does it.
await import('@slack/bolt');
await import('discord.js');
process.stdout.write('ready\n');
// As a server would.
setInterval(() => undefined, 60_000);
