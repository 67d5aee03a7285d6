/** In the order in which a forest has them. */
export const features = [
  /** How much of the point's text the best sentence has, the second best, and the whole answer. */
  'text',
  'textSecond',
  'textAll',
  /** The same by all words that belong to the point, as far as they tell it from others. */
  'field',
  'fieldSecond',
  'fieldAll',
  /** How near the best sentence is to a sentence of the sample answer that makes the point, and to an example; -1 without any. */
  'sample',
  'example',
  /** Its cues: how many of several words and of one are met, and whether a sentence denies them; -1 without any. */
  'phrases',
  'cueWords',
  'denied',
  /** How far the best sentence is from making another point. */
  'margin',
  'marginSample',
  /** Of the point among the question's: 0 when none is spoken of more. */
  'behind',
  /** Whether the best sentence is a bare list, how many points it speaks of for its length, and how much of the point's words it denies. */
  'list',
  'density',
  'negated',
  /** Of the whole answer: how much it speaks of the other points, of the prompt, how much of it is the rubric's words and bare lists. */
  'others',
  'othersText',
  'othersField',
  'sampleAll',
  'touched',
  'jargon',
  'lists',
  'acts',
  'dismissive',
  'certain',
  /** How near the best sentence is to a misconception. */
  'mistaken',
  /** Of the point: how much there is to say. */
  'demand',
] as const;
export type Feature = (typeof features)[number];
