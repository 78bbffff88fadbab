/** A shop floor that sells ten times a second asks for its journal once. */
const PAUSE_MS = 1_000;
/** What could not be read is asked for again after this, whether or not something is told meanwhile. */
const AGAIN_MS = 5_000;

/** Something that is done on wish, at once and then at most once a second. */
interface Throttle {
  /** Wishes it; what is wished during the pause is done after it. */
  ask: () => void;
  /** What is done from now on. */
  use: (run: () => void | Promise<void>) => void;
  /** Forgets what is still wished. */
  stop: () => void;
}

/** Creates a throttle. @param run a failure of it is a wish to do it again, five seconds later */
export function createThrottle(run: () => void | Promise<void>): Throttle {
  let now = run;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  let isStopped = false;

  function pause(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) begin();
    }, ms);
  }
  function begin(): void {
    isWanted = false;
    isStopped = false;
    pause(PAUSE_MS);
    Promise.resolve(now()).catch(() => {
      if (isStopped) return;
      isWanted = true;
      pause(AGAIN_MS);
    });
  }
  return {
    ask() {
      if (timer === undefined) begin();
      else isWanted = true;
    },
    use(next) {
      now = next;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      isWanted = false;
      isStopped = true;
    },
  };
}
