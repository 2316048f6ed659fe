import type { Check } from "./check";
import { leftOut } from "./left-out";
import type { StackReport } from "./report";
import type { StandIn } from "./stand-ins";

/** What has been found out about one stack so far. */
export interface Findings {
  applied?: number;
  secondPlan?: "empty" | "not empty";
  readonly changes: { name: string; added: number; grown: number; updated: number; replaced: number; removed: number }[];
  destroyed?: number;
  seconds: number;
  readonly checks: Check[];
}

/** The steps of one track: says them, times them, and keeps what they find. */
export class Steps {
  private readonly findings = new Map<string, Findings>();

  public constructor(private readonly say: (line: string) => void) {}

  /**
   * Does one step with a stack.
   *
   * @throws StoppedError when it could not be done, after noting why
   */
  public async do(stack: string, title: string, work: (found: Findings) => Promise<void>): Promise<void> {
    const found: Findings = this.findings.get(stack) ?? { changes: [], seconds: 0, checks: [] };
    this.findings.set(stack, found);
    this.say(`${stack}: ${title}`);
    const started = performance.now();
    const before = found.checks.length;
    try {
      await work(found);
    } catch (error) {
      found.checks.push({ what: title, problem: error instanceof Error ? error.message : String(error) });
      throw new StoppedError();
    } finally {
      found.seconds += (performance.now() - started) / 1000;
      for (const { what, problem } of found.checks.slice(before)) {
        if (problem !== undefined) this.say(`${stack}: failed: ${what}: ${problem}`);
      }
    }
  }

  /** Does a whole track, to its end or to the step that stops it. */
  public async until(track: () => Promise<void>): Promise<void> {
    try {
      await track();
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
    }
  }

  /**
   * What was found.
   *
   * @param name the full name of a stack
   * @param standIns who stood in for its providers; nobody, if not said
   */
  public report(by: string, name: (stack: string) => string, standIns: (stack: string) => readonly StandIn[] = () => []): StackReport[] {
    return [...this.findings].map(([stack, { applied, secondPlan, changes, destroyed, seconds, checks }]) => ({
      stack: name(stack),
      by,
      applied,
      secondPlan,
      changes,
      destroyed,
      seconds,
      leftOut: leftOut.filter((entry) => entry.stack === stack),
      standIns: standIns(stack),
      checks,
    }));
  }
}

/** A step could not be done; what comes after it makes no sense. */
class StoppedError extends Error {}
