import type pg from 'pg';

/** On average; the first members get one an answer, the last nine. */
const votesPerAnswer = 5;
const answersPerMember = 100;

/**
 * Whole tables in one statement each, as the program would have filled them: standings are the sums of the votes.
 * Returns a member in the middle.
 */
export async function seedVotes(client: pg.Client, votes: number): Promise<string> {
  const answers = Math.ceil(votes / votesPerAnswer);
  const members = Math.max(2 * votesPerAnswer, Math.ceil(answers / answersPerMember));
  // References need no check: they are right by construction, and there are millions.
  await client.query('set session_replication_role = replica');
  await client.query(`insert into workspaces (platform, external_id, name) values ('web', 'bench', 'Bench')`);
  await client.query(
    `insert into members (workspace_id, id, name)
    select 1, 'U' || n, 'Member ' || n from generate_series(0, $1::int - 1) n`,
    [members],
  );
  await client.query(
    `insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day, votes,
      created_at)
    select 1, n / $1::int + 1, 'C1', 'U' || n % $1::int, n::text, false, 'standing', 1, '2026-11-24',
      1 + n % $1::int * 9 / $1::int, now()
    from generate_series(0, $2::int - 1) n`,
    [members, answers],
  );
  await client.query(
    `insert into votes (workspace_id, answer_id, voter_id, emoji, created_at)
    select 1, id, 'U' || (id + n) % $1::int, '👍', now()
    from answers, generate_series(1, answers.votes) n`,
    [members],
  );
  await client.query(
    `insert into standings (workspace_id, scope, period, member_id, votes, answers)
    select 1, scope, 'all', member_id, sum(votes), count(*)
    from answers, unnest(array['', 'C1']) scope group by scope, member_id`,
  );
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
  return `U${Math.floor(members / 2)}`;
}
