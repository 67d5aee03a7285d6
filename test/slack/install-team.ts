import { StoredInstallations } from '../../adapters/slack/installations.ts';
import { createCore } from '../../src/app/create-core.ts';
import { secretBox } from '../../src/base/secrets.ts';
import type { Db } from '../../src/database/database.ts';
import type { Services } from '../../src/services/services.ts';
import type { Team } from './team.ts';

/** As if Maya had installed Whetstone there. `key` is what tokens are encrypted with. */
export async function installTeam(db: Db, key: Buffer, { id, slack }: Team): Promise<void> {
  const core = createCore({ db } as Services);
  const stored = new StoredInstallations(db, core, secretBox([key]), () => new Date());
  const bot = { token: slack.token, id: 'B0WHETSTON', userId: slack.botUser, scopes: [] };
  const user = { token: undefined, scopes: undefined, id: slack.member('maya') };
  await stored.save({ team: { id, name: id }, enterprise: undefined, bot, user }, `https://${id}.slack.com/`);
}
