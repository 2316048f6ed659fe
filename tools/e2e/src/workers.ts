/** Does jobs in their order, so many at a time. Throws what one of them threw, when none is at work any more. */
export async function doAll<T>(jobs: readonly (() => Promise<T>)[], atATime: number): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, job] = next;
      results[index] = await job();
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: atATime }, work));
  const failed = workers.find((worker) => worker.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return results;
}
