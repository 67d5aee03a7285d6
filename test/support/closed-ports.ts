/** Local ports on which nothing listens, and which the system gives to nobody meanwhile. */
export const closedPorts = [2, 3, 4] as const;
