import { expect, test } from 'vitest';
import { escapeMarkdown } from '../../adapters/discord/escape.ts';
import { plainText as discordText } from '../../adapters/discord/receive/plain-text.ts';
import { markdown } from '../../adapters/discord/render/inline.ts';
import { split } from '../../adapters/discord/render/split.ts';
import { talksToGrader } from '../../adapters/openai/appeals.ts';
import { jsonIn } from '../../adapters/openai/formats.ts';
import { leakFinder } from '../../adapters/openai/leaks.ts';
import { plain } from '../../adapters/openai/plain.ts';
import { proofChecker } from '../../adapters/openai/proofs.ts';
import { readable } from '../../adapters/openai/readable.ts';
import { escapeText, looksLikeMarkup } from '../../adapters/slack/escape.ts';
import { commandText, mentionsIn, plainText as slackText } from '../../adapters/slack/receive/plain-text.ts';
import { splitInlines } from '../../adapters/slack/render/split-inlines.ts';
import { textObject } from '../../adapters/slack/render/text-object.ts';
import { cutText } from '../../adapters/web/render/cut.ts';
import { oneLine } from '../../src/chat/clean.ts';
import { cut, ellipsis } from '../../src/chat/cut.ts';
import { fromFields } from '../../src/curation/question-text.ts';
import { cleanText, isLongEnough } from '../../src/practice/answer-text.ts';
import { csv } from '../../src/questions/formats/csv.ts';
import { json } from '../../src/questions/formats/json.ts';
import { markdown as markdownFile } from '../../src/questions/formats/markdown.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { questionOf } from '../feedback/assess.ts';
import { superlinear } from './growth.ts';
import { type Hostile, hostileTo, textOf } from './hostile-texts.ts';

const setting = { names: { member: String, channel: String }, for: undefined };

/** Everything that reads what people, or a model, wrote. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'stores an answer': (text) => isLongEnough(cleanText(text)),
  'makes an answer readable for a model': (text) => readable(text),
  'finds words to a grader': talksToGrader,
  'finds JSON': jsonIn,
  'finds a leak': (text) => leakFinder(questionOf('backend/slow-query'), text, ['read-the-plan'])(text),
  'checks a proof': (text) => proofChecker(text)(text.slice(0, 300)),
  'takes markup away': (text) => plain(text, 16_000),
  cuts: (text) => [cut(text, 12_000), ellipsis(text, 200), oneLine(text)],
  'reads Slack’s text': (text) => [slackText(text), commandText(text), mentionsIn(text)],
  'renders for Slack': (text) => [
    escapeText(text),
    looksLikeMarkup(text),
    textObject([{ bold: text }, text, { code: text }], setting),
    splitInlines([text], 2500),
  ],
  'reads Discord’s text': (text) => discordText(text, []),
  'renders for Discord': (text) => [escapeMarkdown(text), markdown([{ bold: text }, text, { code: text }])],
  'splits for Discord': (text) => split([text], (head) => markdown(head).length <= 1500, false),
  'renders for the playground': (text) => cutText(text, 1500),
  'reads a suggestion': (text) =>
    fromFields(
      { prompt: text, points: text, sample: text },
      { id: 'a/b', category: 'technical', level: 'advanced' },
    ),
  'reads Markdown': (text) => markdownFile.parse(text),
  'reads YAML': (text) => yaml.parse(text),
  'reads JSON': (text) => json.parse(text),
  'reads CSV': (text) => csv.parse(text),
};

/** Each comes with several ends, one of which is enough here. */
const texts = hostileTo('').filter((_, at) => at % 4 === Math.floor(at / 4) % 4);

test.each(Object.entries(readers))(
  'what %s takes time in proportion to the text',
  { timeout: 120_000 },
  (_, read) => {
    expect(problemOf(read, texts)).toBeUndefined();
  },
);

test('the rubric coach takes time in proportion to the answer', { timeout: 300_000 }, async () => {
  const coach = rubricCoach();
  const question = questionOf('backend/slow-query');
  const words = ['plan', 'index', 'not', 'query', 'never', 'because', 'slow', 'a'];
  const own = words.flatMap((begin) =>
    ['', ' ', '. '].map((gap) => ({ begin: '', unit: begin + gap, end: '' })),
  );
  const halves = ['plan index', 'index query', 'not plan'].map((pair) => pair.split(' '));
  const sparse = halves.map(([one = '', other = '']) => ({
    begin: '',
    unit: `${`${one} `.repeat(40)}${`${other} `.repeat(40)}`,
    end: '',
  }));
  const few = texts.filter((_, at) => at % 3 === 0);
  await coach.assess({ question, answer: question.sample_answer, earlierAnswers: [] });
  const assess = (text: string) => {
    void coach.assess({ question, answer: text, earlierAnswers: [text] });
    coach.canRead(text);
  };
  expect(problemOf(assess, [...own, ...sparse, ...few])).toBeUndefined();
});

function problemOf(read: (text: string) => unknown, hostile: readonly Hostile[]): string | undefined {
  const makers = hostile.map((one) => (length: number) => textOf(one, length));
  const found = superlinear(read, makers, 100_000);
  return found && `${JSON.stringify(Object.values(hostile[found.at] ?? {}))}: ${found.times}`;
}
