/** Answers to backend/slow-query, as members write them. */
export const good =
  'I start from the real execution plan with EXPLAIN ANALYZE and look for sequential scans, bad row estimates and big sorts. Then I add an index that matches the filter and the order, check it on production-like data, and watch the p95 before and after.';
/** With a misconception of the question. */
export const mistaken = `${good} An index on every column makes every query faster.`;
export const better =
  'I read the actual plan first. In our orders service the planner misjudged the rows, so I refreshed the statistics, rewrote the predicate so that the index could be used, added a composite index for the filter and the sort, and verified on a copy of production data.';
/** Has to do with every shipped question, so that what is said beside it is an answer to whichever comes. */
export const onAnything =
  'What happened, and what I would do for the people who use our service: I would tell them, and design, monitor and secure the requests, data and messages of the API.';
export const poor =
  'Probably the database is too small by now, so I would buy a bigger machine for it and then the query has to be faster.';
export const short = 'Add an index, done.';
export const filler = 'Let me think about this one for a while before I answer it.';
