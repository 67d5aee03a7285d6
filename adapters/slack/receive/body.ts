import { z } from 'zod';
import { storable } from '../../../src/chat/storable.ts';

const id = z.string().nullish();

/** Whose it is, wherever Slack says so. */
const team = {
  team_id: id,
  authorizations: z.array(z.looseObject({ team_id: id })).nullish(),
  team: z.looseObject({ id }).nullish(),
  view: z.looseObject({ app_installed_team_id: id, callback_id: z.string().optional() }).nullish(),
};

/** What was used of a message or form. */
const used = {
  user: z.looseObject({ id: z.string(), team_id: id }),
  callback_id: z.string().optional(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  actions: z
    .array(z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string().optional() }))
    .optional(),
};

/** What every body says, of an event, a command, or anything else that people do. */
const bodySchema = z.union([
  z.looseObject({ ...team, type: z.literal('event_callback'), event: z.looseObject({ type: z.string() }) }),
  z.looseObject({ ...team, command: z.string(), user_id: z.string(), channel_id: z.string() }),
  z.looseObject({ ...team, ...used, type: z.string() }),
]);

/** Thrown for a body that says nothing: it is none of these, no listener took it, or Bolt could not make sense of it. */
export class Malformed extends Error {}

/** A body as it can be stored. @throws Malformed */
export function readBody(body: unknown) {
  const { data } = bodySchema.safeParse(storable(body));
  if (!data) throw new Malformed();
  return data;
}
