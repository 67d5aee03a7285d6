import type { Form, FormName } from '../chat/form.ts';
import { longest, type QuestionFields } from './question-text.ts';

/** The form in which a question is written or edited. Its five fields are what a Discord form holds. */
export function questionForm(
  form: {
    readonly name: FormName;
    readonly subject: string;
    readonly title: string;
    readonly submit: string;
  },
  initial?: Partial<QuestionFields>,
): Form {
  const field = (
    id: keyof QuestionFields,
    label: string,
    hint: string,
    multiline = true,
    optional = false,
  ) => ({
    type: 'text' as const,
    id,
    label,
    hint,
    multiline,
    optional,
    maxLength: longest[id],
    ...(initial && { initial: initial[id] ?? '' }),
  });
  return {
    name: form.name,
    subject: form.subject,
    title: form.title,
    fields: [
      field('prompt', 'Question', 'The way an interviewer would ask it.'),
      {
        ...field(
          'points',
          'Key points, 3 to 8, one a line',
          'What a good answer says | what you’d ask if it’s missing. “Wrong: …” marks a mistake.',
        ),
        placeholder: 'Restores service first | While users waited, what did you do first?',
      },
      field('sample', 'Sample answer', 'What a good candidate would say, in the first person.'),
      field('tip', 'Tip', 'One sentence on what sets a great answer apart.', false, true),
      field(
        'followUps',
        'Follow-up questions, one a line',
        'Two or more, or none for the usual ones.',
        true,
        true,
      ),
    ],
    submitLabel: form.submit,
  };
}
