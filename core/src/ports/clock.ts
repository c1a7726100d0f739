/** Gives the present moment, so that tests can choose it. */
export type Clock = () => Date;
