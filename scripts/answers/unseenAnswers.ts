/** As the document has them: what of it the check reads. */
export interface DescribedOperation {
  operationId: string;
  responses: Readonly<Record<string, unknown>>;
}

/** Answers that no test provokes, and why that is right. */
export interface Exception {
  status: number;
  /** `all`: whatever the operation. */
  operationIds: readonly string[] | 'all';
  because: string;
}

/**
 * Compares what the API may answer with what it answered while the tests ran: every operation succeeds somewhere, and every refusal
 * that is described is seen somewhere or excepted. An exception that was seen is not one any more.
 * @param seen pairs as `<operationId> <status>`
 * @returns what is amiss, one line each
 */
export function unseenAnswers(
  operations: readonly DescribedOperation[],
  seen: ReadonlySet<string>,
  exceptions: readonly Exception[],
): string[] {
  const isExcepted = (operationId: string, status: number) =>
    exceptions.some(
      (one) =>
        one.status === status && (one.operationIds === 'all' || one.operationIds.includes(operationId)),
    );
  const unseen = operations.flatMap(({ operationId, responses }) => {
    const statuses = Object.keys(responses).map(Number);
    const succeeded = statuses.some((status) => status < 300 && seen.has(`${operationId} ${status}`));
    const isWithout = !succeeded && !isExcepted(operationId, 200);
    return [
      ...(isWithout ? [`${operationId} was never answered with a 2xx`] : []),
      ...statuses
        .filter((status) => status >= 400 && status < 500 && !seen.has(`${operationId} ${status}`))
        .filter((status) => !isExcepted(operationId, status))
        .map((status) => `${operationId} is described with ${status}, and no test has seen it`),
    ];
  });
  const stale = exceptions.flatMap(({ status, operationIds }) =>
    operationIds === 'all'
      ? []
      : operationIds
          .filter((operationId) => seen.has(`${operationId} ${status}`))
          .map((operationId) => `${operationId} was answered with ${status}: it needs no exception`),
  );
  return [...unseen, ...stale];
}
