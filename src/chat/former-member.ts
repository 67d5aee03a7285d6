/** How a member is named whose data were erased: nothing of a platform's is. */
const erased = /^gone-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** In place of the name of somebody whose data were erased; undefined for everybody else. */
export const formerMember = (id: string): string | undefined =>
  erased.test(id) ? 'a former member' : undefined;
