import type { Variables } from './variables.ts';

/** Who runs this Whetstone, as they say themselves; undefined where they don't. */
export interface Operator {
  readonly name: string | undefined;
  /** A mail address or the address of a page. */
  readonly contact: string | undefined;
  /** Where the database is, in words. */
  readonly dataLocation: string | undefined;
}

export const operatorOf = ({ OPERATOR_NAME, OPERATOR_CONTACT, DATA_LOCATION }: Variables): Operator => ({
  name: OPERATOR_NAME,
  contact: OPERATOR_CONTACT,
  dataLocation: DATA_LOCATION,
});
