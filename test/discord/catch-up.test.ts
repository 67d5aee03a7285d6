import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { World } from './world.ts';

const within = { timeout: 60_000 };

let world: World;
beforeAll(async () => {
  world = await World.start('Acme');
});
afterAll(() => world.close());

test('what was written while the program was away and couldn’t be stored at its start is read again', async () => {
  const { team, database, whetstone, logged } = world;
  const thread = await team.drop();
  await whetstone.stop();
  const { id } = team.person('maya').write(thread, good);
  await sql`alter table answers rename to answers_away`.execute(database.db);
  await world.launch();
  await expect.poll(() => logged.join(), within).toContain('not caught up');
  await sql`alter table answers_away rename to answers`.execute(database.db);
  const messages = async () => (await world.answers()).map(({ message }) => message);
  await expect.poll(messages, within).toEqual([id]);
});
