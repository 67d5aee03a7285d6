import { defineCommand } from 'citty';
import { parseConfig } from '../../src/config/config.ts';
import { type QuestionStatistics, questionStatistics } from '../../src/curation/statistics.ts';
import { workspaceNamed } from '../../src/workspaces/workspace-named.ts';
import { fail, say } from '../fail.ts';

export const statsCommand = defineCommand({
  meta: { name: 'stats', description: 'How often questions are asked, answered and missed.' },
  args: {
    track: { type: 'string', description: 'Only this track, as in backend' },
    workspace: {
      type: 'string',
      description: 'In this workspace, by its name, number or id; the shared questions everywhere by default',
    },
    json: { type: 'boolean', description: 'Print them as JSON' },
  },
  async run({ args: { track, workspace, json } }) {
    try {
      const { useDatabase } = await import('../../wiring/database.ts');
      const all = await useDatabase(parseConfig(process.env), async (db) =>
        questionStatistics(db, {
          ...(track !== undefined && { track }),
          ...(workspace !== undefined && { workspace: await workspaceNamed(db, workspace) }),
        }),
      );
      if (json) say(JSON.stringify(all, null, 2));
      else say(all.length === 0 ? 'Nothing has been asked yet.' : all.map(described).join('\n'));
    } catch (error) {
      fail(error);
    }
  },
});

function described({ id, asked, answerRate, answers, meanScore, missed, flag }: QuestionStatistics): string {
  const [most] = missed;
  return [
    `${id}: asked ${asked}, answered ${Math.round(answerRate * 100)} %, ${answers === 1 ? '1 answer' : `${answers} answers`}, mean score ${meanScore ?? '–'}`,
    ...(flag ? [`  ! ${flag}`] : []),
    ...(most ? [`  most often missed, ${most.times} of ${answers}: ${most.text}`] : []),
  ].join('\n');
}
