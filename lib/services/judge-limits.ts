/** Time that one evaluation may take, wherever it is judged. */
export const judgeDeadlineMs = 2_000;
