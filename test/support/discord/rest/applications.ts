import { Hono } from 'hono';
import { storeCommands } from '../commands.ts';
import { problem } from '../problem.ts';
import { done, type Environment } from './environment.ts';

export const applications = new Hono<Environment>();

for (const path of ['/oauth2/applications/@me', '/applications/@me'])
  applications.get(path, (c) => {
    const { application, bot } = c.env.world;
    const owner = { id: '1', username: 'owner', discriminator: '0', global_name: null, avatar: null };
    const { id, flags } = application;
    return c.json({ id, flags, name: bot.username, description: '', bot, owner, verify_key: '', team: null });
  });

for (const path of ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands']) {
  applications.use(`${path}/*`, async (c, next) => {
    if (c.req.param('app') !== c.env.world.application.id) throw problem('unknownApplication');
    await next();
  });
  applications.get(path, (c) => c.json(storeCommands(c.env.world, c.req.param('guild')).all()));
  applications.put(path, (c) =>
    c.json(storeCommands(c.env.world, c.req.param('guild')).replaceAll(c.env.body)),
  );
  applications.post(path, (c) => {
    const { command, isNew } = storeCommands(c.env.world, c.req.param('guild')).put(c.env.body);
    return c.json(command, isNew ? 201 : 200);
  });
  applications.get(`${path}/:command`, (c) =>
    c.json(storeCommands(c.env.world, c.req.param('guild')).one(c.req.param('command') ?? '')),
  );
  applications.patch(`${path}/:command`, (c) =>
    c.json(storeCommands(c.env.world, c.req.param('guild')).change(c.req.param('command') ?? '', c.env.body)),
  );
  applications.delete(`${path}/:command`, (c) => {
    storeCommands(c.env.world, c.req.param('guild')).remove(c.req.param('command') ?? '');
    return done(c);
  });
}
