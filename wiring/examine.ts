import { checkDirectory } from '../adapters/http/directory.ts';
import { checkPublicUrl } from '../adapters/http/doctor.ts';
import { checkCollector, checkRedis } from '../jobs/doctor.ts';
import { Undo } from '../src/base/undo.ts';
import type { Config } from '../src/config/config.ts';
import { checkChannels } from '../src/doctor/channels.ts';
import type { Check } from '../src/doctor/check.ts';
import { checkCoachTrial } from '../src/doctor/coach-trial.ts';
import { checkDatabase } from '../src/doctor/database.ts';
import { checkNodeVersion } from '../src/doctor/node-version.ts';
import { checkPlatforms } from '../src/doctor/platforms.ts';
import { checkQuestionBank } from '../src/doctor/question-bank.ts';
import { checkWords } from '../src/doctor/words.ts';

/** Checks what Whetstone depends on, all at once; changes and starts nothing. Without a configuration, what needs none. */
export async function examine(config: Config | undefined): Promise<Check[]> {
  const common = await Promise.all([checkNodeVersion(process.versions.node), checkQuestionBank()]);
  if (!config) return common.flat();
  // Before anybody's patience begins: nobody is heard while a library is read.
  const { checkSlack, checkDiscord, checkOpenAi, serverOf } = await loadChecks();
  const undo = new Undo();
  const database = checkDatabase(config, undo);
  const db = database.then((examined) => examined.db);
  const { slack, discord, openai, publicUrl, redisUrl } = config;
  const tried = openai && { server: serverOf(openai), model: openai.model };
  try {
    const checks = await Promise.all([
      database.then((examined) => examined.checks),
      checkPlatforms(config),
      checkRedis(redisUrl),
      checkCollector(config.otlpEndpoint),
      checkPublicUrl(config),
      checkDirectory(config),
      checkSlack({ settings: slack, publicUrl, db }),
      checkDiscord(discord),
      checkOpenAi(openai),
      db.then((reached) => checkCoachTrial(tried, reached)),
      db.then(checkChannels),
      db.then((reached) => checkWords(config.words, reached)),
    ]);
    return [...common, ...checks].flat();
  } finally {
    await undo.run();
  }
}

/** They load the platforms' libraries, which a start loads only where they are configured. */
async function loadChecks() {
  return {
    ...(await import('../adapters/slack/doctor/slack.ts')),
    ...(await import('../adapters/discord/doctor.ts')),
    ...(await import('../adapters/openai/doctor.ts')),
    ...(await import('../adapters/openai/client.ts')),
  };
}

/** Tries one part of a configuration before anything runs. */
export async function examinePart(
  config: Config,
  part: 'slack' | 'discord' | 'openai' | 'database',
): Promise<Check[]> {
  const { slack, discord, openai, redisUrl } = config;
  const { checkSlack, checkDiscord, checkOpenAi } = await loadChecks();
  if (part === 'discord') return checkDiscord(discord);
  if (part === 'openai') return checkOpenAi(openai);
  if (part === 'slack')
    return checkSlack({ settings: slack, publicUrl: undefined, db: Promise.resolve(undefined) });
  const undo = new Undo();
  try {
    const [{ checks }, queue] = await Promise.all([checkDatabase(config, undo), checkRedis(redisUrl)]);
    return [...checks, ...queue];
  } finally {
    await undo.run();
  }
}
