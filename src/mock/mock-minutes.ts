import { UserError } from '../base/errors.ts';

const usual = 30;
const [shortest, longest] = [10, 120];

/** How long a mock interview takes. @throws UserError for what nobody would go through with. */
export function mockMinutes(wanted = usual): number {
  if (wanted >= shortest && wanted <= longest) return wanted;
  throw new UserError(
    `A mock interview takes from ${shortest} to ${longest} minutes, as in \`/interview mock 30m\`.`,
  );
}
