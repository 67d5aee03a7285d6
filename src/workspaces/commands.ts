/** /interview mentor add @Maya | remove @Maya | role @Mentors | list */

import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import type { Block, Text } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from './platform-of.ts';
import { changeSettings, settingsOf } from './settings.ts';
import { setMentor } from './workspaces.ts';

const mentorAdd = command<{ member: string }>({
  name: 'mentor add',
  who: 'admin',
  help: 'Let a member review answers',
  examples: ['mentor add @Maya'],
  required: { member: read.member },
  async run(services, actor, { member }) {
    const { workspace } = actor;
    const platform = await platformOf(services, workspace);
    if (await platform.isBot?.(workspace, member))
      throw new UserError('An app can’t be a mentor. Name a person.');
    await changeMentor(services, actor, member, 'added');
    return notice([{ member }, ' is a mentor now and sees ', { code: '/interview reviews' }, '.'], 'success');
  },
});

const mentorRemove = command<{ member: string }>({
  name: 'mentor remove',
  who: 'admin',
  help: 'Take that back; their reviews stay',
  required: { member: read.member },
  async run(services, actor, { member }) {
    await changeMentor(services, actor, member, 'removed');
    return notice([{ member }, ' is no longer a mentor. Their reviews stay.'], 'success');
  },
});

const mentorRole = command<{ role: string | null }>({
  name: 'mentor role',
  who: 'admin',
  help: 'Let everyone with a server role review answers, on Discord',
  examples: ['mentor role off'],
  required: { role: read.role },
  async run(services, actor, { role }) {
    await changeSettings(services, actor, { mentorRole: role });
    if (role === null) return notice('No role makes its members mentors any more.', 'success');
    return notice(
      [
        'Everyone with the role ',
        { group: role },
        ' is a mentor now and sees ',
        { code: '/interview reviews' },
        '.',
      ],
      'success',
    );
  },
});

const mentorList = command({
  name: 'mentor list',
  who: 'anyone',
  help: 'Who reviews answers here',
  async run({ db }, { workspace }) {
    const { mentorRole: role } = await settingsOf(db, workspace);
    const mentors = await db
      .selectFrom('members')
      .select('id')
      .where('workspace_id', '=', workspace)
      .where('is_mentor', '=', true)
      .orderBy('name')
      .execute();
    if (mentors.length === 0 && role === null) {
      return notice([
        'There are no mentors yet. An admin can add one: ',
        { code: '/interview mentor add @member' },
        '.',
      ]);
    }
    const items: Text[] = mentors.map(({ id }) => [{ member: id }]);
    if (role !== null) items.push(['Everyone with the role ', { group: role }]);
    const blocks: Block[] = [
      { type: 'header', text: 'Mentors' },
      { type: 'list', items },
    ];
    return { type: 'private', card: { summary: 'Who reviews answers here', blocks } };
  },
});

async function changeMentor(
  { db, now }: Services,
  actor: Actor,
  member: string,
  change: 'added' | 'removed',
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await setMentor(tx, actor.workspace, member, change === 'added');
    await record(tx, actor, { deed: 'mentor', member, change }, now());
  });
}

export const mentorCommands = [mentorAdd, mentorRemove, mentorRole, mentorList];
