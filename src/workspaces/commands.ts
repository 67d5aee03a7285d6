/**
 * /interview mentor add @Maya | remove @Maya | role @Mentors | list
 * /interview settings [zone Europe/Berlin] [feedback private] [grace 6h] [reveal 8h] [budget 500k] [calls 20]
 */
import type { Block, Text } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import { UserError } from '../errors.ts';
import type { Services } from '../services.ts';
import { platformOf } from './platform-of.ts';
import { changeSettings, type Settings, settingsOf } from './settings.ts';
import { settingsCard } from './settings-card.ts';
import { setMentor } from './workspaces.ts';

const mentorAdd = command<{ member: string }>({
  name: 'mentor add',
  who: 'admin',
  help: 'Let a member review answers',
  examples: ['mentor add @Maya'],
  required: { member: read.member },
  async run(services, { workspace }, { member }) {
    const platform = await platformOf(services, workspace);
    if (await platform.isBot?.(workspace, member))
      throw new UserError('An app can’t be a mentor. Name a person.');
    await setMentor(services.db, workspace, member, true);
    return notice([{ member }, ' is a mentor now and sees ', { code: '/interview reviews' }, '.'], 'success');
  },
});

const mentorRemove = command<{ member: string }>({
  name: 'mentor remove',
  who: 'admin',
  help: 'Take that back; their reviews stay',
  required: { member: read.member },
  async run({ db }, { workspace }, { member }) {
    await setMentor(db, workspace, member, false);
    return notice([{ member }, ' is no longer a mentor. Their reviews stay.'], 'success');
  },
});

const mentorRole = command<{ role: string | null }>({
  name: 'mentor role',
  who: 'admin',
  help: 'Let everyone with a server role review answers, on Discord',
  examples: ['mentor role off'],
  required: { role: read.role },
  async run({ db }, { workspace }, { role }) {
    await changeSettings(db, workspace, { mentorRole: role });
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

interface SettingWords {
  readonly timeZone: string;
  readonly feedback: Settings['feedback'];
  readonly graceMinutes: number;
  readonly revealAfterMinutes: number;
  readonly voteEmoji: string[];
  readonly coachTokensPerDay: number;
  readonly coachCallsPerMember: number;
}

const settingsSet = command<object, SettingWords>({
  name: 'settings set',
  who: 'admin',
  help: 'Change this workspace’s settings',
  examples: ['settings set zone Europe/Berlin', 'settings set feedback private', 'settings set votes 👍,⭐'],
  optional: {
    timeZone: read.named('zone Europe/Berlin', times.zone, 'used for days, weeks and streaks'),
    feedback: read.named(
      'feedback private',
      read.oneOf('thread or private', 'in the thread, or only to the author', ['thread', 'private']),
      'who sees the coach’s feedback',
    ),
    graceMinutes: read.named('grace 6h', times.duration, 'how late a scheduled question may still be posted'),
    revealAfterMinutes: read.named(
      'reveal 8h',
      times.duration,
      'when the sample answer is posted for questions that somebody asked for',
    ),
    voteEmoji: read.named('votes 👍,⭐', read.emojiList, 'the reactions that count as votes'),
    coachTokensPerDay: read.named('budget 500k', read.amount, 'tokens a day for the AI coach'),
    coachCallsPerMember: read.named('calls 20', read.amount, 'AI coach calls per member a day'),
  },
  async run(services, actor, given) {
    const changed = await changeSettings(services.db, actor.workspace, given);
    return { type: 'private', card: await settingsCard(services, actor, changed) };
  },
});

const show = {
  who: 'anyone',
  async run(services: Services, actor: Actor): Promise<Reply> {
    const current = await settingsOf(services.db, actor.workspace);
    return { type: 'private', card: await settingsCard(services, actor, current) };
  },
} as const;
const settings = command({ ...show, name: 'settings', help: 'This workspace’s settings' });
const settingsShow = command({ ...show, name: 'settings show', help: 'The same as `/interview settings`' });

export const workspaceCommands = [
  mentorAdd,
  mentorRemove,
  mentorRole,
  mentorList,
  settings,
  settingsShow,
  settingsSet,
];
