import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readInstallations, tokenPurpose } from '../../adapters/slack/installations.ts';
import { secretBox } from '../../src/base/secrets.ts';
import { rotateKeys } from '../../wiring/rotate-keys.ts';
import { whetstone } from '../cli/program.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const key = () => randomBytes(32);
const [old, fresh, another] = [key(), key(), key()];
/** For tokens alone. */
const off = (...keys: Buffer[]) => ({ keys, isOn: false });
const teams = Array.from({ length: 230 }, (_, index) => `T${index}`);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('shipped');
  const { db } = database;
  const box = secretBox([old]);
  const workspaces = await db
    .insertInto('workspaces')
    .values(teams.map((team) => ({ platform: 'slack' as const, external_id: team, name: team })))
    .returning(['id', 'external_id'])
    .execute();
  await db
    .insertInto('slack_installations')
    .values(
      workspaces.map(({ id, external_id: team }) => ({
        workspace_id: id,
        team_id: team,
        team_name: team,
        url: null,
        bot_id: 'B1',
        bot_user_id: 'U1',
        sealed_token: box.seal(`xoxb-${team}`, tokenPurpose(team)),
        scopes: [],
        installed_by: 'U2',
        installed_at: new Date(),
      })),
    )
    .execute();
});
afterAll(() => database.destroy());

/** How many tokens open with this key alone. */
async function openWith(one: Buffer): Promise<number> {
  const box = secretBox([one]);
  const rows = await database.db.selectFrom('slack_installations').selectAll().execute();
  return rows.filter(({ sealed_token, team_id }) => box.isCurrent(sealed_token, tokenPurpose(team_id)))
    .length;
}

const rotations = () =>
  database.db.selectFrom('audit_entries').select('deed').where('deed', '=', 'key').execute();

test('cut short it is repeated from where it was; each token is encrypted anew once, and kept in the audit', async () => {
  const { db } = database;
  const cut = rotateKeys(db, off(fresh, old), (_what, done) => {
    if (done === 120) throw new Error('killed');
  });
  await expect(cut).rejects.toThrow('killed');
  expect([await openWith(fresh), await openWith(old)]).toEqual([120, 110]);
  const shown: number[] = [];
  const result = await rotateKeys(
    db,
    off(fresh, old),
    (what, done) => void (what === 'tokens' && shown.push(done)),
  );
  expect(result.tokens).toEqual({ resealed: 110, total: 230 });
  expect(shown.at(-1)).toBe(230);
  expect([await openWith(fresh), await openWith(old)]).toEqual([230, 0]);
  expect(await rotations()).toHaveLength(230);
  const opened = await readInstallations(db, secretBox([fresh]));
  expect(opened.map(({ team, token }) => token === `xoxb-${team}`)).not.toContain(false);
});

test('a key that is missing is said, and nothing is lost', async () => {
  await expect(rotateKeys(database.db, off(another, old), () => undefined)).rejects.toThrow(
    'opens with none of the keys in ENCRYPTION_KEY',
  );
  expect(await openWith(fresh)).toBe(230);
});

test('by command, twice', async () => {
  const variables = {
    DATABASE_URL: database.connectionString,
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'secret',
    SLACK_STATE_SECRET: 'state',
    PUBLIC_URL: 'https://whetstone.example.com',
    ENCRYPTION_KEY: [another, fresh].map((one) => one.toString('base64')).join(','),
  };
  const said = async () => {
    const { code, out, err } = await whetstone('keys rotate', variables).ended;
    expect([code, err]).toEqual([0, '']);
    return out;
  };
  expect(await said()).toContain('230 of 230 encrypted anew.');
  expect(await said()).toContain('0 of 230 encrypted anew.');
  expect(await openWith(another)).toBe(230);
  const refused = await whetstone('keys rotate', { DATABASE_URL: database.connectionString }).ended;
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Nothing is encrypted here') });
});
