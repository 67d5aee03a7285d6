/** A track that is right in every respect, as its files say it. */

export const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

export const about = `id: sre
title: Site Reliability
description: Keep it running.
preparation_tips: [one, two, three, four, five]
topics: [letters]
`;
export const valid = `- id: sre/first
  category: technical
  level: beginner
  prompt: How?
  sample_answer: ${words(120)}
  tip: Be brief.
  key_points:
    - { id: a, text: Alpha, hint: 'Which?', examples: [I say alpha., First comes alpha.] }
    - { id: b, text: Beta, hint: 'Then?', examples: [I say beta., Next is beta.] }
    - { id: c, text: Gamma, hint: 'And?', examples: [I say gamma., Gamma follows.] }
    - { id: d, text: Delta, hint: 'Last?', examples: [I say delta., Delta ends it.] }
  misconceptions:
    - { text: Wrong, hint: 'Really?', examples: [It is wrong., So wrong.] }
    - { text: Untrue, hint: 'Sure?', examples: [It is false., So false.] }
  follow_ups: [Why?, When?]
  tags: [letters]
`;
